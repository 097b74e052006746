"""What was decided about a file once holds for the next one."""

from __future__ import annotations

import pytest

from indices.loaders.formats import Request, read_file
from indices.register.decisions import (
    accept_spelling,
    accepted_spellings,
    remember_mapping,
    remembered_mappings,
)
from indices.register.store import Register
from tests.indices.sheets import CATALOGUE, write_csv


@pytest.fixture
def register(tmp_path):
    opened = Register(tmp_path / "register")
    yield opened
    opened.close()


def test_an_accepted_spelling_is_read_in_the_next_file(register, tmp_path):
    heading = ["year", "geo_name", "sipas_rank", "sipas_index"]
    path = write_csv(tmp_path / "s.csv", [heading, [2023, "Quảng  MAM", 1, 90]])
    assert accepted_spellings(register) == {}
    accept_spelling(register, "Lan", 63, "Quảng Mam ", "49")
    reading = read_file(path, Request(CATALOGUE, spellings=accepted_spellings(register)))
    assert reading.parts[0].rows["unit"].tolist() == ["49"] and not reading.parts[0].findings


def test_a_mapping_is_remembered_by_its_shape_and_the_last_one_holds(register):
    assert remembered_mappings(register) == {}
    remember_mapping(register, "Lan", "abc", {"index": "PAR"})
    remember_mapping(register, "Minh", "abc", {"index": "SIPAS"})
    assert remembered_mappings(register) == {"abc": {"index": "SIPAS"}}
