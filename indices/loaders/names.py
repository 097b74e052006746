"""Units by the names that files give them: exact alias, then normalised, then without diacritics.

Short forms such as HN, ĐN, HP or SG stay unknown on purpose: two provinces answer to most of them.
Rows of regions and of the whole country stand among provinces in real tables; they are recognised
so that they can be left out and named, never taken for a province.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from indices.catalogue import Catalogue
from indices.loaders.numbers import clean

NATIONAL = {"NATIONAL_MEAN": "mean", "NATIONAL_MIN": "min", "NATIONAL_MAX": "max"}
AGGREGATE = "aggregate"
_AGGREGATES = (
    "Bình quân", "Bình quân cả nước", "Trung bình", "Trung bình cả nước", "Cả nước", "Toàn quốc",
    "Trung vị", "Cao nhất", "Thấp nhất", "Điểm cao nhất", "Điểm thấp nhất", "Tổng", "Tổng cộng",
    "Average", "National average", "Mean", "National mean", "Median", "National", "Viet Nam",
    "Highest", "Lowest", "Maximum", "Minimum", "Max", "Min", "Total",
    "Highest / Điểm cao nhất", "Lowest / Điểm thấp nhất",
    "Miền Bắc", "Miền Trung", "Miền Nam", "Tây Bắc", "Đông Bắc", "Tây Bắc Bộ", "Đông Bắc Bộ",
    "Bắc Trung Bộ", "Nam Trung Bộ", "Duyên hải Nam Trung Bộ", "Duyên hải miền Trung",
    "Miền núi phía Bắc", "Tây Nam Bộ", "Bắc Bộ", "Trung Bộ", "Nam Bộ",
)  # fmt: skip
_SAME_LETTER = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ"})
_PUNCTUATION = re.compile(r"[\W_]+")
_CODE = re.compile(r"[0-9]{1,3}(?:\.0+)?")
_AGGREGATE_CODES = {999}


def normalise(name: str) -> str:
    """Return a name without regard to case, spacing, punctuation or the form of Đ and accents."""
    return _PUNCTUATION.sub(" ", clean(name.translate(_SAME_LETTER)).casefold()).strip()


# Files repeat their labels in every sheet; those of matchers are short.
@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """Return the normalised name without diacritics and spaces: "Hoà Bình" gives "hoabinh"."""
    letters = unicodedata.normalize("NFD", normalise(name).replace("đ", "d"))
    return "".join(letter for letter in letters if letter.isalnum())


class UnitNames:
    """The spellings of the units of one vintage."""

    def __init__(self, spellings: Iterable[tuple[str, str]], aggregates: Iterable[str]) -> None:
        pairs = list(spellings)
        self._codes = {code for code, _ in pairs}
        self._exact = {spelling: code for code, spelling in pairs}
        self._normal = _unambiguous((normalise(spelling), code) for code, spelling in pairs)
        self._folded = _unambiguous((fold(spelling), code) for code, spelling in pairs)
        others = list(aggregates)
        self._aggregates = {fold(name) for name in others}
        # Spaces and signs may stand between the letters of a name.
        self._longest = 2 * max(map(len, [*self._exact, *others]), default=0)

    @property
    def folded(self) -> Mapping[str, str]:
        """The unambiguous spellings without diacritics and spaces, each with its code."""
        return self._folded

    def match(self, text: str) -> str | None:
        """Return the code of a unit, a key of NATIONAL, AGGREGATE, or None when it is unknown."""
        label = clean(text)
        if len(label) > self._longest:
            return None
        if label in NATIONAL:
            return label
        if _CODE.fullmatch(label):
            return self._by_number(int(float(label)))
        return (
            self._exact.get(label)
            or self._normal.get(normalise(label))
            or self._folded.get(fold(label))
            or (AGGREGATE if fold(label) in self._aggregates else None)
        )

    def _by_number(self, number: int) -> str | None:
        code = f"{number:02d}"
        if number in _AGGREGATE_CODES:
            return AGGREGATE
        return code if code in self._codes else None


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Keep the spellings that lead to one code only."""
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for spelling, code in pairs:
        codes[spelling].add(code)
    return {spelling: found.pop() for spelling, found in codes.items() if len(found) == 1}


@lru_cache(maxsize=8)
def _unit_names(spellings: frozenset[tuple[str, str]], aggregates: frozenset[str]) -> UnitNames:
    return UnitNames(sorted(spellings), aggregates)


def unit_names(catalogue: Catalogue, vintage: int) -> UnitNames:
    """Return the spellings of one vintage.

    A unit of the 34 also answers to the spellings of a unit of the 63 that had its name, or that
    went into it alone: Thừa Thiên Huế became Huế within the same borders.
    """
    units = catalogue.units_of(vintage)
    names = [(unit.code, name) for unit in units for name in (unit.name.vi, unit.name.en)]
    same = _same_units(catalogue, vintage)
    aliases = [
        (same[(of, code)], alias) for of, code, alias in catalogue.aliases if (of, code) in same
    ]
    regions = [name for region in catalogue.regions for name in (region.name.vi, region.name.en)]
    return _unit_names(frozenset(names + aliases), frozenset([*_AGGREGATES, *regions]))


def unit_matcher(
    catalogue: Catalogue, vintage: int, spellings: Mapping[tuple[int, str], str]
) -> Callable[[str], str | None]:
    """Return `UnitNames.match` with the spellings of the vintage that a person has accepted.

    What the catalogue knows goes before what somebody accepted.
    """
    names = unit_names(catalogue, vintage)
    accepted = {
        normalise(spelling): code for (of, spelling), code in spellings.items() if of == vintage
    }
    if not accepted:
        return names.match
    return lambda text: names.match(text) or accepted.get(normalise(text))


def _same_units(catalogue: Catalogue, vintage: int) -> dict[tuple[int, str], str]:
    """Map units of either vintage to the code of the unit of `vintage` that has their spellings."""
    own = {(vintage, unit.code): unit.code for unit in catalogue.units_of(vintage)}
    if vintage != 34:
        return own
    by_name = {unit.name.vi: unit.code for unit in catalogue.units_of(34)}
    for unit in catalogue.units_of(63):
        code = by_name.get(unit.name.vi)
        if code is None and len(catalogue.predecessors(unit.successor)) == 1:
            code = unit.successor
        if code is not None:
            own[(63, unit.code)] = code
    return own
