"""The city's own targets are met, missed or unknown."""

from __future__ import annotations

import pytest

from indices.analysis.targets import check_target
from indices.catalogue import Target


def check(reader, catalogue, index, year, indicator="total"):
    target = next(
        item
        for item in catalogue.targets
        if (item.index, item.year, item.indicator) == (index, year, indicator)
    )
    return check_target(target, reader.scores(index, year, indicator), catalogue)


@pytest.mark.parametrize(
    ("index", "year", "indicator", "actual", "basis"),
    [
        ("PAR", 2021, "total", 43, "published"),
        ("PAR", 2024, "total", 21, "published"),
        ("PAPI", 2021, "total", "low", "computed"),
        ("PAPI", 2024, "total", "lower_medium", "computed"),
    ],
)
def test_missed_targets_show_both_values(reader, catalogue, index, year, indicator, actual, basis):
    found = check(reader, catalogue, index, year, indicator)
    assert (found.outcome, found.actual, found.basis) == ("missed", actual, basis)


def test_a_year_nobody_published_is_unknown(reader, catalogue):
    found = check(reader, catalogue, "PAR", 2025)
    assert (found.outcome, found.actual, found.reason) == ("unknown", None, "not_published")


@pytest.mark.parametrize(
    ("kind", "value", "outcome"),
    [
        ("rank_at_most", "33", "met"), ("rank_at_most", "32", "missed"),
        ("score_above", "86.96", "met"), ("score_above", "86.97", "missed"),
        ("group_at_least", "C", "met"), ("group_at_least", "B", "met"),
        ("group_at_least", "A", "missed"),
    ],
)  # fmt: skip
def test_each_kind_at_its_limit(reader, catalogue, kind, value, outcome):
    target = Target("PAR", 2023, "total", kind, value, "e01")
    assert check_target(target, reader.scores("PAR", 2023, "total"), catalogue).outcome == outcome


def test_an_unknown_figure_is_neither_met_nor_missed(reader, catalogue):
    target = Target("PAR", 2024, "total", "score_above", "80", "e01")
    found = check_target(target, reader.scores("PAR", 2024, "total"), catalogue)
    assert (found.outcome, found.reason) == ("unknown", "not_found")
