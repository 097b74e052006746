"""Where one number comes from: read once, for the drawer of the pages and for the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from indices.analysis.provenance import Choice, choices
from indices.catalogue import Catalogue, Index, Indicator, Unit
from indices.facts import FactKey, known_fact
from indices.frames import plain_rows

if TYPE_CHECKING:
    from indices.database.reader import Reader

Row = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Provenance:
    """All that is known of one fact; an unknown value is None.

    Attributes:
        key: which fact.
        index, unit, indicator: what the key names.
        row: SCORE_COLUMNS, what the pages show.
        observations: OBSERVATION_COLUMNS, shown ones first, then as the rule orders them.
        choices: how score, rank and grade were chosen among them.
        parts: SCORE_COLUMNS of the parts that add up to the score, where it has such parts.
        missing: MISSING_COLUMNS, why there is no score, where a source states it.
        overrule: OVERRULE_COLUMNS, an editor's decision against the rule; its `observation` is
            None while the chosen figure is not stored.
        ruled: how the written rule alone would choose.
    """

    key: FactKey
    index: Index
    unit: Unit
    indicator: Indicator
    row: Row
    observations: Sequence[Row]
    choices: Sequence[Choice]
    parts: Sequence[Row]
    missing: Row | None
    overrule: Row | None
    ruled: Sequence[Choice]

    @property
    def summed(self) -> bool:
        """Whether the shown score is nobody's print but the sum of its parts."""
        return self.row["precision"] == "derived" and bool(self.parts)

    def shown_for(self, observation: Row) -> list[str]:
        """Return the figures that an observation gives: score, rank, grade."""
        return [one.figure for one in self.choices if _same(one.shown, observation)]

    def eligible(self) -> list[Row]:
        """Return the observations that an editor can show instead of what is shown now."""
        return [
            row
            for row in self.observations
            if row["status"] != "rejected" and any(_loses(one, row) for one in self.choices)
        ]

    def ruled_otherwise(self) -> dict[str, Row]:
        """Return figure -> what the rule would show, where it is not what an editor chose."""
        chosen = {one.figure: one.shown for one in self.choices}
        return {
            one.figure: one.shown
            for one in self.ruled
            if one.shown is not None and not _same(chosen.get(one.figure), one.shown)
        }


def read_provenance(reader: Reader, catalogue: Catalogue, key: FactKey) -> Provenance | None:
    """Read where a number comes from; None where the catalogue has no such figure.

    Raises:
        DatabaseUnavailable: the database cannot answer.
    """
    known = known_fact(key, catalogue)
    rows = plain_rows(reader.scores(key.index, key.year, key.indicator, key.unit)) if known else []
    if known is None or not rows:
        return None
    index, unit = known
    asked = (key.index, key.year, key.unit, key.indicator)
    found = reader.observations(*asked)
    chosen = choices(found)
    parts = [part.code for part in index.children(key.indicator, key.year, "dimension")]
    below = plain_rows(reader.scores(key.index, key.year, tuple(parts), key.unit)) if parts else []
    missing = plain_rows(reader.missing(*asked))
    decided = next((row for row in plain_rows(reader.overrules()) if _of(row) == asked), None)
    return Provenance(
        key=key,
        index=index,
        unit=unit,
        indicator=index.indicator(key.indicator),
        row=rows[0],
        observations=_ordered(plain_rows(found), chosen),
        choices=chosen,
        parts=below,
        missing=missing[0] if missing else None,
        overrule=decided,
        ruled=choices(found.assign(overruled=None)) if decided else chosen,
    )


def _of(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("index", "year", "unit", "indicator"))


def _ordered(observations: Sequence[Row], chosen: Sequence[Choice]) -> list[Row]:
    """Put the observations in the order of the rule, those that are shown before all others."""
    ranked = [one.shown for one in chosen if one.shown]
    ranked += [rival.row for one in chosen for rival in one.rivals]
    places: dict[Any, int] = {}
    for row in ranked:
        places.setdefault(_identity(row), len(places))
    return sorted(observations, key=lambda row: places.get(_identity(row), len(places)))


def _identity(row: Row) -> tuple[Any, ...]:
    return tuple(
        row[name] for name in ("source", "file", "sheet", "cell", "score", "rank", "grade")
    )


def _loses(choice: Choice, row: Row) -> bool:
    return any(_identity(rival.row) == _identity(row) for rival in choice.rivals)


def _same(one: Row | None, other: Row) -> bool:
    return one is not None and _identity(one) == _identity(other)
