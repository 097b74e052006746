"""The drawer: where one number comes from, as components that `assets/drawer.js` draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from indices.catalogue import Catalogue
from indices.facts import FIGURES, fact_key
from layouts.access import Viewer
from layouts.components import terms
from layouts.components.keyed import fact_button, row_key
from layouts.components.markup import aria, data
from layouts.components.provenance import Provenance
from layouts.components.provenance_cards import observations, source_code
from layouts.components.provenance_decision import decision
from layouts.components.provenance_words import basis, figure_name
from layouts.components.remarks import remark
from layouts.components.result_facts import score_text
from layouts.components.table import text_of
from layouts.urls import PageState, href
from layouts.wording import UNKNOWN, Wording

Row = Mapping[str, Any]


def drawer(
    found: Provenance, catalogue: Catalogue, state: PageState, viewer: Viewer, w: Wording
) -> list[Component]:
    """Return the whole drawer of a fact: what is shown, how it was chosen, its parts, the ways on.

    Args:
        found: where the number comes from.
        catalogue: names and sources.
        state: language of the links.
        viewer: who looks: names are for those who are signed in, forms for editors.
        w: wording.
    """
    return [
        head(w, title(found, catalogue, w), indicator_line(found, w)),
        html.Div(
            [
                _figures(found, w),
                *_absence(found, catalogue, state, w),
                *decision(found, viewer, w),
                *observations(found, catalogue, state, viewer, w),
                *_parts(found, w),
                _ways(found, state, w),
            ],
            className="drawer-body",
        ),
    ]


def head(w: Wording, name: str, about: str = "") -> Component:
    """Return the head of the drawer: its title and the buttons back and close."""
    return html.Header(
        [
            html.Button(w.t("Back"), type="button", className="back", **data(drawer="back")),
            html.Div([html.H2(name, id="drawer-title"), html.P(about, className="muted")]),
            html.Button(
                "×",
                type="button",
                className="close",
                title=w.t("Close"),
                **data(drawer="close"),
                **aria(label=w.t("Close")),
            ),
        ],
        className="drawer-head",
    )


def title(found: Provenance, catalogue: Catalogue, w: Wording) -> str:
    """Return "TP. Hồ Chí Minh · PAPI 2021"."""
    name = terms.short_name(found.unit, catalogue, w)
    return f"{name} · {terms.index_year(found.index, found.key.year, w)}"


def indicator_line(found: Provenance, w: Wording) -> str:
    """Return the indicator's name and, where it is known, its highest number of points."""
    name = terms.indicator_name(found.index, found.key.indicator, found.key.year, w)
    most = found.row["max_points"]
    whole = found.index.unit == "%" and found.key.indicator == "total"
    if most is None or whole:
        return name
    return w.t("{name} (at most {most})", name=name, most=text_of(most, w))


def _figures(found: Provenance, w: Wording) -> Component:
    """Return score, rank and group as shown on the pages; the one that was clicked is marked."""
    row, index = found.row, found.index
    values = {
        "score": score_text(index, row, w),
        "rank": w.rank(row["rank"], row["rank_of"]),
        "grade": terms.grade_name(index, row["grade"], w) or UNKNOWN,
    }
    shown = [name for name in FIGURES if name != "grade" or row["grade"] is not None]
    return html.Dl(
        [
            html.Div(
                [
                    html.Dt(figure_name(name, w)),
                    html.Dd(values[name]),
                    html.Dd(basis(row, name, w), className="about"),
                ],
                className="asked" if name == found.key.figure else None,
            )
            for name in shown
        ],
        className="drawer-figures",
    )


def _absence(
    found: Provenance, catalogue: Catalogue, state: PageState, w: Wording
) -> list[Component]:
    """Say why there is no score, and who says so."""
    if found.row["score"] is not None:
        return []
    why = terms.missing_reason(found.row["missing_reason"] or "not_found", w)
    parts: list[Any] = [html.Strong(w.t("No score: {reason}.", reason=why))]
    if found.missing and found.missing["source"]:
        parts += [
            " ",
            w.t("Stated by"),
            " ",
            source_code(found.missing["source"], catalogue, state),
        ]
    elif found.row["missing_reason"] not in (None, "not_found"):
        parts += [" ", w.t("It follows from what is missing of its parts or of the whole.")]
    else:
        parts += [" ", w.t("The publisher may well have printed it.")]
    lines = [html.P(parts, className="drawer-absence")]
    told = remark(found.missing["remark"], w) if found.missing else ""
    return [*lines, *([html.P(told, className="muted")] if told else [])]


def _parts(found: Provenance, w: Wording) -> list[Component]:
    """Return the parts that add up to the score; each opens in turn."""
    if not found.parts:
        return []
    index, year = found.index, found.key.year
    rows = [
        html.Tr(
            [
                html.Th(terms.indicator_name(index, row["indicator"], year, w), scope="row"),
                html.Td(_part(row, found, w), className="number"),
            ]
        )
        for row in found.parts
    ]
    known = [row["score"] for row in found.parts]
    foot: Sequence[Component] = []
    if all(score is not None for score in known):
        total = w.number(round(sum(known), 9), _decimals(found.parts))
        foot = [html.Tr([html.Th(w.t("Sum"), scope="row"), html.Td(total, className="number")])]
    caption = html.Caption(w.t("Parts that add up to the score"), className="unseen")
    table = html.Table(
        [caption, html.Tbody(rows), html.Tfoot(list(foot))], className="plain drawer-parts"
    )
    return [html.H3(w.t("Parts that add up to the score")), table]


def _part(row: Row, found: Provenance, w: Wording) -> Component:
    if row["score"] is None:
        text = f"{UNKNOWN} {terms.missing_reason(row['missing_reason'] or 'not_found', w)}"
    else:
        text = w.number(row["score"], _decimals([row]))
    return fact_button(text, row_key({**row, "index": found.index.code}))


def _decimals(rows: Sequence[Row]) -> int:
    return max((int(row["decimals"]) for row in rows if row["decimals"] is not None), default=2)


def _ways(found: Provenance, state: PageState, w: Wording) -> Component:
    """Return the ways on: the whole it is a part of, the pages, the machine-readable form."""
    key, parent = found.key, found.indicator.parent
    asked = {"index": key.index, "year": key.year}
    ways: list[Component] = []
    if parent:
        name = terms.indicator_name(found.index, parent, key.year, w)
        whole = fact_key(key.index, key.year, key.unit, parent)
        ways.append(fact_button(w.t("Part of: {name}", name=name), whole, "way"))
    query = f"index={key.index}&year={key.year}&unit={key.unit}&indicator={key.indicator}"
    ways += [
        html.A(
            w.t("All units on this indicator"),
            href=href(state, "/rankings", **asked, indicator=key.indicator),
            **data(inside=""),
        ),
        html.A(w.t("Rule in full"), href=href(state, "/methodology"), **data(inside="")),
        html.A("JSON", href=f"/api/v1/provenance?{query}&lang={w.lang}"),
    ]
    return html.P(ways, className="drawer-ways")
