"""An editor's choice against the written rule: with a reason, and reversible."""

from __future__ import annotations

from pathlib import Path

from indices.build.choosing import choose_anew
from indices.build.intake import now
from indices.build.preparing import known_catalogue
from indices.build.refused import Refused
from indices.database.changes import renew_build, transaction
from indices.database.lock import writing
from indices.database.overrules import add_overrule, observation, remove_overrule
from indices.reference import DATA


def overrule(observation_id: int, reason: str, who: str, url: str, root: Path = DATA) -> int:
    """Show an observation instead of the one that the rule picks for its fact.

    An earlier overrule of the same fact gives way. The choice is kept by source, file and cell, so
    that it survives a load.

    Args:
        observation_id: the observation, column `observation` of `Reader.observations`.
        reason: why; readers of the figure see it.
        who: name of the editor.
        url: the database.
        root: the folder data/.

    Returns:
        The number of the overrule, by which it can be withdrawn.

    Raises:
        Refused: no reason is given, there is no such observation, or it is rejected.
        DatabaseUnavailable: the database cannot be written; it is as it was.
    """
    told = " ".join(reason.split())
    if not told:
        raise Refused("An overrule needs a reason; say why the other figure is right.", True)
    with writing(url), transaction(url) as connection:
        chosen = observation(connection, observation_id)
        if chosen is None:
            raise Refused(f"There is no observation {observation_id}; open the figure again.", True)
        if chosen.status == "rejected":
            raise Refused("A rejected figure is never shown; choose another observation.")
        number = add_overrule(connection, chosen, told, who, now())
        catalogue = known_catalogue(connection, root)
        choose_anew(connection, catalogue, chosen.index_code, [chosen.year])
        renew_build(connection)
    return number


def withdraw_overrule(overrule_id: int, who: str, url: str, root: Path = DATA) -> None:
    """Let the written rule decide again.

    Args:
        overrule_id: number of the overrule, column `overrule` of `Reader.overrules`.
        who: who withdraws it; for the caller's log, the figures do not keep it.
        url: the database.
        root: the folder data/.

    Raises:
        Refused: there is no such overrule.
        DatabaseUnavailable: the database cannot be written; it is as it was.
    """
    with writing(url), transaction(url) as connection:
        found = remove_overrule(connection, overrule_id)
        if found is None:
            raise Refused(f"There is no overrule {overrule_id}; it may be withdrawn already.", True)
        index, year = found
        choose_anew(connection, known_catalogue(connection, root), index, [year])
        renew_build(connection)
