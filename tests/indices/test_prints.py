"""`report yearly` and `report workbook` on the command line."""

from __future__ import annotations

import zipfile

import pytest

from indices.__main__ import YEARLY, main
from indices.printing.kinds import PRINTS


@pytest.fixture(autouse=True)
def environment(monkeypatch, database_url, tmp_path):
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("REGISTER", str(tmp_path / "register"))


def test_what_can_be_asked_for_can_be_made():
    assert tuple(PRINTS) == YEARLY


@pytest.mark.parametrize(
    ("asked", "name", "inside"),
    [(["workbook"], "year.xlsx", b"xl/workbook.xml"),
     (["yearly", "--format", "html", "--year", "2012", "--lang", "en"], "year.html", b"2012")],
)  # fmt: skip
def test_a_year_is_written_to_a_file(tmp_path, capsys, asked, name, inside):
    output = tmp_path / name
    assert main(["report", *asked, "-o", str(output)]) == 0
    assert inside in output.read_bytes()
    assert str(output) in capsys.readouterr().out
    assert zipfile.is_zipfile(output) == (name == "year.xlsx")
    assert not (tmp_path / "register").exists()


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [(["yearly", "--year", "1999"], "--year 1999 cannot be had; the values are 2024, 2023"),
     (["workbook", "--format", "docx"], "--format docx cannot be had; the values are xlsx.")],
)  # fmt: skip
def test_what_there_is_not_is_a_sentence(capsys, asked, sentence):
    assert main(["report", *asked]) == 2
    assert sentence in capsys.readouterr().err
