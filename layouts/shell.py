"""The frame of every page: header, navigation, language, theme, finding, footer.

It is part of each page's layout, so that the language follows the address.
"""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from layouts.access import viewer
from layouts.components.local_nav import leads, local_nav
from layouts.components.markup import aria, data
from layouts.site import Content, Site
from layouts.updates import shown_state, site_notice
from layouts.urls import LANGUAGES, Page, PageState, href
from layouts.wording import N_, Wording

PRODUCT = N_("Public administration benchmark")
PAGES = "pages"
# By theme: its sign, which every font has, and its name.
THEMES = {"light": ("☀", N_("Light")), "auto": ("◐", N_("Auto")), "dark": ("☾", N_("Dark"))}


def page_shell(
    site: Site, page: Page, content: Content, body: list[Any], state: PageState, w: Wording
) -> Component:
    """Put a page into the frame: its finding is the first line, notices follow, then the body."""
    name = page.name
    return _frame(
        site,
        state,
        w,
        page,
        [
            *_local(site, page, state, w),
            html.H1(content.finding, id=f"{name}-finding", className="finding"),
            html.Div(site_notice(site, state, w), id=f"{name}-notice", className="notice"),
            *body,
            dcc.Store(id=f"{name}-state", data=shown_state(site, page, state)),
        ],
    )


def _local(site: Site, page: Page, state: PageState, w: Wording) -> list[Component]:
    """Return the navigation of the page's family; none for a page alone."""
    links = local_nav(page, site.pages, state, w)
    if not links:
        return []
    return [
        html.Nav(links, id=f"{page.name}-local", className="local", **aria(label=w.t(page.title)))
    ]


def error_shell(site: Site, body: Component, state: PageState, w: Wording) -> Component:
    """Put an error into the frame; the footer then says nothing about the data."""
    return _frame(site, state, w, None, [body])


def _frame(
    site: Site, state: PageState, w: Wording, page: Page | None, children: list[Any]
) -> Component:
    return html.Div(
        className="page",
        lang=w.lang,
        children=[
            html.A(w.t("Skip to the content"), href="#content", className="skip"),
            _header(site, page, state, w),
            html.Main(
                [html.Div(id="page-error", role="alert", className="notice"), *children],
                id="content",
                tabIndex=-1,
                className=f"page-{page.name}" if page else "page-error-body",
            ),
            _footer(site, state, w, known=page is not None),
        ],
    )


def _header(site: Site, page: Page | None, state: PageState, w: Wording) -> Component:
    links = [
        dcc.Link(
            w.t(one.title),
            href=href(state, one.path),
            className="current" if leads(one, page) else None,
        )
        for one in site.pages
        if one.navigated
    ]
    return html.Header(
        className="top",
        children=[
            dcc.Link(
                [html.Span(className="mark"), w.t(PRODUCT)],
                href=href(state, "/"),
                className="brand",
            ),
            # On a phone the pages are folded behind a button, which `assets/site.js` handles.
            html.Button(
                w.t("Menu"),
                type="button",
                className="menu",
                **aria(expanded="false", controls=PAGES),
            ),
            html.Nav(links, id=PAGES, className="nav", **aria(label=w.t("Pages"))),
            html.Div(
                [_account(page, state, w), _languages(state, w), _themes(w)], className="switches"
            ),
        ],
    )


def _account(page: Page | None, state: PageState, w: Wording) -> Component:
    """The way to the account page: the name of who is signed in, or the offer to sign in."""
    who = viewer()
    current = page is not None and page.name == "account"
    return dcc.Link(
        who.name or w.t("Sign in"),
        href=href(state, "/account"),
        title=w.t("Account"),
        className="account current" if current else "account",
    )


def _languages(state: PageState, w: Wording) -> Component:
    names = {"vi": "Tiếng Việt", "en": "English"}
    links = [
        html.A(
            lang.upper(),
            href=href(state, lang=lang),
            lang=lang,
            title=names[lang],
            className="current" if lang == state.lang else None,
            **data(lang=lang),
            **aria(current="true" if lang == state.lang else None),
        )
        for lang in LANGUAGES
    ]
    return html.Div(links, className="switch", role="group", **aria(label=w.t("Language")))


def _themes(w: Wording) -> Component:
    """Buttons that `assets/site.js` handles; the theme is the browser's, not the address's."""
    buttons = [
        html.Button(
            sign,
            type="button",
            title=w.t(message),
            **data(theme_choice=value),
            **aria(label=w.t(message)),
        )
        for value, (sign, message) in THEMES.items()
    ]
    return html.Div(buttons, className="switch", role="group", **aria(label=w.t("Theme")))


def _publishers(site: Site, w: Wording) -> list[str]:
    """Return who publishes which indices: "Ministry of Home Affairs (PAR INDEX, SIPAS)"."""
    indices: dict[str, list[str]] = {}
    for index in site.catalogue.indices.values():
        indices.setdefault(w.name(index.publisher), []).append(w.name(index.short_name))
    return [f"{publisher} ({', '.join(names)})" for publisher, names in indices.items()]


def _footer(site: Site, state: PageState, w: Wording, known: bool) -> Component:
    lines: list[Any] = []
    if known:
        built = w.date(site.reader.build().built_at)
        lines.append(html.P(w.t("Data of {date}.", date=built), className="built"))
    lines.append(
        html.P(
            w.t(
                "Publishers: {publishers}. Every figure names its source. Unknown figures are left "
                "empty.",
                publishers="; ".join(_publishers(site, w)),
            )
        )
    )
    lines.append(
        html.P(
            w.t("A click on a number, or Enter, opens where it comes from."),
            className="hint",
            id="facts-hint",
            **data(failed=w.t("Where this number comes from cannot be read now; try again.")),
        )
    )
    lines.append(html.P(w.t("Every page prints on A4 (Ctrl+P)."), className="hint"))
    return html.Footer(lines, className="bottom")
