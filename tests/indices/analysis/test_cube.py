"""The cube of an index holds what its table holds, and nothing where the table has no row."""

from __future__ import annotations

import numpy as np
import pytest

from indices.analysis.absence import NOT_FOUND
from indices.analysis.cube import Cube
from indices.analysis.lending import figures_with_errors
from indices.frames import plain_rows

NAMES = ("unit", "score", "rank", "rank_of", "standard_error", "missing_reason")


@pytest.fixture(scope="module", params=["PAPI", "PAR"])
def index(request, catalogue):
    return catalogue.indices[request.param]


@pytest.fixture(scope="module")
def cube(reader, index):
    return Cube(reader.scores(index.code))


def test_figures_of_a_unit_and_of_an_indicator_are_those_of_the_table(reader, index, cube):
    for year in index.years:
        own = plain_rows(reader.scores(index.code, year, unit="79"))
        found = cube.of_unit(year, "79", ("indicator", *NAMES))
        assert list(found.values()) == [{name: row[name] for name in ("indicator", *NAMES)}
                                        for row in own]  # fmt: skip
        totals = plain_rows(reader.scores(index.code, year, "total"))
        assert list(cube.of_indicator(year, "total", NAMES).values()) == [
            {name: row[name] for name in NAMES} for row in totals
        ]


def test_a_field_is_that_of_the_table(reader, index, cube):
    for year in index.years:
        tree = list(index.indicators_in(year))
        found = cube.field(year, tree)
        rows = reader.scores(index.code, year)
        wanted = rows.pivot(index="unit", columns="indicator").sort_index()
        codes = [one.code for one in tree]
        assert found.units == wanted.index.tolist()
        scores = wanted["score"].reindex(columns=codes).to_numpy("float64")
        assert np.array_equal(found.scores, scores, equal_nan=True)
        first = wanted["rank"].reindex(columns=codes).to_numpy("float64", na_value=np.nan) == 1
        assert np.array_equal(found.first, first)
        status = wanted["status"].reindex(columns=codes).to_numpy(object)
        assert np.array_equal(found.disputed, status == "disputed")
        reasons = wanted["missing_reason"].reindex(columns=codes, fill_value=NOT_FOUND)
        gone = np.isnan(scores)
        assert (found.reasons[gone] == reasons.to_numpy(object)[gone]).all()


def test_standard_errors_are_lent_as_to_the_table(reader, index, cube):
    names = ("unit", "score", "standard_error")
    for year in index.years:
        found, lender = figures_with_errors(cube, index, "total", year, ("unit", "score"))
        rows = reader.scores(index.code, year, "total")
        if lender is not None:
            lent = reader.scores(index.code, lender, "total").set_index("unit")["standard_error"]
            assert rows["standard_error"].isna().all() and lent.notna().any()
            errors = rows["unit"].map(lent).where(rows["score"].notna())
            rows = rows.assign(standard_error=errors)
        assert list(found.values()) == plain_rows(rows, columns=names)


def test_nothing_is_known_of_what_the_table_does_not_have(cube):
    assert cube.of_unit(1999, "79", NAMES) == {}
    assert cube.of_unit(2021, "99", NAMES) == {}
    assert cube.of_indicator(2021, "nothing", NAMES) == {}
    assert np.isnan(cube.values("score")[cube.year(2021), :, cube.indicator("nothing")]).all()
