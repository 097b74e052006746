"""Named groups of units, and the rank of a unit inside a group.

A group is written with a sign before its name, so that it is never taken for a unit: "@benchmark"
the provinces that the city studied, "@cities" the centrally run cities, "@region" the region of the
unit in question, "@top" the first quarter of an index and year, "@near" or "@near8" the units most
like the unit in question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from indices.analysis.absence import NOT_RANKED
from indices.catalogue import Catalogue
from indices.frames import plain_values

BENCHMARK, CITIES, REGION, TOP, NEAR = "@benchmark", "@cities", "@region", "@top", "@near"
NEAREST, MOST = 6, 20
_NEAR = re.compile(r"@near(\d{1,2})?", re.ASCII)


@dataclass(frozen=True)
class GroupRank:
    """Where a unit stands inside a group.

    Attributes:
        rank: None where the unit's own rank or that of a member is not known.
        best, worst: between which it then lies, as far as known ranks say; None without an own one.
        size: how many members are ranked, the unit included.
        order: known (unit, rank in the whole field), the best first.
        unknown: members whose rank is not known.
        unranked: members that were not ranked: withheld, not surveyed.
    """

    rank: int | None
    best: int | None
    worst: int | None
    size: int
    order: list[tuple[str, int]]
    unknown: list[str]
    unranked: list[str]


def nearest_count(code: str) -> int | None:
    """Return of how many units a "@near" group consists; None for any other code."""
    found = _NEAR.fullmatch(code)
    if found is None:
        return None
    count = int(found.group(1) or NEAREST)
    return min(count, MOST) if count else None


def group_members(
    code: str,
    catalogue: Catalogue,
    vintage: int,
    unit: str,
    totals: Callable[[], pd.DataFrame],
    nearest: Callable[[], Sequence[str]],
) -> tuple[str, ...] | None:
    """Return the members of a named group in the order of their codes, nearest ones by nearness.

    Args:
        code: "@benchmark", "@cities", "@region", "@top", "@near" or "@near" with a number.
        catalogue: kinds, regions and benchmark provinces.
        vintage: which units there are.
        unit: the unit in question.
        totals: gives SCORE_COLUMNS of the totals of the index and year; asked for "@top" alone.
        nearest: gives all units, those most like the unit first; asked for "@near" alone.

    Returns:
        Codes, the unit itself among them where it belongs; None where there is no such group.
    """
    units = catalogue.units_of(vintage)
    if code == BENCHMARK:
        known = {one.code for one in units}
        return tuple(one for one in catalogue.benchmark if one in known)
    if code == CITIES:
        return tuple(one.code for one in units if one.kind == "city")
    if code == REGION:
        own = {one.code: one.region for one in units}.get(unit)
        return tuple(one.code for one in units if own and one.region == own)
    if code == TOP:
        return _first_quarter(totals())
    count = nearest_count(code)
    return None if count is None else tuple(nearest()[:count])


def group_rank(rows: pd.DataFrame, unit: str, members: Sequence[str]) -> GroupRank:
    """Return the rank of a unit inside a group that it is counted to.

    Args:
        rows: SCORE_COLUMNS of one index, year and indicator.
        unit: code of the unit.
        members: codes of the group.
    """
    return group_ranks(rows, unit, [members])[0]


def group_ranks(rows: pd.DataFrame, unit: str, groups: Sequence[Sequence[str]]) -> list[GroupRank]:
    """Return the rank of a unit inside each of several groups; arguments as in `group_rank`."""
    # Plain lists: a frame of sixty rows is cut out in ten times the time that reading it takes.
    columns = (plain_values(rows[name]) for name in ("unit", "rank", "missing_reason"))
    known = {code: (rank, reason) for code, rank, reason in zip(*columns, strict=True)}
    return [_group_rank(known, unit, dict.fromkeys([unit, *members])) for members in groups]


def _group_rank(
    known: Mapping[str, tuple[int | None, str | None]], unit: str, codes: Mapping[str, None]
) -> GroupRank:
    """Rank the units `codes`; `known` holds rank and missing reason by unit."""
    found = {code: known[code] for code in codes if code in known}
    ranks = {code: rank for code, (rank, _) in found.items() if rank is not None}
    gone = {code for code, (rank, why) in found.items() if rank is None and why in NOT_RANKED}
    unranked = [code for code in codes if code in gone]
    unknown = [code for code in codes if code not in ranks and code not in unranked]
    order = sorted(ranks.items(), key=lambda pair: (pair[1], pair[0]))
    best = worst = None
    if unit in ranks:
        best = 1 + sum(rank < ranks[unit] for rank in ranks.values())
        worst = best + len(unknown)
    rank = best if best == worst else None
    return GroupRank(rank, best, worst, len(ranks) + len(unknown), order, unknown, unranked)


def _first_quarter(totals: pd.DataFrame) -> tuple[str, ...]:
    """Return the units whose rank is at most a quarter of the number of ranked units."""
    columns = (plain_values(totals[name]) for name in ("unit", "rank", "rank_of"))
    return tuple(
        unit
        for unit, rank, rank_of in zip(*columns, strict=True)
        if rank is not None and rank_of is not None and rank * 4 <= rank_of
    )
