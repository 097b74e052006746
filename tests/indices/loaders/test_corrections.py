from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indices.loaders.corrections import Correction, apply_corrections, read_corrections
from indices.reference import CatalogueError
from tests.indices.sheets import facts_of

MOVED = Correction(
    "corrections/par.toml",
    2023,
    "79",
    "socioeconomic_impact",
    "c13",
    {"indicator": "D8"},
    "it is the domain",
    "inferred",
)
ROW = {"year": 2023, "unit": "79", "indicator": "socioeconomic_impact", "score": "15.1"}


def test_a_correction_changes_the_row_and_keeps_its_reason():
    facts, findings = apply_corrections(facts_of("PAR", ROW | {"remark": "seen"}), [MOVED])
    row = facts.rows.iloc[0]
    assert row["indicator"] == "D8"
    assert row["remark"] == "seen; corrected (inferred): it is the domain"
    assert [(item.code, item.severity, item.place.cell) for item in findings] == [
        ("corrected", "info", "C2")
    ]


@pytest.mark.parametrize("changes", [{"indicator": "D8"}, {"status": "disputed"}])
def test_a_row_that_was_corrected_before_is_left_alone(changes):
    correction = replace(MOVED, changes=changes)
    once, _ = apply_corrections(facts_of("PAR", ROW), [correction])
    twice, findings = apply_corrections(once, [correction])
    assert twice.rows.equals(once.rows)
    assert findings == []


def test_a_correction_without_a_row_is_told():
    _, findings = apply_corrections(facts_of("PAR", ROW | {"unit": "01"}), [MOVED])
    assert [(item.code, item.severity) for item in findings] == [("idle_correction", "warning")]


@pytest.mark.parametrize("text", ["[[correction]]\nyear = 2023", "[[correction", "\xff"])
def test_a_broken_file_is_one_sentence(tmp_path: Path, text: str):
    (tmp_path / "par.toml").write_text(text, "latin-1")
    with pytest.raises(CatalogueError, match=r"par\.toml"):
        read_corrections(tmp_path, "PAR")


def test_a_correction_may_only_set_known_columns(tmp_path: Path):
    (tmp_path / "par.toml").write_text(
        '[[correction]]\nyear = 2023\nunit = "79"\nindicator = "D1"\nsource = "c13"\n'
        'set = { colour = "red" }\nreason = "r"\nstatus = "stated"\n'
    )
    with pytest.raises(CatalogueError, match="colour"):
        read_corrections(tmp_path, "PAR")
