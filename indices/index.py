"""An index: its schemes, indicators, breaks, scales and grades."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cached_property

LAST_YEAR_OF_63 = 2024


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@dataclass(frozen=True)
class Text:
    """A name or sentence in both languages."""

    vi: str
    en: str

    def get(self, lang: str) -> str:
        """Return the text in `lang`; anything but "en" is Vietnamese."""
        return self.en if lang == "en" else self.vi


@dataclass(frozen=True)
class Scheme:
    """Years in which figures are comparable.

    `basis` is "stated" where a source says so, "inferred" where only dates imply it, and "unknown"
    where years are kept apart because nobody here knows whether they may be compared.
    """

    code: str
    first_year: int
    last_year: int | None
    decision: Text
    basis: str
    note: Text

    def covers(self, year: int) -> bool:
        """Whether `year` lies in the scheme; an open scheme has no last year."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


@dataclass(frozen=True)
class Break:
    """A change of method inside a scheme that touches some indicators only."""

    year: int
    indicators: tuple[str, ...]
    text: Text


@dataclass(frozen=True)
class Indicator:
    """A node of an index: total, dimension, sub-dimension, component (by method) or alternative.

    `breakdown` names the additive family it belongs to ("dimension", "domain", "method");
    empty means that its score is no summand of its parent.
    """

    index: str
    code: str
    parent: str | None
    level: str
    name: Text
    first_year: int
    last_year: int | None
    breakdown: str
    earlier_names: tuple[tuple[int, Text], ...] = ()

    def exists_in(self, year: int) -> bool:
        """Whether the indicator was part of the index in `year`."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def name_in(self, year: int) -> Text:
        """Return the name used in `year`; domains of PAR INDEX were renamed in 2022."""
        return next((name for until, name in self.earlier_names if year <= until), self.name)


@dataclass(frozen=True)
class Grading:
    """How grades come about: thresholds of the score, quartiles of the total, print, or none."""

    kind: str
    years: tuple[int, ...] = ()
    thresholds: tuple[tuple[str, float], ...] = ()
    groups: tuple[tuple[str, Text], ...] = ()

    def name(self, grade: str) -> Text:
        """Return the wording of a grade; an unknown code stands for itself."""
        return dict(self.groups).get(grade, Text(grade, grade))

    def code(self, text: str) -> str | None:
        """Return the grade that a text names: its code, or its wording with or without the span."""
        asked = _plain(text)
        for code, name in self.groups:
            wordings = (code, name.vi, name.en)
            spanless = (one.partition(" (")[0] for one in wordings)
            if asked in map(_plain, (*wordings, *spanless)):
                return code
        return None


@dataclass(frozen=True)
class Index:
    """One index with its schemes, indicators, breaks, maxima and grades.

    `unit` is that of the total, `part_unit` that of everything below it. `supplied` says whether
    figures come with data/; an index without any waits for an import.
    """

    code: str
    order: int
    name: Text
    short_name: Text
    publisher: Text
    about: Text
    unit: str
    decimals: int
    years: tuple[int, ...]
    schemes: tuple[Scheme, ...]
    indicators: tuple[Indicator, ...]
    breaks: tuple[Break, ...]
    grading: Grading
    maxima: dict[tuple[str, str], float] = field(default_factory=dict)
    dimension_scale: tuple[float, float] | None = None
    part_unit: str = "points"
    supplied: bool = True

    @cached_property
    def _by_code(self) -> dict[str, Indicator]:
        return {indicator.code: indicator for indicator in self.indicators}

    def indicator(self, code: str) -> Indicator:
        """Return an indicator by its code; KeyError when the index has none of that code."""
        return self._by_code[code]

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    @cached_property
    def _existing(self) -> dict[int, tuple[Indicator, ...]]:
        """Indicators by year, filled as years are asked for."""
        return {}

    def indicators_in(self, year: int) -> tuple[Indicator, ...]:
        """Return the indicators that exist in `year`, in catalogue order."""
        if year not in self._existing:
            self._existing[year] = tuple(one for one in self.indicators if one.exists_in(year))
        return self._existing[year]

    @cached_property
    def _broken(self) -> dict[str, tuple[int, ...]]:
        """Years of breaks by indicator, filled as indicators are asked for."""
        return {}

    def children(self, code: str, year: int, breakdown: str | None = None) -> list[Indicator]:
        """Return the parts of an indicator in `year`, of one additive family when it is named."""
        parts = self._families(year).get(code, ())
        return [part for part in parts if breakdown in (None, part.breakdown)]

    def _families(self, year: int) -> dict[str | None, list[Indicator]]:
        """Return the parts of every indicator in `year`, gathered once."""
        if year not in self._gathered:
            families: dict[str | None, list[Indicator]] = {}
            for indicator in self.indicators_in(year):
                families.setdefault(indicator.parent, []).append(indicator)
            self._gathered[year] = families
        return self._gathered[year]

    @cached_property
    def _gathered(self) -> dict[int, dict[str | None, list[Indicator]]]:
        """Parts by year and whole, filled as years are asked for."""
        return {}

    def tree(self, code: str, year: int) -> tuple[Indicator, ...]:
        """Return an indicator and everything below it in `year`, each part after its parent."""
        if (code, year) not in self._trees:
            found = [self.indicator(code)]
            for part in self.children(code, year):
                found += self.tree(part.code, year)
            self._trees[code, year] = tuple(found)
        return self._trees[code, year]

    @cached_property
    def _trees(self) -> dict[tuple[str, int], tuple[Indicator, ...]]:
        """Trees by code and year, filled as they are asked for."""
        return {}

    def scheme(self, year: int) -> Scheme:
        """Return the scheme of `year`; KeyError when no scheme covers it."""
        for scheme in self.schemes:
            if scheme.covers(year):
                return scheme
        raise KeyError(year)

    def break_years(self, indicator: str = "total") -> list[tuple[int, Text]]:
        """Return (first year after the break, text) of every break of an indicator, in order."""
        inner = [
            (broken.year, broken.text) for broken in self.breaks if self._touches(broken, indicator)
        ]
        return sorted(
            [(scheme.first_year, scheme.note) for scheme in self.schemes[1:]] + inner,
            key=lambda item: item[0],
        )

    def _touches(self, broken: Break, indicator: str) -> bool:
        node = self._by_code.get(indicator)
        return indicator in broken.indicators or (
            node is not None and node.parent in broken.indicators
        )

    def comparable(self, year_a: int, year_b: int, indicator: str = "total") -> bool:
        """Whether scores of two years may be compared: no break, no reform of units between."""
        first, last = sorted((year_a, year_b))
        if indicator not in self._broken:
            self._broken[indicator] = tuple(year for year, _ in self.break_years(indicator))
        return vintage_of(first) == vintage_of(last) and not any(
            first < year <= last for year in self._broken[indicator]
        )

    def comparable_since(self, year: int, indicator: str = "total") -> int:
        """Return the first year whose scores may be compared with those of `year`; 0 for all."""
        since = [first for first, _ in self.break_years(indicator) if first <= year]
        return max([*since, LAST_YEAR_OF_63 + 1 if year > LAST_YEAR_OF_63 else 0])

    def segments(self, indicator: str = "total") -> list[list[int]]:
        """Return the published years of an indicator as runs within which lines may be drawn."""
        runs: list[list[int]] = []
        for year in self.years:
            if not self.indicator(indicator).exists_in(year):
                continue
            if runs and self.comparable(runs[-1][-1], year, indicator):
                runs[-1].append(year)
            else:
                runs.append([year])
        return runs

    def unit_of(self, code: str) -> str:
        """Return "%" or "points", the unit of an indicator's score."""
        return self.unit if self.indicator(code).level == "total" else self.part_unit

    def max_points(self, code: str, year: int) -> float | None:
        """Return the maximum of an indicator in `year`, or None when no source states it."""
        if self.dimension_scale is None:
            if self.indicator(code).level == "total":
                return 100.0
            return self.maxima.get((self.scheme(year).code, code))
        return self.scale(code, year)[1]

    def scale(self, code: str, year: int) -> tuple[float, float]:
        """Return the lowest and highest possible score of an indicator in `year`.

        PAPI: a dimension runs from 1 to 10, its sub-dimensions share it equally, totals add up.
        Where the maximum is unknown the scale ends at 100, which no figure of any index exceeds.
        """
        if self.dimension_scale is None:
            return 0.0, self.maxima.get((self.scheme(year).code, code), 100.0)
        low, high = self.dimension_scale
        indicator = self.indicator(code)
        if indicator.level in ("total", "alternative"):
            n_dimensions = len(self.children("total", year))
            return low * n_dimensions, high * n_dimensions
        if indicator.level == "dimension":
            return low, high
        n_parts = len(self.children(indicator.parent or "", year))
        return low / n_parts, high / n_parts


def vintage_of(year: int) -> int:
    """Return 63 for years up to 2024 and 34 from 2025 on (Resolution 202/2025/QH15)."""
    return 63 if year <= LAST_YEAR_OF_63 else 34
