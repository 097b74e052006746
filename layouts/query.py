"""Reads what a visitor may have typed: every value is checked by the catalogue, none ever raises.

A value that cannot be used is replaced by the default and noted as a problem.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from indices.catalogue import Catalogue, Index

LONGEST_TEXT = 80
LONGEST_SHOWN = 40
_READ = {
    "lang", "index", "year", "indicator", "region", "unit", "units", "text", "view", "against",
    "source",
}  # fmt: skip


# A group of units is named with this sign before its name: "@cities".
GROUP = "@"
# Returns the members of a named group of units, None where there is no such group.
Groups = Callable[[str], "tuple[str, ...] | None"]


@dataclass(frozen=True)
class Problem:
    """A part of the address that could not be used: its key, its value, what is shown instead."""

    key: str
    value: str
    shown: str = ""
    index: str = ""
    year: int = 0


class Reading:
    """Reads one value after the other and notes what it could not use."""

    def __init__(
        self,
        given: Mapping[str, str],
        defaults: Mapping[str, Any],
        catalogue: Catalogue,
        problems: list[Problem],
    ) -> None:
        self.given, self.defaults, self.catalogue = given, defaults, catalogue
        self.problems = problems
        self.groups: Groups = lambda _: None
        self.group = ""
        self.group_units: tuple[str, ...] = ()

    def one_of(self, key: str, allowed: Iterable[str], default: str, **about: Any) -> str:
        """Return the value of a key where it is allowed, else the default and a problem."""
        value = self.given.get(key)
        if value is None or value in allowed:
            return default if value is None else value
        self.problems.append(Problem(key, shown(value), default, **about))
        return default

    def index(self) -> Index | None:
        """Return the index, None on a page without one."""
        if "index" not in self.defaults:
            return None
        default = self.defaults["index"] or next(iter(self.catalogue.indices))
        return self.catalogue.indices[self.one_of("index", self.catalogue.indices, default)]

    def year(self, index: Index | None) -> int:
        """Return a published year of the index, or of any index; 0 on a page without a year."""
        if "year" not in self.defaults:
            return 0
        indices = [index] if index else self.catalogue.indices.values()
        years = sorted({str(year) for one in indices for year in one.years})
        default = str(self.defaults["year"] or years[-1])
        code = index.code if index else ""
        return int(
            self.one_of("year", years, default if default in years else years[-1], index=code)
        )

    def indicator(self, index: Index | None, year: int) -> str:
        """Return an indicator that exists in the index and year."""
        if index is None or "indicator" not in self.defaults:
            return ""
        if year:
            codes = [indicator.code for indicator in index.indicators_in(year)]
        else:
            codes = [indicator.code for indicator in index.indicators]
        default = self.defaults["indicator"] or "total"
        return self.one_of("indicator", codes, default, index=index.code, year=year)

    def region(self, vintage: int) -> str:
        """Return a region of the vintage; empty for the whole country."""
        if "region" not in self.defaults:
            return ""
        known = {region.code for region in self.catalogue.regions if region.vintage == vintage}
        return self.one_of("region", known | {""}, "")

    def unit(self, vintage: int) -> str:
        """Return the one unit of a page whose path names none."""
        if "unit" not in self.defaults:
            return ""
        known = [unit.code for unit in self.catalogue.units_of(vintage)]
        return self.one_of("unit", known, self.defaults["unit"])

    def units(self, vintage: int, subjects: set[str]) -> tuple[str, ...]:
        """Return the chosen units of the vintage, each once, no more than the page takes.

        What the page is about is always shown, so it is never among the chosen. A named group
        stands for its members; one that is chosen alone is remembered by its name.
        """
        if "units" not in self.defaults:
            return ()
        if "units" not in self.given:
            default = tuple(self.defaults["units"])
            known = [code for code in default if (vintage, code) in self.catalogue.units]
            return tuple(code for code in known if code not in subjects)
        asked = [one for one in self.given["units"].split(",") if one]
        given = dict.fromkeys(code for one in asked for code in self._members(one))
        codes = [code for code in given if code and code not in subjects]
        known = [code for code in codes if (vintage, code) in self.catalogue.units]
        unknown = [code for code in codes if code not in known]
        if unknown:
            self.problems.append(Problem("units", shown(", ".join(unknown))))
        most = int(self.defaults.get("most_units", len(known)))
        if len(known) > most:
            self.problems.append(Problem("most_units", str(len(known)), str(most)))
        if len(asked) == 1 and asked[0].startswith(GROUP) and known:
            self.group, self.group_units = asked[0], tuple(known)
        return tuple(known[:most])

    def _members(self, code: str) -> tuple[str, ...]:
        """Return the members of a group; anything else stands for itself."""
        return (self.groups(code) or (code,)) if code.startswith(GROUP) else (code,)

    def text(self) -> str:
        """Return the search text, short and printable."""
        if "text" not in self.defaults:
            return ""
        return _clean(self.given.get("text", ""))[:LONGEST_TEXT].strip()

    def choice(self, key: str) -> str:
        """Return one of the page's own choices."""
        allowed = self.defaults.get(key, ())
        return self.one_of(key, allowed, allowed[0]) if allowed else ""

    def against(self, vintage: int, subjects: set[str]) -> str:
        """Return what to compare with: one of the page's references or a unit."""
        allowed = tuple(self.defaults.get("against", ()))
        if not allowed:
            return ""
        codes = {code for year, code in self.catalogue.units if year == vintage}
        given = self.given.get("against", "")
        if given.startswith(GROUP) and self.groups(given):
            return given
        return self.one_of("against", {*allowed, *(codes - subjects)}, allowed[0])

    def options(self) -> tuple[tuple[str, str], ...]:
        """Return the values of the keys that this page alone knows, in the page's order."""
        found = []
        for key, option in self.defaults.get("options", {}).items():
            given = self.given.get(key)
            value = option.default if given is None else option.read(_clean(given))
            if value is None:
                self.problems.append(Problem("option", shown(str(given)), option.default))
                value = option.default
            found.append((key, value))
        return tuple(found)

    def source(self) -> str:
        """Return a source; empty for all."""
        if "source" not in self.defaults:
            return ""
        return self.one_of("source", {*self.catalogue.sources, ""}, "")


def read_query(query: str | Mapping[str, Any]) -> tuple[dict[str, str], list[Problem]]:
    """Return the first value of every key as text, and the keys that stood there more than once."""
    if isinstance(query, Mapping):
        return {key: flat(value) for key, value in query.items() if value is not None}, []
    try:
        pairs = parse_qsl(query.lstrip("?"), keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return {}, [Problem("query", "")]
    given: dict[str, str] = {}
    problems = []
    for key, value in pairs:
        if key in given and given[key] != value and key in _READ:
            problems.append(Problem("repeated", key, shown(given[key])))
        given.setdefault(key, value)
    return given, problems


def flat(value: Any) -> str:
    """Return a value as the query string writes it: several joined by commas."""
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _clean(value: str) -> str:
    """Drop control characters and lone surrogates, which no name holds and no encoder likes."""
    return "".join(sign for sign in value if unicodedata.category(sign)[0] != "C")


def shown(value: str) -> str:
    """Return a value as a notice may show it: printable and short."""
    text = _clean(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
