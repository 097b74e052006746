"""Named groups of units: what they are called, and where a unit stands inside the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import dcc, html
from dash.development.base_component import Component

from indices.analysis.groups import (
    BENCHMARK,
    CITIES,
    NEAR,
    REGION,
    TOP,
    GroupRank,
    group_members,
    group_rank,
    group_ranks,
    nearest_count,
)
from indices.analysis.peers import covariate_year, nearest
from indices.catalogue import Catalogue
from layouts.components.terms import index_year, short_name
from layouts.memo import Memo
from layouts.urls import PageState, href
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

# Groups that need neither an index nor a year.
UNDATED = (BENCHMARK, CITIES, REGION)
_MOST_NAMED = 12
_NEAREST = Memo(256)


def group_names(w: Wording) -> dict[str, str]:
    """Return the groups that are offered by name."""
    return {
        BENCHMARK: w.t("Benchmark provinces"),
        CITIES: w.t("Centrally run cities"),
        REGION: w.t("Same region"),
        TOP: w.t("First quarter of the year"),
        NEAR: w.t("Most alike"),
    }


def group_name(code: str, w: Wording) -> str:
    """Return what a group is called."""
    count = nearest_count(code)
    if count is not None:
        return w.t("the {n} most alike", n=count)
    return group_names(w).get(code, code)


def members_of(
    reader: Reader, catalogue: Catalogue, group: str, index: str, year: int, unit: str
) -> tuple[str, ...] | None:
    """Return the members of a named group of units; None where there is no such group.

    Args:
        reader: answers the question for figures.
        catalogue: kinds, regions and places of the units.
        group: a name such as "@cities".
        index: code of the index, empty on a page without one.
        year: 0 on a page without one.
        unit: the unit in question.

    Raises:
        DatabaseUnavailable: the database cannot answer.
    """
    return group_members(
        group,
        catalogue,
        catalogue.vintage(year),
        unit,
        lambda: reader.scores(index, year, "total"),
        lambda: nearest_units(reader, catalogue, year, unit),
    )


def nearest_units(reader: Reader, catalogue: Catalogue, year: int, unit: str) -> list[str]:
    """Return the codes of the other units, the most alike first.

    Worked out once for all years that share the population and product figures of one year.

    Raises:
        DatabaseUnavailable: the database cannot answer.
    """
    known = reader.covariates()
    at = covariate_year(known, catalogue.vintage(year), year)
    key = (reader.build().build_id, catalogue.vintage(year), at, unit)
    return _NEAREST.get(key, lambda: nearest(catalogue, known, year, unit))


def group_places(
    reader: Reader, state: PageState, catalogue: Catalogue, w: Wording
) -> list[Component]:
    """Say where a unit stands inside each named group, with links that compare it with the group.

    Args:
        reader: answers the question for figures.
        state: names unit, index, year and indicator.
        catalogue: knows groups and benchmark provinces.
        w: wording of the page.
    """
    rows = reader.scores(state.index, state.year, state.indicator)
    unit = state.unit
    groups = {
        code: (name, members_of(reader, catalogue, code, state.index, state.year, unit) or ())
        for code, name in group_names(w).items()
    }
    chosen = {"index": state.index, "year": state.year, "indicator": state.indicator}
    items = []
    places = group_ranks(rows, unit, [members for _, members in groups.values()])
    for (code, (name, members)), found in zip(groups.items(), places, strict=True):
        if not set(members) - {unit}:
            continue
        place = w.t("rank not known")
        if found.rank is not None:
            place = w.place(found.rank, found.size)
        elif found.best is not None:
            place = w.t("between {best} and {worst} of {n}", best=found.best, worst=found.worst,
                        n=found.size)  # fmt: skip
        address = href(state, "/gaps", **chosen, unit=unit, units=code)
        items.append(
            html.Li([html.Strong(f"{name}: "), f"{place} ", dcc.Link(w.t("Gap"), href=address)])
        )
    return items


def group_note(
    reader: Reader, state: PageState, catalogue: Catalogue, w: Wording
) -> list[Component]:
    """Say where the unit stands inside the chosen group; nothing where no group is chosen."""
    if not (state.group and state.index and state.year):
        return []
    index, unit = catalogue.indices[state.index], state.unit or catalogue.focus
    indicator = state.indicator or "total"
    rows = reader.scores(state.index, state.year, indicator)
    found = group_rank(rows, unit, state.group_units)

    def name(code: str) -> str:
        return short_name(catalogue.unit(code, state.vintage), catalogue, w)

    head = f"{index_year(index, state.year, w)} · {group_name(state.group, w)}"
    listed = "; ".join(f"{name(code)} {rank}" for code, rank in found.order[:_MOST_NAMED])
    parts = [
        f"{head}: {_place(name(unit), found, w)}.",
        w.t("In the whole country: {ranks}.", ranks=listed) if listed else "",
    ]
    if found.unknown:
        names = w.listing([name(code) for code in found.unknown])
        parts.append(w.t("Rank not known: {names}.", names=names))
    if found.unranked:
        names = w.listing([name(code) for code in found.unranked])
        parts.append(w.t("Not ranked: {names}.", names=names))
    return [html.P(" ".join(part for part in parts if part), className="group")]


def _place(name: str, found: GroupRank, w: Wording) -> str:
    if found.best is None:
        return w.t("the rank of {name} is not known", name=name)
    if found.rank is not None:
        place = w.place(found.rank, found.size)
        return w.t("{name} stands {place} in this group", name=name, place=place)
    return w.t(
        "{name} stands between {best} and {worst} of {n} in this group", name=name,
        best=found.best, worst=found.worst, n=found.size,
    )  # fmt: skip
