"""Reports: choose what, which year and language; the file is made and then comes by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import Dash, dcc, html
from dash.development.base_component import Component

from indices.analysis.yearly import years
from indices.reference import load_catalogue
from layouts.components.markup import aria, data
from layouts.site import Content, Site
from layouts.urls import Option, Page, PageState, href
from layouts.wording import N_, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

_YEARS = [str(year) for year in years(load_catalogue())]
PAGE = Page(
    path="/reports",
    name="reports",
    title=N_("Reports"),
    order=43,
    options={"of": Option(_YEARS[0], lambda text: text if text in _YEARS else None)},
    navigated=False,
)
CHARTS: tuple[str, ...] = ()
# Format -> name and what it is good for.
KINDS = {
    "yearly.docx": (
        N_("Benchmark report, document (DOCX)"),
        N_(
            "The city against its benchmark provinces on three indices: results, gaps, how sure "
            "they are, targets, conflicts, missing figures and sources; to be edited and signed."
        ),
    ),
    "yearly.html": (
        N_("Benchmark report, web page (HTML)"),
        N_("The same report as one file that any browser opens and prints, without a network."),
    ),
    "workbook.xlsx": (
        N_("Workbook (XLSX)"),
        N_(
            "Overview, ranks of all provinces, gaps part by part, years, targets, measures of "
            "approved study tours and sources, as numbers with charts."
        ),
    ),
}
_LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
_STEPS = {
    "begin": N_("Waiting for its turn"),
    "read": N_("Reading the figures"),
    "draw": N_("Drawing and writing"),
    "write": N_("Writing the file"),
    "ready": N_("The file is ready; the download begins."),
    "failed": N_("The report could not be made; try again later."),
}


def content(reader: Reader, state: PageState, w: Wording) -> Content:
    """Say for which years reports can be made."""
    first, last = _YEARS[-1], _YEARS[0]
    sentence = w.t("Reports of each year from {first} to {last}", first=first, last=last)
    return Content(finding=sentence)


def layout(content: Content, state: PageState, w: Wording) -> list[Component]:
    """Return the form, the progress, and what each report holds."""
    tours = dcc.Link(w.t("study tour"), href=href(state, "/tours"))
    return [
        html.P(
            w.t(
                "A report is made from the figures served now, which takes about half a minute the "
                "first time. It says which figures are missing and why."
            ),
            className="lead",
        ),
        html.Section([_form(state, w), _working(w)], className="card"),
        html.Section([html.H2(w.t("What the files hold")), _described(w)]),
        html.P(
            [
                w.t("Reports, plans and summaries of a tour are on the page of each"),
                " ",
                tours,
                ".",
            ]
        ),
    ]


def register_callbacks(app: Dash, site: Site) -> None:
    """Register nothing: `assets/reports.js` sends the form and follows the work."""


def _form(state: PageState, w: Wording) -> Component:
    """Sent with GET: nothing is written that anybody could lose."""
    kinds = {what: w.t(name) for what, (name, _) in KINDS.items()}
    chosen_years = dict(zip(_YEARS, _YEARS, strict=True))
    return html.Form(
        [
            _choice("what", w.t("Report"), kinds, next(iter(KINDS))),
            _choice("year", w.t("Year measured"), chosen_years, state.option("of")),
            _choice("language", w.t("Language of the file"), _LANGUAGES, w.lang),
            html.Div(html.Button(w.t("Make the file"), type="submit", className="button")),
        ],
        action="/reports/file",
        method="get",
        className="form",
        **data(print="yes"),
    )


def _choice(name: str, label: str, options: dict[str, str], chosen: str) -> Component:
    identity = f"reports-{name}"
    offered = [
        html.Option(text, value=code, **({"selected": "selected"} if code == chosen else {}))
        for code, text in options.items()
    ]
    select = html.Select(offered, id=identity, name=name)
    parts = [html.Label(label, className="label", htmlFor=identity), select]
    return html.Div(parts, className="field")


def _working(w: Wording) -> Component:
    """Progress, shown while a report is being made."""
    steps = {f"step_{name}": w.t(message) for name, message in _STEPS.items()}
    return html.Div(
        [
            html.P("", id="reports-step", role="status", **aria(live="polite")),
            html.Progress(id="reports-progress", max="1", **aria(labelledby="reports-step")),
        ],
        id="reports-work",
        className="working",
        hidden=True,
        **data(**steps),
    )


def _described(w: Wording) -> Component:
    rows = []
    for name, about in KINDS.values():
        rows += [html.Dt(w.t(name)), html.Dd(w.t(about))]
    return html.Dl(rows, className="described")
