"""The drawer: where one number comes from, as components that `assets/drawer.js` draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from indices.catalogue import Catalogue
from indices.facts import FIGURES, fact_key
from layouts.components import terms
from layouts.components.external import external_link
from layouts.components.keyed import fact_button, row_key
from layouts.components.markup import aria, data
from layouts.components.provenance import Provenance
from layouts.components.provenance_words import (
    all_printed,
    basis,
    figure_name,
    place,
    printed,
    reason,
    when,
)
from layouts.components.remarks import remark
from layouts.components.result_facts import score_text
from layouts.components.table import text_of
from layouts.urls import PageState, href
from layouts.wording import UNKNOWN, Wording

Row = Mapping[str, Any]


def drawer(
    found: Provenance, catalogue: Catalogue, state: PageState, w: Wording
) -> list[Component]:
    """Return the whole drawer of a fact: what is shown, how it was chosen, its parts, the ways on.

    Args:
        found: where the number comes from.
        catalogue: names and sources.
        state: language of the links.
        w: wording.
    """
    return [
        head(w, title(found, catalogue, w), indicator_line(found, w)),
        html.Div(
            [
                _figures(found, w),
                *_absence(found, catalogue, state, w),
                *_observations(found, catalogue, state, w),
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


def _observations(
    found: Provenance, catalogue: Catalogue, state: PageState, w: Wording
) -> list[Component]:
    if not found.observations:
        return []
    n = len(found.observations)
    lead = (
        w.n("{n} published figure", "{n} published figures, as the rule orders them", n)
        if not found.summed or n > 1
        else w.t("Sum of its parts; no source prints it")
    )
    cards = [_observation(row, found, catalogue, state, w) for row in found.observations]
    return [html.H3(lead), html.Ol(cards, className="drawer-observations")]


def _observation(
    row: Row, found: Provenance, catalogue: Catalogue, state: PageState, w: Wording
) -> Component:
    shown = found.shown_for(row)
    names = w.listing([figure_name(name, w).lower() for name in shown])
    badge = html.Span(w.t("shown: {figures}", figures=names), className="badge") if shown else None
    about = [
        terms.kind_name(row["kind"], w),
        terms.precision_name(row["precision"], w),
        "" if row["status"] == "accepted" else terms.status_name(row["status"], w),
    ]
    lines: list[Any] = [
        html.P(
            [html.Strong(all_printed(found.index, row, w)), *([" ", badge] if badge else [])],
            className="printed-figures",
        ),
        html.P(_source(row, catalogue, state, w)),
        html.P(" · ".join(part for part in about if part), className="muted"),
        *(html.P(text, className="why") for text in _reasons(row, found, w)),
    ]
    stands = place(row, w)
    lines += (
        [html.P([html.Span(stands, className="place"), f" · {when(row, w)}"])] if stands else []
    )
    told = remark(row["remark"], w)
    lines += [html.P(told, className="remark")] if told else []
    return html.Li(lines, className="shown" if shown else None)


def _reasons(row: Row, found: Provenance, w: Wording) -> list[str]:
    """Say for each figure that the observation carries in vain why another one is shown."""
    said: dict[str, list[str]] = {}
    for choice in found.choices:
        for rival in choice.rivals:
            if _is(rival.row, row):
                text = reason(choice.figure, rival, choice.shown, w)
                said.setdefault(text, []).append(figure_name(choice.figure, w))
                if choice.shown and not rival.agrees:
                    other = printed(found.index, choice.shown, choice.figure, w)
                    said.setdefault(w.t("It differs from the one shown, {other}.", other=other), [])
    return [f"{', '.join(names)}: {text}" if names else text for text, names in said.items()]


def _is(one: Row, other: Row) -> bool:
    return all(one[name] == other[name] for name in ("source", "file", "cell", "score", "rank"))


def _source(row: Row, catalogue: Catalogue, state: PageState, w: Wording) -> list[Any]:
    """Return who printed the figure, linked to where, when, and the source's own place here."""
    title_ = row["title"] or row["publisher"] or row["source"]
    parts: list[Any] = [external_link(title_, row["url"])]
    publisher = (row["publisher"] or "").partition(" (")[0]
    about = [publisher] if publisher and publisher != title_ else []
    about += [w.date(row["published"])] if row["published"] else []
    parts += [f" – {', '.join(about)} "] if about else [" "]
    return [*parts, source_code(row["source"], catalogue, state)]


def source_code(code: str, catalogue: Catalogue, state: PageState) -> Component:
    """Return the code of a source, linked to what else rests on it."""
    if code not in catalogue.sources:
        return html.Span(code, className="code")
    return html.A(code, href=href(state, "/data", source=code), className="code", **data(inside=""))


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
