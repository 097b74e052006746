"""Every published figure arrives: these counts were made apart from this program."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.indices.sheets import rows_of

# Index and year: rows, scores, ranks and grades that some source prints about a unit.
UNITS = {
    ("PAPI", 2011): (1386, 1386, 0, 0),
    ("PAPI", 2012): (1386, 1386, 0, 0),
    ("PAPI", 2013): (1386, 1386, 0, 0),
    ("PAPI", 2014): (1342, 1342, 0, 0),
    ("PAPI", 2015): (1386, 1386, 0, 0),
    ("PAPI", 2016): (1386, 1386, 0, 0),
    ("PAPI", 2017): (1386, 1386, 0, 0),
    ("PAPI", 2018): (1748, 1748, 0, 0),
    ("PAPI", 2019): (2457, 2457, 0, 0),
    ("PAPI", 2020): (1827, 1827, 0, 0),
    ("PAPI", 2021): (1680, 1680, 0, 0),
    ("PAPI", 2022): (1735, 1735, 0, 0),
    ("PAPI", 2023): (1708, 1708, 0, 0),
    ("PAPI", 2024): (1708, 1708, 0, 0),
    ("PAR", 2012): (69, 65, 29, 0),
    ("PAR", 2013): (9, 4, 8, 0),
    ("PAR", 2014): (18, 6, 18, 0),
    ("PAR", 2015): (35, 15, 35, 7),
    ("PAR", 2016): (17, 7, 17, 1),
    ("PAR", 2017): (15, 0, 15, 0),
    ("PAR", 2018): (27, 19, 27, 0),
    ("PAR", 2019): (21, 17, 18, 3),
    ("PAR", 2020): (78, 57, 37, 2),
    ("PAR", 2021): (75, 43, 69, 13),
    ("PAR", 2022): (59, 40, 54, 4),
    ("PAR", 2023): (107, 69, 93, 2),
    ("PAR", 2024): (36, 19, 31, 3),
    ("SIPAS", 2015): (10, 10, 10, 0),
    ("SIPAS", 2017): (14, 12, 13, 0),
    ("SIPAS", 2018): (5, 3, 2, 0),
    ("SIPAS", 2019): (7, 7, 6, 0),
    ("SIPAS", 2020): (21, 13, 17, 0),
    ("SIPAS", 2021): (29, 17, 26, 0),
    ("SIPAS", 2022): (35, 19, 34, 0),
    ("SIPAS", 2023): (51, 27, 47, 0),
    ("SIPAS", 2024): (27, 17, 26, 0),
}
# Index and year: figures of the whole country (mean, lowest, highest).
NATIONAL = {
    ("PAR", 2012): 3,
    ("PAR", 2014): 3,
    ("PAR", 2015): 5,
    ("PAR", 2016): 5,
    ("PAR", 2018): 4,
    ("PAR", 2019): 4,
    ("PAR", 2020): 5,
    ("PAR", 2021): 6,
    ("PAR", 2022): 2,
    ("PAR", 2023): 5,
    ("PAR", 2024): 6,
    ("SIPAS", 2015): 2,
    ("SIPAS", 2017): 2,
    ("SIPAS", 2018): 3,
    ("SIPAS", 2019): 5,
    ("SIPAS", 2020): 2,
    ("SIPAS", 2021): 5,
    ("SIPAS", 2022): 6,
    ("SIPAS", 2023): 7,
    ("SIPAS", 2024): 8,
}
# PAPI totals by year: all units but those whose total the publisher withheld.
TOTALS = dict.fromkeys(range(2011, 2025), 63) | {
    2014: 61,
    2018: 61,
    2021: 60,
    2022: 61,
    2023: 61,
    2024: 61,
}


@pytest.fixture(scope="module")
def path(database_url) -> Path:
    return Path(database_url.removeprefix("sqlite:///"))


def test_figures_about_units_by_index_and_year(path):
    counted = rows_of(
        path,
        "SELECT index_code, year, count(*), count(score), count(rank), count(grade) "
        "FROM observation WHERE cell IS NOT NULL GROUP BY index_code, year",
    )
    assert {(index, year): tuple(counts) for index, year, *counts in counted} == UNITS
    assert sum(rows for rows, *_ in UNITS.values()) == 23_286


def test_figures_of_the_whole_country_by_index_and_year(path):
    counted = rows_of(
        path,
        "SELECT index_code, year, count(*) FROM statistic WHERE statistic != 'grade_count' "
        "GROUP BY index_code, year",
    )
    assert {(index, year): count for index, year, count in counted} == NATIONAL


def test_totals_of_papi_by_year(path):
    counted = rows_of(
        path,
        "SELECT year, count(score) FROM score WHERE index_code = 'PAPI' "
        "AND indicator_code = 'total' GROUP BY year",
    )
    assert dict(counted) == TOTALS
    assert sum(TOTALS.values()) == 869


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("unit WHERE vintage = 63", 63),
        ("unit WHERE vintage = 34", 34),
        ("source", 204),
        ("target", 15),
        ("tour_stop", 8),
        ("covariate", 567),
        ("statistic WHERE statistic = 'grade_count'", 13),
        (
            "observation WHERE index_code = 'PAPI' AND source_id = 'd01' AND cell IS NOT NULL",
            21_891,
        ),
        ("observation WHERE index_code = 'PAPI' AND source_id = 'd02' AND cell IS NOT NULL", 630),
        ("observation WHERE standard_error IS NOT NULL", 630),
        ("observation WHERE status = 'rejected'", 14),
        ("observation WHERE status = 'disputed'", 2),
        ("finding WHERE severity != 'info'", 0),
    ],
)
def test_everything_else_arrives(path, question, count):
    assert rows_of(path, f"SELECT count(*) FROM {question}") == [(count,)]


def test_no_digit_is_lost_on_the_way(path):
    """Sums of the printed scores, added up apart from this program."""
    summed = "SELECT round(sum(score), 4) FROM observation WHERE cell IS NOT NULL AND "
    assert rows_of(path, f"{summed} source_id = 'd01'") == [(34509.9414,)]
    totals = "SELECT round(sum(score), 2) FROM observation WHERE index_code != 'PAPI' "
    national = "SELECT round(sum(value), 2) FROM statistic WHERE statistic != 'grade_count'"
    parts = rows_of(path, f"{totals} AND indicator_code = 'total'") + rows_of(path, national)
    assert round(sum(part for (part,) in parts), 2) == 41343.06
