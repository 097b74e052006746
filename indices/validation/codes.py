"""Whether every code of a row means something: year, unit, indicator, source and vocabularies."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from functools import cache

import numpy as np
from numpy.typing import NDArray

from indices.catalogue import VINTAGES, Catalogue, Index
from indices.findings import Finding
from indices.said import Said, said
from indices.table import Facts

_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def check_year(facts: Facts, index: Index) -> list[Finding]:
    """Find cells that are no year, and years for which nobody published the index."""
    is_year = facts.among("year", range(_FIRST_YEAR, _LAST_YEAR + 1))
    return [
        *facts.flag(~is_year, "year", "not_a_year", said("a year such as 2023")),
        *facts.flag(
            is_year & ~facts.among("year", index.years),
            "year",
            "year_not_published",
            said(
                "a year for which {index} was published ({years})",
                index=index.code,
                years=list(index.years),
            ),
        ),
    ]


def check_unit(facts: Facts, catalogue: Catalogue) -> list[Finding]:
    """Find labels that are no unit of the year's vintage.

    Args:
        facts: the rows.
        catalogue: names of the units, for the nearest one in the finding, or for what became of it.
    """
    names = {
        vintage: [unit.name.vi for unit in catalogue.units_of(vintage)] for vintage in VINTAGES
    }

    @cache
    def nearest(text: str, vintage: int) -> Said:
        merged = catalogue.merged(text) if vintage == 34 else None
        if merged:
            return merged
        near = get_close_matches(text, names[vintage], n=1, cutoff=0.7)
        if not near:
            return said("a name or code of one of the {vintage} units", vintage=vintage)
        return said(
            "a name or code of one of the {vintage} units, perhaps {name}",
            vintage=vintage,
            name=repr(near[0]),
        )

    def expected(position: int) -> Said:
        vintage = 34 if facts.at(position, "vintage") == 34 else 63
        return nearest(facts.found(position, "unit").strip("'"), vintage)

    unknown = ~facts.has("unit") & _has_column(facts, "unit")
    return facts.flag(unknown, "unit", "unknown_unit", expected)


def check_indicator(facts: Facts, index: Index) -> list[Finding]:
    """Find unknown indicators, and indicators that were no part of the index in that year."""
    known = facts.among("indicator", [item.code for item in index.indicators])
    exists = ~facts.among("year", index.years)
    for year in index.years:
        own = facts.among("year", [year])
        if own.any():
            exists |= own & facts.among(
                "indicator", [one.code for one in index.indicators_in(year)]
            )
    listed = [item.code for item in index.indicators]
    return [
        *facts.flag(
            ~known & _has_column(facts, "indicator"),
            "indicator",
            "unknown_indicator",
            said("an indicator of {index} ({codes})", index=index.code, codes=listed),
        ),
        *facts.flag(
            known & ~exists,
            "indicator",
            "indicator_not_in_year",
            lambda position: _indicator_of(facts, position, index),
        ),
    ]


def check_source(facts: Facts, sources: Collection[str]) -> list[Finding]:
    """Find sources that `data/reference/sources.csv` does not list."""
    stated, has = facts.has("source"), _has_column(facts, "source")
    return [
        *facts.flag(
            ~stated & has,
            "source",
            "no_source",
            said(
                "a source: name the publisher and title of the whole file (--source-publisher and "
                "--source-title, or the fields of the import page), or a code of "
                "data/reference/sources.csv in the row"
            ),
        ),
        *facts.flag(
            stated & ~facts.among("source", sources) & has,
            "source",
            "unknown_source",
            said("a code of data/reference/sources.csv (add the source there first)"),
        ),
    ]


def check_vocabulary(facts: Facts, column: str, words: Sequence[str]) -> list[Finding]:
    """Find cells of a column that hold none of the words; blank cells have their default."""
    return facts.flag(
        facts.has(column) & ~facts.among(column, words),
        column,
        f"unknown_{column}",
        said("one of {words}", words=list(words))
        if words
        else said("nothing: the index has no grades"),
    )


def _indicator_of(facts: Facts, position: int, index: Index) -> Said:
    year, code = facts.at(position, "year"), facts.at(position, "indicator")
    first, last = index.indicator(code).first_year, index.indicator(code).last_year
    years = f"{first}–{last or index.years[-1]}"
    return said(
        "an indicator of {index} {year} ({code} was part of it {years})",
        index=index.code,
        year=f"{year:.0f}",
        code=code,
        years=years,
    )


def _has_column(facts: Facts, column: str) -> NDArray[np.bool_]:
    """Whether each row's sheet has the column at all; a missing column has a finding of its own."""
    has = np.array([column in table.text for table in facts.tables], dtype=bool)
    flags: NDArray[np.bool_] = has[facts.rows["part"].to_numpy()]
    return flags
