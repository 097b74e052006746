"""Where a unit is weak, and which differences are larger than the uncertainty of a survey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indices.analysis.arrays import Flags, Floats, medians
from indices.analysis.cube import Cube
from indices.analysis.field import Field
from indices.analysis.lending import lending_year, printing_years
from indices.analysis.uncertainty import ASSUMED, PUBLISHED, margin
from indices.catalogue import Catalogue, Index, Indicator

MEDIAN, BENCHMARK = "median", "benchmark"
RULES = (MEDIAN, BENCHMARK)
MOST_PARTS = 10
# How a threshold came about beside published and assumed errors: by the user, or there is none.
CHOSEN, NONE = "chosen", "none"


@dataclass(frozen=True)
class Wishes:
    """What a user asks of destinations; the defaults are those of the page.

    Attributes:
        rule: weak is below the `median` of all units or below the mean of the `benchmark`.
        margin: by more than so many points.
        weak: the weak indicators themselves; empty leaves them to the rule.
        weights: indicator code and weight; one that is not named weighs 1.
        threshold: points above which a difference counts; None takes the uncertainty.
        gain: how much a point of extra improvement counts beside a point of distance.
        alike: how much likeness counts: 0 not at all, 1 in full.
        day: points of learning potential that a day of travel has to be worth.
    """

    rule: str = MEDIAN
    margin: float = 0.0
    weak: tuple[str, ...] = ()
    weights: tuple[tuple[str, float], ...] = ()
    threshold: float | None = None
    gain: float = 1.5
    alike: float = 0.5
    day: float = 0.1

    def weight(self, code: str) -> float:
        """Return the weight of an indicator."""
        return dict(self.weights).get(code, 1.0)


@dataclass(frozen=True, eq=False)
class Weakness:
    """A unit's indicators of one year, all units' scores of them, and which of them are weak.

    Attributes:
        field: units × indicators of the year, the focus unit among them.
        own: the focus unit's scores, shape (indicators,).
        reference: what the rule compares with; NaN where it is unknown.
        weak: shape (indicators,).
        alone: whether the total stands alone because its parts are not known.
    """

    field: Field
    own: Floats
    reference: Floats
    weak: Flags
    alone: bool

    @property
    def codes(self) -> list[str]:
        """Codes of the weak indicators, in catalogue order."""
        return [
            one.code for one, weak in zip(self.field.indicators, self.weak, strict=True) if weak
        ]


def parts_of(cube: Cube, index: Index, year: int, focus: str) -> list[Indicator]:
    """Return the parts of the total that are known of the focus unit; else the total.

    Of several families of parts (domains, methods) the one of which most is known is taken.
    """
    parts = [part for part in index.children("total", year) if part.level != "alternative"]
    own = cube.values("score")[cube.block(year, [focus], [part.code for part in parts])][0]
    known = {part.code for part, score in zip(parts, own.tolist(), strict=True) if score == score}
    families: dict[str, list[Indicator]] = {}
    for part in parts:
        families.setdefault(part.breakdown, []).append(part)

    def n_known(family: list[Indicator]) -> int:
        return sum(part.code in known for part in family)

    best = max(families.values(), key=n_known, default=[])
    return best[:MOST_PARTS] if best and n_known(best) else [index.indicator("total")]


def find_weakness(
    cube: Cube, catalogue: Catalogue, index: str, year: int, focus: str, wishes: Wishes
) -> Weakness:
    """Return where the focus unit is weak.

    Args:
        cube: of the index.
        catalogue: the index, and the benchmark provinces.
        index: code of the index.
        year: the year measured.
        focus: code of the unit that wants to learn.
        wishes: rule, margin and the indicators chosen by hand.
    """
    parts = parts_of(cube, catalogue.indices[index], year, focus)
    table = cube.field(year, parts)
    row = table.row(focus)
    own = table.scores[row] if row >= 0 else np.full(len(parts), np.nan)
    reference = _reference(table, focus, catalogue.benchmark, wishes.rule)
    alone = len(parts) == 1 and parts[0].code == "total"
    chosen = np.array([part.code in wishes.weak for part in parts])
    if chosen.any():
        weak = chosen
    elif alone:
        weak = np.array([True])
    else:
        weak = own < reference - wishes.margin
    return Weakness(table, own, reference, weak & ~np.isnan(own), alone)


def _reference(table: Field, focus: str, benchmark: Sequence[str], rule: str) -> Floats:
    """Return median (only where every ranked unit has a score) or benchmark mean of each part."""
    reference = np.full(len(table.indicators), np.nan)
    if rule == MEDIAN:
        full = table.complete()
        if full.any():
            reference[full] = medians(table.scores[:, full])
        return reference
    rows = [table.row(code) for code in benchmark if code != focus and table.row(code) >= 0]
    members = table.scores[rows]
    some = (~np.isnan(members)).any(axis=0)
    if some.any():
        reference[some] = np.nanmean(members[:, some], axis=0)
    return reference


def standard_errors(
    cube: Cube, index: Index, table: Field, year: int, columns: Sequence[int]
) -> tuple[Floats, str]:
    """Return standard errors of the units' scores and how they came about.

    Where the year prints none, another year of the same scale lends them (`lending_year`): each
    unit has its own errors of that year, a unit without them their median.

    Args:
        cube: of the index.
        index: knows the scales.
        table: units × indicators.
        year: the year of the scores.
        columns: which indicators of the table.

    Returns:
        Shape (units, columns), 0 where no year lends any, and PUBLISHED, ASSUMED or NONE.
    """
    codes = [table.indicators[column].code for column in columns]
    lenders = [lending_year(printing_years(cube, code), index, code, year) for code in codes]
    years = [-1 if one is None else cube.year(one) for one in lenders]
    _, rows, places = cube.block(year, table.units, codes)
    own = cube.values("standard_error")[years, rows, places]
    errors = np.where(np.isnan(own), medians(own), own)
    errors[:, [one is None for one in lenders]] = 0.0
    known = {one for one in lenders if one is not None}
    return errors, NONE if not known else PUBLISHED if known == {year} else ASSUMED


def difference_margin(errors: Floats, own: Floats) -> Floats:
    """Return the difference at which two scores differ at 95 %, by their standard errors."""
    half: Floats = margin(1.0) * np.hypot(errors, own)
    return half
