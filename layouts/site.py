"""What all pages share: reader, catalogue, language and the memory of finished pages."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from dash import Output

from indices.catalogue import Catalogue
from indices.database.errors import DatabaseUnavailable
from layouts.components.chart import Chart, Later
from layouts.components.groups import members_of
from layouts.encoding import Encoder
from layouts.memo import Memo, for_everybody
from layouts.urls import Page, PageState, page_defaults, parse_state
from layouts.wording import wording

if TYPE_CHECKING:
    from indices.database.reader import Reader


@dataclass(frozen=True, eq=False)
class Content:
    """What a page shows in one state.

    Attributes:
        finding: the first line, a sentence.
        charts: by name, in the order of the page.
        extras: values of the page's EXTRAS by name.
        tables: charts that are downloaded only, such as the rows of a grid.
    """

    finding: str
    charts: Mapping[str, Chart | Later] = field(default_factory=dict)
    extras: Mapping[str, Any] = field(default_factory=dict)
    tables: Mapping[str, Chart] = field(default_factory=dict)


@dataclass(frozen=True)
class Extra:
    """An output beside the charts, such as the rows of a grid.

    Attributes:
        name: key of its value in `Content.extras`.
        output: where the value goes.
        depends: fields of PageState that decide it; empty means all of them.
    """

    name: str
    output: Output
    depends: tuple[str, ...] = ()


@dataclass(frozen=True)
class Site:
    """One app's pages with what they read from."""

    reader: Reader
    catalogue: Catalogue
    language: str
    modules: tuple[ModuleType, ...]
    memo: Memo = field(default_factory=Memo)
    encoder: Encoder = field(default_factory=Encoder)

    @property
    def pages(self) -> list[Page]:
        """The pages in the order of the navigation."""
        return sorted((module.PAGE for module in self.modules), key=lambda page: page.order)

    def module_at(self, path: str) -> ModuleType | None:
        """Return the page module that answers a path, None where there is none."""
        return next((one for one in self.modules if one.PAGE.matches(path)), None)

    def knows(self, path: str) -> bool:
        """Whether a path leads to a page: also to a unit that exists, where the path names one."""
        module = self.module_at(path)
        exists = getattr(module, "exists", None)
        return module is not None and (exists is None or exists(self.catalogue, path))

    def module_named(self, name: str) -> ModuleType | None:
        """Return the page module of a name, None where there is none."""
        return next((one for one in self.modules if one.PAGE.name == name), None)

    def state(self, page: Page | None, path: str, query: str | Mapping[str, Any]) -> PageState:
        """Read the state of a page; without a page only the language counts."""
        defaults = page_defaults(page, self.language) if page else {"lang": self.language}
        return parse_state(path, query, self.catalogue, defaults, self.members)

    def members(self, group: str, index: str, year: int, unit: str) -> tuple[str, ...] | None:
        """Return the members of a named group of units, as `members_of`; None without database."""
        try:
            key = (self.build_id, group, index, year, unit)
            make = partial(members_of, self.reader, self.catalogue, group, index, year, unit)
            return self.memo.get(key, make)
        except DatabaseUnavailable:
            return None

    def content(self, module: ModuleType, state: PageState) -> Content:
        """Return a page's content, made once per build of the data and state.

        A page that shows what people write says `KEPT = False`: its content is made for each
        request. All other content is seen by everybody and cannot ask who the visitor is.

        Raises:
            DatabaseUnavailable: the database cannot answer.
        """
        key = (self.build_id, module.PAGE.name, replace(state, problems=()))
        w = wording(state.lang)
        make: Callable[[], Content] = partial(module.content, self.reader, state, w)
        if not self.keeps(module.PAGE):
            return make()
        with for_everybody():
            return self.memo.get(key, make)

    def keeps(self, page: Page) -> bool:
        """Whether a page's content is the same for everybody until the data change."""
        return getattr(self.module_named(page.name), "KEPT", True)

    @property
    def build_id(self) -> str:
        """The build of the data that answers now."""
        return self.reader.build().build_id


def load_modules(names: tuple[str, ...]) -> tuple[ModuleType, ...]:
    """Import page modules by name."""
    return tuple(importlib.import_module(f"layouts.pages.{name}") for name in names)


class NoSuchChart(LookupError):
    """No page has a chart of that name at that address."""


def chart_at(site: Site, page: str, name: str, query: str) -> tuple[Chart, Page, PageState]:
    """Return a chart or table of a page in the state of a query.

    Raises:
        NoSuchChart: there is no such page, unit or chart.
        DatabaseUnavailable: the database cannot answer.
    """
    module = site.module_named(page)
    if module is None:
        raise NoSuchChart(page)
    unit = dict(parse_qsl(query)).get("unit", "")
    path = module.PAGE.path.replace("<code>", unit)
    if not site.knows(path):
        raise NoSuchChart(path)
    state = site.state(module.PAGE, path, query)
    content = site.content(module, state)
    chart = content.charts.get(name) or content.tables.get(name)
    if chart is None:
        raise NoSuchChart(name)
    return chart.made(), module.PAGE, state
