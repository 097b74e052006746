"""F6–F8: the public data sets of PAPI, PAR INDEX and SIPAS on Hugging Face."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from indices.catalogue import Catalogue, Index, Text
from indices.loaders.formats.tidy import Figure, Line, Notes, TidyFormat
from indices.loaders.formats.units import cell_name
from indices.loaders.labels import IndicatorLabels, indicator_labels
from indices.loaders.numbers import parse_number
from indices.said import as_is, quoted, said

_LABELS = ("indicator", "indicator_code", "variable", "code", "dimension", "metric")
_VALUES = ("value", "score")
_TOTALS = ("total", "index", "unweighted", "total_score", "unweighted_total")
_NUMBERED = re.compile(r"(?:d|dim|dimension)[_ ]?([1-8])(?:[_ :.]+(.*))?")
# Two parts and their sum, each printed with two decimals.
_ROUNDED = 0.0151
# Columns beside the keys that say something about a row and hold no figure.
_ABOUT = {"geo_code", "geo_short", "geo_region", "region", "note", "source"}


class PapiPanel(TidyFormat):
    """F6: PAPI scores in long or wide form."""

    code = "F6"
    name = Text("Bộ dữ liệu vn-provinces-papi", "Data set vn-provinces-papi")
    index = "PAPI"
    expected = Text(
        "các cột year, geo_system, geo_name và tên chỉ tiêu kèm giá trị, hoặc mỗi chỉ tiêu một cột",
        "columns year, geo_system, geo_name and an indicator with its value, or one per indicator",
    )
    required = frozenset({"year", "geo_name", "geo_system"})

    def fits(self, columns: Mapping[str, int], catalogue: Catalogue) -> bool:
        """Whether there are the keys, and figures in long or wide form."""
        if not self.required <= set(columns):
            return False
        labels = indicator_labels(catalogue, self.index)
        index = catalogue.indices[self.index]
        return bool(_long(columns)) or any(_indicator(name, labels, index) for name in columns)

    def meanings(
        self, columns: Mapping[str, int], catalogue: Catalogue, notes: Notes
    ) -> Mapping[str, Any]:
        """Return the indicator of each column of a wide file; columns that mean none are named."""
        labels = indicator_labels(catalogue, self.index)
        index = catalogue.indices[self.index]
        if _long(columns):
            return _Asked(labels, index)
        found = {name: code for name in columns if (code := _indicator(name, labels, index))}
        for name in columns.keys() - found.keys() - self.required - _ABOUT:
            cell = cell_name(0, columns[name])
            expected = said("an indicator of PAPI; it is left out")
            notes.say("unknown_indicator", "warning", cell, expected, quoted(name))
        return found

    def figures(self, line: Line, meanings: Mapping[str, Any], notes: Notes) -> Iterator[Figure]:
        """Yield the figure of a long row, or all figures of a wide one."""
        long = _long(line.columns)
        if long is None:
            yield from (
                line.figure(name, code) for name, code in meanings.items() if line.has(name)
            )
        elif line.has(long[1]):
            code = meanings[line[long[0]]]
            if code is None:
                cell, found = line.cell(long[0]), quoted(line[long[0]])
                expected = said("an indicator of PAPI")
                notes.leave_out("unknown_indicator", "warning", cell, expected, found)
            else:
                yield line.figure(long[1], code)


class ParMaster(TidyFormat):
    """F7: PAR INDEX of provinces and ministries."""

    code = "F7"
    name = Text("Bộ dữ liệu vn-par-master", "Data set vn-par-master")
    index = "PAR"
    expected = Text(
        "các cột year, unit_type, unit_name, par_index, par_rank; chỉ lấy unit_type = province",
        "columns year, unit_type, unit_name, par_index, par_rank; unit_type = province is kept",
    )
    required = frozenset({"year", "unit_type", "unit_name", "par_index", "par_rank"})
    unit_column = "unit_name"
    parts: Mapping[str, str] = {"score_moha": "moha_appraisal", "score_survey": "survey"}

    def meanings(
        self, columns: Mapping[str, int], catalogue: Catalogue, notes: Notes
    ) -> Mapping[str, Any]:
        """Return the index, which knows in which years it had each part."""
        return {"PAR": catalogue.indices[self.index]}

    def figures(self, line: Line, meanings: Mapping[str, Any], notes: Notes) -> Iterator[Figure]:
        """Yield total with rank, then the parts by method where the index had them."""
        yield from _total(line, "par_index", "par_rank")
        for column, code in self.parts.items():
            if not line.has(column):
                continue
            indicator = meanings["PAR"].indicator(code)
            if indicator.exists_in(line.year):
                yield line.figure(column, code)
            elif meanings["PAR"].indicator("impact").exists_in(line.year) and _adds_up(line):
                yield line.figure(column, "impact")
            else:
                expected = said(
                    "{column} up to {year}; since then only what adds up with score_moha to "
                    "par_index, which is the impact part",
                    column=column, year=indicator.last_year,
                )  # fmt: skip
                cell, found = line.cell(column), as_is(column)
                notes.leave_out("indicator_not_in_year", "warning", cell, expected, found)


class SipasProvincial(TidyFormat):
    """F8: SIPAS of the provinces."""

    code = "F8"
    name = Text("Bộ dữ liệu vn-sipas-provincial", "Data set vn-sipas-provincial")
    index = "SIPAS"
    expected = Text(
        "các cột year, geo_name, sipas_index, sipas_rank",
        "columns year, geo_name, sipas_index, sipas_rank",
    )
    required = frozenset({"year", "geo_name", "sipas_index", "sipas_rank"})

    def figures(self, line: Line, meanings: Mapping[str, Any], notes: Notes) -> Iterator[Figure]:
        """Yield the total with its rank."""
        yield from _total(line, "sipas_index", "sipas_rank")


def _adds_up(line: Line) -> bool:
    """Whether appraisal and survey are the whole index, as appraisal and impact are since 2019."""
    read = [parse_number(line[name]) for name in ("score_moha", "score_survey", "par_index")]
    appraisal, rest, whole = (one.value if one else math.nan for one in read)
    return math.isclose(appraisal + rest, whole, abs_tol=_ROUNDED)


def _total(line: Line, score: str, rank: str) -> Iterator[Figure]:
    """Yield score and rank of a total; the cell is the score's, or the rank's where it is alone."""
    if not line.has(score) and not line.has(rank):
        return
    ranked = parse_number(line["ranked"])
    # 1 and 0 would say whether the unit was ranked, a larger number how many were.
    rank_of = line["ranked"] if ranked is not None and ranked.value > 1 else ""
    figure = line.figure(score, "total", rank=line[rank], rank_of=rank_of)
    yield figure if line.has(score) else figure | {"cell": line.cell(rank)}


class _Asked(dict[str, str | None]):
    """Indicator by label; each distinct label is looked up once."""

    def __init__(self, labels: IndicatorLabels, index: Index) -> None:
        super().__init__()
        self._labels, self._index = labels, index

    def __missing__(self, label: str) -> str | None:
        self[label] = code = _indicator(label, self._labels, self._index)
        return code


def _long(columns: Mapping[str, int]) -> tuple[str, str] | None:
    """Return the columns of label and value of a long file, None of a wide one."""
    label = next((name for name in _LABELS if name in columns), None)
    value = next((name for name in _VALUES if name in columns), None)
    return (label, value) if label and value else None


def _indicator(name: str, labels: IndicatorLabels, index: Index) -> str | None:
    """Return the indicator that a label names: D1, dim_1, dim1_civic_knowledge, papi_total …."""
    plain = name.casefold().removeprefix("papi").strip("_ ")
    if plain in _TOTALS:
        return "total"
    numbered = _NUMBERED.fullmatch(plain)
    if numbered is None:
        return labels.match(plain)
    dimension, rest = f"D{numbered[1]}", numbered[2]
    if not rest:
        return dimension
    # A number and a name must agree: "dim1_civic_knowledge" is no figure of the dimension.
    code = labels.match(rest)
    own = code is not None and dimension in (code, index.indicator(code).parent)
    return code if own else None


FORMATS = (PapiPanel(), ParMaster(), SipasProvincial())
