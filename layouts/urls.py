"""The state of a page and its query string: one codec, checked by the catalogue, never raising.

`parse_state` takes what a visitor may have typed; what it cannot use is replaced by the default and
named in `problems`. `to_query` writes the shortest query that gives the same state again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode, urlsplit

from indices.catalogue import Catalogue, vintage_of
from layouts.query import GROUP, Problem, Reading, flat, read_query, shown

LANGUAGES = ("vi", "en")


@dataclass(frozen=True)
class Option:
    """A key of the query string that one page alone knows, such as a weight or a number of stops.

    Attributes:
        default: the value that the address leaves out.
        read: returns what was typed in the form that the page uses, None when it cannot be used.
        many: whether the value is several codes with commas between; its control holds a list.
        of_index: whether another index forgets it, because its codes mean something else there.
    """

    default: str
    read: Callable[[str], str | None]
    many: bool = False
    of_index: bool = False

    def shown(self, value: str) -> str | list[str]:
        """Return a value in the form its control uses."""
        return value.split(",") if self.many and value else [] if self.many else value


@dataclass(frozen=True, eq=False)
class Page:
    """What a page says about itself.

    Attributes:
        path: "/rankings", or "/units/<code>" where the last part is a unit's code; such a page
            comes after those whose path it would match as well.
        name: prefix of the page's ids and of its downloads.
        title: English message, shown in the navigation and as the document's title.
        order: place in the navigation.
        defaults: the keys of the query string which this page knows, with their default values:
            index, year (0: the newest of the index), indicator, region, unit (on a page whose path
            names none), units, text, view, against, source. `view` and `against` are chosen from
            the mappings below, whose first key is the default.
        views: ways to look at the page, value -> English message.
        against: references to compare with, value -> English message; a unit's code is allowed too.
        labels: labels of controls that mean something special here, key -> English message.
        options: keys that this page alone knows; the page builds their controls itself, under the
            ids of `filters.control_id`.
        most_units: how many units can be chosen at once.
        navigated: whether the navigation shows it.
    """

    path: str
    name: str
    title: str
    order: int
    defaults: Mapping[str, Any] = field(default_factory=dict)
    views: Mapping[str, str] = field(default_factory=dict)
    against: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Option] = field(default_factory=dict)
    most_units: int = 12
    navigated: bool = True

    def matches(self, path: str) -> bool:
        """Whether a path of the address bar leads to this page."""
        if "<" not in self.path:
            return path.rstrip("/") == self.path.rstrip("/")
        return bool(self.code(path))

    def code(self, path: str) -> str:
        """Return the code that a path names; empty where it names none."""
        return _code_in(path, self.path)


@dataclass(frozen=True)
class PageState:
    """Everything that decides what a page shows; keys a page does not know stay empty.

    `group` names the group that was chosen and `group_units` are all its members, of which `units`
    may hold the first only; `members` are the units behind an `against` that names a group.
    """

    path: str = "/"
    lang: str = "vi"
    index: str = ""
    year: int = 0
    indicator: str = ""
    region: str = ""
    units: tuple[str, ...] = ()
    group: str = ""
    group_units: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    text: str = ""
    view: str = ""
    against: str = ""
    source: str = ""
    unit: str = ""
    options: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    defaults: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def vintage(self) -> int:
        """Which units the year is about, 63 or 34."""
        return vintage_of(self.year)

    def option(self, key: str) -> str:
        """Return the value of a key that the page alone knows."""
        return dict(self.options)[key]

    def with_options(self, **values: str) -> PageState:
        """Return the state with other values of the page's own keys."""
        return replace(self, options=tuple({**dict(self.options), **values}.items()))

    def same(self, other: PageState, fields: tuple[str, ...]) -> bool:
        """Whether both show the same as far as these fields go; no field means all of them."""
        own, others = self._values, other._values
        return bool(fields) and all(own[name] == others[name] for name in (*fields, "lang"))

    @cached_property
    def _values(self) -> dict[str, Any]:
        about = {"vintage": self.vintage, "against": (self.against, self.members)}
        return {**vars(self), **about, **dict(self.options)}


# (name of a group, index, year, unit in question) -> its members; None where there is none.
Expand = Callable[[str, str, int, str], "tuple[str, ...] | None"]


def parse_state(
    path: str,
    query: str | Mapping[str, Any],
    catalogue: Catalogue,
    defaults: Mapping[str, Any],
    expand: Expand = lambda *_: None,
) -> PageState:
    """Read a state from a path and a query string or from the values of controls.

    Args:
        path: path of the address, "/units/79".
        query: query string with or without "?", or key -> value with lists and None allowed.
        catalogue: says which indices, years, indicators, regions and units there are.
        defaults: what `page_defaults` returns: keys with their defaults, `lang` and `path`.
        expand: gives the members of a named group of units.

    Returns:
        A state in which every value exists; values that do not are named in `problems`.
    """
    given, problems = read_query(query)
    if given.get("against", "").startswith(GROUP) and "units" in defaults:
        # Compared with a group means: with the mean of its members, who are then the chosen.
        chosen = {"units": given["against"], "against": next(iter(defaults.get("against", ())), "")}
        given = {**given, **chosen}
    reading = Reading(given, dict(defaults), catalogue, problems)
    lang = reading.one_of("lang", LANGUAGES, str(defaults.get("lang", "vi")))
    index = reading.index()
    year = reading.year(index)
    vintage = catalogue.vintage(year) if year else 63
    unit = reading.unit(vintage) or shown(_code_in(path, str(defaults.get("path", ""))))
    subjects = set() if "unit" in defaults else {catalogue.focus, unit}
    about = unit or catalogue.focus
    reading.groups = lambda code: expand(code, index.code if index else "", year, about)
    units = reading.units(vintage, subjects)
    against = reading.against(vintage, subjects or {unit})
    return PageState(
        path=path,
        lang=lang,
        index=index.code if index else "",
        year=year,
        indicator=reading.indicator(index, year),
        region=reading.region(vintage),
        units=units,
        group=reading.group,
        group_units=reading.group_units,
        text=reading.text(),
        view=reading.choice("view"),
        against=against,
        members=(reading.groups(against) or ()) if against.startswith(GROUP) else (),
        source=reading.source(),
        unit=unit,
        options=reading.options(),
        problems=tuple(problems),
        defaults=defaults,
    )


def page_defaults(page: Page, lang: str) -> dict[str, Any]:
    """Return a page's defaults with its choices and the language of the server."""
    chosen = {key: tuple(getattr(page, name)) for key, name in _CHOICES if getattr(page, name)}
    own = {"options": page.options} if page.options else {}
    about = {"lang": lang, "most_units": page.most_units, "path": page.path}
    return {**page.defaults, **chosen, **own, **about}


def to_query(state: PageState) -> str:
    """Write the query string of a state, in a stable order, without "?".

    Index, year and indicator are always written, so that a shared link keeps its meaning when a new
    year arrives; everything else only where it differs from the page's default.
    """
    pairs = [
        ("index", state.index),
        ("year", str(state.year or "")),
        ("indicator", state.indicator),
    ]
    pairs = [(key, value) for key, value in pairs if value and key in state.defaults]
    if "unit" in state.defaults and state.unit != state.defaults["unit"]:
        pairs.append(("unit", state.unit))
    if "units" in state.defaults and state.units != tuple(state.defaults["units"]):
        pairs.append(("units", state.group or ",".join(state.units)))
    for key in ("region", "text", "view", "against", "source"):
        if getattr(state, key) != _default(state.defaults, key):
            pairs.append((key, getattr(state, key)))
    known = state.defaults.get("options", {})
    pairs += [(key, value) for key, value in state.options if value != known[key].default]
    if state.lang != state.defaults.get("lang", "vi"):
        pairs.append(("lang", state.lang))
    return urlencode(pairs, safe=",@")


def href(state: PageState, path: str = "", **changes: Any) -> str:
    """Return a link to a page in the same language.

    Without `path`, the same page with `changes`; with another page's `path`, only the language and
    the given `changes` (index, year, indicator, units …) are carried over.
    """
    if not path:
        query = to_query(replace(state, **changes))
        return f"{state.path}?{query}" if query else state.path
    pairs = [(key, flat(value)) for key, value in changes.items() if value]
    if state.lang != state.defaults.get("lang", "vi"):
        pairs.append(("lang", state.lang))
    return f"{path}?{urlencode(pairs, safe=',@')}" if pairs else path


def split(address: str) -> tuple[str, str]:
    """Return path and query of an address; one that no browser would send gives the first page."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "/", ""
    return parts.path or "/", parts.query


_CHOICES = (("view", "views"), ("against", "against"))


def _default(defaults: Mapping[str, Any], key: str) -> str:
    value = defaults.get(key, "")
    return (value[0] if value else "") if isinstance(value, tuple) else value


def _code_in(path: str, pattern: str) -> str:
    """Return what stands in the place of <code>; empty where path and pattern do not fit."""
    prefix, named, _ = pattern.partition("<")
    rest = path.rstrip("/").removeprefix(prefix)
    return rest if named and path.startswith(prefix) and "/" not in rest else ""
