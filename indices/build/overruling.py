"""An editor's choice against the written rule: with a reason, and reversible."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indices.build.choosing import choose_anew
from indices.build.intake import now
from indices.build.preparing import known_catalogue
from indices.build.refused import Refused
from indices.database.changes import renew_build, transaction
from indices.database.lock import writing
from indices.database.overrules import add_overrule, observation, remove_overrule, standing
from indices.facts import FactKey
from indices.reference import DATA
from indices.said import said

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row


@dataclass(frozen=True)
class Decision:
    """An editor's choice against the rule.

    Attributes:
        number: by which it can be withdrawn.
        source, score, rank, grade: what was chosen; what it does not state is None.
        reason, made_by: why and by whom.
    """

    number: int
    source: str
    score: float | None
    rank: int | None
    grade: str | None
    reason: str
    made_by: str


def overrule(
    key: FactKey,
    observation_id: int,
    reason: str,
    who: str,
    url: str,
    root: Path = DATA,
    seen: int = 0,
) -> Decision:
    """Show an observation instead of the one that the rule picks for its fact.

    An earlier overrule of the same fact gives way, if its number is the one the editor saw. The
    choice is kept by source, file and cell, so that it survives a load.

    Args:
        key: the fact; which of its figures is meant makes no difference.
        observation_id: the observation, column `observation` of `Reader.observations`.
        reason: why; readers of the figure see it.
        who: name of the editor.
        url: the database.
        root: the folder data/.
        seen: number of the overrule of this fact that the editor saw, 0 for none.

    Returns:
        What was decided.

    Raises:
        Refused: no reason is given, the fact has no such observation, it is rejected, or somebody
            else decided meanwhile.
        DatabaseUnavailable: the database cannot be written; it is as it was.
    """
    told = " ".join(reason.split())
    if not told:
        raise Refused(said("An overrule needs a reason; say why the other figure is right."), True)
    with writing(url), transaction(url) as connection:
        _refuse_if_decided(standing(connection, key), seen)
        chosen = observation(connection, key, observation_id)
        if chosen is None:
            raise Refused(
                said("This figure is no longer stored; open the number again and choose anew.")
            )
        if chosen.status == "rejected":
            raise Refused(said("A rejected figure is never shown; choose another one."))
        add_overrule(connection, chosen, told, who, now())
        _choose(connection, key, root)
        return _decision(standing(connection, key))


def withdraw_overrule(key: FactKey, url: str, root: Path = DATA, seen: int = 0) -> Decision:
    """Let the written rule decide again.

    Args:
        key: the fact.
        url: the database.
        root: the folder data/.
        seen: number of the overrule that is meant, column `overrule` of `Reader.overrules`.

    Returns:
        What was withdrawn.

    Raises:
        Refused: nobody overrules the rule there, or somebody else decided meanwhile.
        DatabaseUnavailable: the database cannot be written; it is as it was.
    """
    with writing(url), transaction(url) as connection:
        found = standing(connection, key)
        _refuse_if_decided(found, seen)
        if found is None:
            raise Refused(said("The written rule decides on this number already."))
        remove_overrule(connection, found.overrule_id)
        _choose(connection, key, root)
        return _decision(found)


def _refuse_if_decided(found: Row[Any] | None, seen: int) -> None:
    """Refuse to touch a decision that the editor has not seen."""
    if found is None and seen:
        raise Refused(
            said(
                "Somebody has withdrawn the decision on this number meanwhile; open the number "
                "again."
            )
        )
    if found is not None and found.overrule_id != seen:
        raise Refused(
            said(
                "{who} has decided on this number meanwhile; open it again and see why.",
                who=found.made_by,
            )
        )


def _decision(row: Any) -> Decision:
    said = (row.score, row.rank, row.grade, row.reason, row.made_by)
    return Decision(row.overrule_id, row.source_id, *said)


def _choose(connection: Connection, key: FactKey, root: Path) -> None:
    choose_anew(connection, known_catalogue(connection, root), key.index, [key.year])
    renew_build(connection)
