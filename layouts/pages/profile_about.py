"""What a unit is: kind, region, what became of it, population and economy, and where to go next."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import TYPE_CHECKING, TypeAlias

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from indices.catalogue import Catalogue, Unit
from layouts.components import terms
from layouts.components.facts import source_link
from layouts.components.keyed import fact_button, row_key
from layouts.components.result_facts import score_text
from layouts.components.stacked import stacked_table
from layouts.pages.profile import NEW, Profile
from layouts.urls import PageState, href
from layouts.wording import UNKNOWN, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

Link: TypeAlias = str | Component


def about(reader: Reader, profile: Profile) -> list[Component]:
    """Return the lines below the finding: what the unit is, its lineage, its size, links."""
    w, unit = profile.w, profile.unit
    region = _region(unit, profile.catalogue, w)
    identity = [kind(unit, w), region, w.t("code {code}", code=unit.code)]
    lines = [
        html.P(" · ".join(part for part in identity if part), className="identity"),
        html.P(_lineage(profile), className="lineage"),
    ]
    if not profile.is_new:
        lines.append(_size(reader.covariates(), profile))
    return lines


def constituents(reader: Reader, profile: Profile) -> Component:
    """Return the units that a unit of the 34 was made of, side by side and never averaged."""
    w, catalogue = profile.w, profile.catalogue
    covariates = reader.covariates()
    indices = list(catalogue.indices.values())
    heads = [w.t("Constituent unit"), *(w.name(index.short_name) for index in indices)]
    heads += [w.t("Population"), w.t("GRDP per head")]
    rows = [
        [
            _unit_link(unit, profile),
            *(_newest(profile, index.code, unit) for index in indices),
            _population(covariates, unit, w),
            _grdp(covariates, unit, w),
        ]
        for unit in profile.subjects
    ]
    return stacked_table(w.t("Constituent units and their newest results"), heads, rows)


def kind(unit: Unit, w: Wording) -> str:
    """Say whether a unit is a province or a centrally run city."""
    text = w.t("centrally run city") if unit.kind == "city" else w.t("province")
    return text[0].upper() + text[1:]


def _region(unit: Unit, catalogue: Catalogue, w: Wording) -> str:
    names = (
        region.name
        for region in catalogue.regions
        if (region.vintage, region.code) == (unit.vintage, unit.region)
    )
    return next((w.name(name) for name in names), "")


def _lineage(profile: Profile) -> list[Link]:
    """Say what a unit became on 1 July 2025, or what it was made of."""
    w, catalogue, unit = profile.w, profile.catalogue, profile.unit
    parts = catalogue.predecessors(unit.code if profile.is_new else unit.successor)
    others = [_unit_link(part, profile) for part in parts if part != unit]
    if profile.is_new:
        if len(parts) == 1:
            text = w.t("One of the 34 units since 1 July 2025; not merged, before it was {others}.")
        else:
            text = w.t("One of the 34 units since 1 July 2025; formed from {others}.")
        return _woven(text, {"others": _listed(others, w)})
    new = {"new": [_unit_link(catalogue.unit(unit.successor, 34), profile)]}
    if others:
        text = w.t("One of the 63 units until 30 June 2025; then merged with {others} into {new}.")
    else:
        text = w.t("One of the 63 units until 30 June 2025; not merged, since then {new}.")
    return [*_woven(text, {"others": _listed(others, w), **new}), _code_note(unit, catalogue, w)]


def _code_note(unit: Unit, catalogue: Catalogue, w: Wording) -> str:
    """Warn where the code means another territory since 1 July 2025."""
    new = catalogue.units.get((34, unit.code))
    if new is None or new.name == unit.name or len(catalogue.predecessors(new.code)) == 1:
        return ""
    name = w.unit_name(new)
    return " " + w.t("Since then the code {code} stands for {unit}.", code=unit.code, unit=name)


def _unit_link(unit: Unit, profile: Profile) -> Component:
    """Return a link to a unit's own profile; the name of a unit of the 34 says that it is one."""
    w, name = profile.w, profile.w.unit_name(unit)
    if unit.vintage == 34:
        address = href(profile.state, f"/units/{unit.code}", view=NEW)
        return dcc.Link(w.t("{unit} (34 units)", unit=name), href=address)
    return dcc.Link(name, href=href(profile.state, f"/units/{unit.code}"))


def _listed(links: list[Component], w: Wording) -> list[Link]:
    """Join links: "A, B and C"."""
    listed: list[Link] = []
    last = w.t("and")
    for place, link in enumerate(links):
        between = ", " if place < len(links) - 1 else f" {last} "
        listed += [between, link] if place else [link]
    return listed


def _woven(text: str, links: Mapping[str, list[Link]]) -> list[Link]:
    """Put links into the {places} of a translated sentence."""
    woven: list[Link] = []
    for piece, place, _, _ in Formatter().parse(text):
        woven += [piece, *links.get(place or "", [])]
    return woven


def _size(covariates: pd.DataFrame, profile: Profile) -> Component:
    """Return population, urban share and output per head with year and source."""
    w, unit = profile.w, profile.unit
    urban = _newest_value(covariates, unit, "urban_population_thousand")
    people = _newest_value(covariates, unit, "population_thousand")
    share = UNKNOWN
    if urban and people and urban[0] == people[0]:
        share = f"{w.number(100 * urban[1] / people[1], 1)} % ({urban[0]})"
    facts = [
        (w.t("Population"), _population(covariates, unit, w)),
        (w.t("Urban share"), share),
        (w.t("GRDP per head"), _grdp(covariates, unit, w)),
    ]
    own = covariates[((covariates["unit"] == unit.code) & (covariates["vintage"] == 63)).to_numpy()]
    items = [html.Span([html.Span(f"{name} ", className="muted"), text]) for name, text in facts]
    sources = [
        html.Span(source_link(code, profile.catalogue, profile.state, w), className="muted")
        for code in dict.fromkeys(own["source"].tolist())
    ]
    return html.P([*items, *sources], className="size")


def _newest_value(covariates: pd.DataFrame, unit: Unit, variable: str) -> tuple[int, float] | None:
    rows = covariates[
        (
            (covariates["unit"] == unit.code)
            & (covariates["vintage"] == unit.vintage)
            & (covariates["variable"] == variable)
        ).to_numpy()
    ]
    pairs = list(zip(rows["year"].tolist(), rows["value"].tolist(), strict=True))
    return max(pairs) if pairs else None


def _population(covariates: pd.DataFrame, unit: Unit, w: Wording) -> str:
    found = _newest_value(covariates, unit, "population_thousand")
    if found is None:
        return UNKNOWN
    people = w.number(found[1], 1)
    return w.t("{n} thousand people ({year})", n=people, year=found[0])


def _grdp(covariates: pd.DataFrame, unit: Unit, w: Wording) -> str:
    found = _newest_value(covariates, unit, "grdp_per_capita_million_vnd")
    if found is None:
        return UNKNOWN
    return w.t("{n} million VND ({year})", n=w.number(found[1], 1), year=found[0])


def _newest(profile: Profile, index_code: str, unit: Unit) -> list[Component]:
    """Return a unit's newest result and newest score on an index, one line each."""
    w = profile.w
    record = next(one for one in profile.records[index_code] if one.unit == unit)
    lines = []
    for result in record.results():
        row = result.row
        parts: list[str] = []
        if row["rank"] is not None:
            rank = w.rank(row["rank"], row["rank_of"], result.tied)
            basis = terms.rank_basis(row["rank_basis"], w)
            parts.append(w.t("rank {rank} ({basis})", rank=rank, basis=basis))
        if row["score"] is not None:
            parts.append(score_text(record.index, row, w))
        text = f"{result.year}: {', '.join(parts)}"
        lines.append(html.Span(fact_button(text, row_key(row)), className="line"))
    return lines or [html.Span(w.t("nothing found yet"), className="muted")]


def onward(profile: Profile, state: PageState) -> list[Link]:
    """Return links to the comparison and the ranking of the index and year that are shown."""
    w, unit = profile.w, profile.unit
    if profile.is_new:
        return []
    focus = w.name(profile.catalogue.focus_name)
    if profile.is_focus(unit):
        text, units = w.t("Compare with the benchmark provinces"), tuple[str, ...]()
    else:
        text, units = w.t("Compare with {unit}", unit=focus), (unit.code,)
    chosen = {"index": state.index, "year": state.year}
    return [
        dcc.Link(text, href=href(state, "/compare", **chosen, units=units)),
        dcc.Link(w.t("See it in the rankings"), href=href(state, "/rankings", **chosen)),
    ]
