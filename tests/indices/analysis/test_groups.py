"""The rank inside a group: exact where all ranks are known, bounds where they are not."""

from __future__ import annotations

import pytest

from indices.analysis.groups import group_members, group_rank


def test_a_rank_inside_the_cities(reader):
    found = group_rank(reader.scores("PAPI", 2021, "total"), "79", ("01", "31", "48", "92"))
    assert (found.rank, found.size) == (5, 5)
    assert [unit for unit, _ in found.order] == ["01", "31", "48", "92", "79"]


def test_an_unknown_rank_of_a_member_opens_the_place(reader):
    found = group_rank(reader.scores("PAR", 2022, "total"), "79", ("01", "31", "48", "92"))
    assert (found.rank, found.best, found.worst, found.unknown) == (None, 4, 5, ["92"])


def test_who_was_withheld_is_not_ranked(reader):
    found = group_rank(reader.scores("PAPI", 2021, "total"), "79", ("22", "24", "01"))
    assert (found.rank, found.size, found.unranked) == (2, 2, ["22", "24"])


@pytest.mark.parametrize(
    ("code", "n"),
    [
        ("@benchmark", 6),
        ("@cities", 5),
        ("@region", 6),
        ("@near4", 4),
        ("@near0", None),
        ("@x", None),
        ("01", None),
    ],
)
def test_members(code, n, catalogue):
    others = [unit.code for unit in catalogue.units_of(63)]
    found = group_members(code, catalogue, 63, "79", lambda: None, lambda: others)
    assert found is None if n is None else len(found) == n


def test_the_cities_of_the_34_are_others(catalogue):
    found = group_members("@cities", catalogue, 34, "79", lambda: None, list)
    assert found == ("01", "31", "46", "48", "79", "92")
