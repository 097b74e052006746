"""The plan of a study tour: written by the secretary, read by everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html
from dash.development.base_component import Component

from indices.catalogue import Catalogue
from indices.register import names
from layouts.access import Viewer
from layouts.components import tour_terms
from layouts.components.external import external_link
from layouts.components.records import Options, record_facts, record_form
from layouts.wording import Wording, sort_key

if TYPE_CHECKING:
    from indices.register.tours import Dossier


def plan_section(found: Dossier, who: Viewer, catalogue: Catalogue, w: Wording) -> Component:
    """Return the plan, as a form to who may write it."""
    values = found.tour.values
    shown = {
        "stops": " + ".join(names.stop_names(values, catalogue, w)) or tour_terms.not_recorded(w),
        "indices": ", ".join(names.index_names(values, catalogue, w)) or tour_terms.not_recorded(w),
    }
    parts: list[Component] = [html.H2(w.t("Plan")), record_facts(found.tour, w, shown)]
    if found.sources:
        parts.append(_sources(found, catalogue, w))
    if who.may("compile"):
        choices = {"stops": _units(catalogue, w), "indices": _indices(catalogue, w)}
        parts.append(
            html.Details(
                [
                    html.Summary(w.t("Write the plan"), className="link"),
                    record_form(found.tour, w, choices),
                ],
                open=not values["stops"],
            )
        )
    return html.Section(parts, className="card")


def _sources(found: Dossier, catalogue: Catalogue, w: Wording) -> Component:
    links: list[Component | str] = []
    for code in found.sources:
        source = catalogue.sources[code]
        links += [external_link(source.title or source.publisher, source.url), "; "]
    head = (
        w.t("First entry from: {source}", source="")
        if found.tour.revision
        else w.t("Source: {source}", source="")
    )
    return html.P([head, *links[:-1]], className="source")


def _units(catalogue: Catalogue, w: Wording) -> Options:
    """Return the units that exist now, then those that were merged, each by name."""
    now = [(w.unit_name(unit), f"34:{unit.code}") for unit in catalogue.units_of(34)]
    old = [
        (w.t("{unit} (until 30/6/2025)", unit=w.unit_name(unit)), f"63:{unit.code}")
        for unit in catalogue.units_of(63)
    ]
    ordered = [*sorted(now, key=lambda one: sort_key(one[0]))]
    ordered += sorted(old, key=lambda one: sort_key(one[0]))
    return [(token, name) for name, token in ordered]


def _indices(catalogue: Catalogue, w: Wording) -> Options:
    return [(index.code, w.name(index.short_name)) for index in catalogue.indices.values()]
