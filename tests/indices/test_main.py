from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from indices.__main__ import main
from tests.indices.sheets import grid, rows_of, small_data, write_csv
from tests.serving import ROOT
from tests.signing import register_with_accounts

HA_NOI = {"year": 2023, "unit": "Hà Nội", "score": "91,43", "rank": 3, "rank_of": 63}


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "indices.db"


@pytest.fixture
def root(tmp_path, path, monkeypatch) -> Path:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path.as_posix()}")
    monkeypatch.setenv("LANGUAGE", "en")
    return small_data(tmp_path / "data")


@pytest.fixture
def command(root, capfd):
    """Run a command; give its exit code, output and errors."""

    def run(*arguments: object) -> tuple[int, str, str]:
        try:
            code = main([str(argument) for argument in arguments], root)
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        shown = capfd.readouterr()
        return code, shown.out, shown.err

    return run


@pytest.fixture
def loaded(command, path, small_database):
    """The same where the database is there."""
    shutil.copy(small_database, path)
    return command


def one_sentence(text: str) -> bool:
    return text.count("\n") == 1 and text.endswith(".\n") and "Traceback" not in text


def test_a_second_load_finds_nothing_to_do(command):
    code, out, err = command("load")
    assert (code, err) == (0, "")
    assert out.startswith("Wrote ")
    assert command("load") == (0, "The database is up to date.\n", "")


def test_a_load_with_nothing_to_do_imports_nothing_heavy(root, loaded):
    code = (
        "import sys; from pathlib import Path; from indices.__main__ import main;"
        "main(['load'], Path(sys.argv[1]));"
        "sys.exit(bool({'pandas', 'numpy', 'sqlalchemy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(root)], cwd=ROOT, check=False)
    assert done.returncode == 0


def test_a_blocked_load_names_file_and_cell(root, command, path):
    write_csv(root / "observations" / "par.csv", grid("PAR", HA_NOI | {"score": "911,43"}))
    code, out, err = command("load")
    assert (code, out) == (1, "")
    assert "data/observations/par.csv D2: expected Total (total) of 2023 between 0 and 100" in err
    assert err.endswith(
        "Nothing was written, because of the findings above; mend data/ and load again.\n"
    )
    assert not path.exists()


def test_check_prints_findings_and_keeps_a_report(root, command, path):
    write_csv(root / "observations" / "par.csv", grid("PAR", HA_NOI | {"unit": "HN"}))
    code, out, err = command("check")
    assert (code, err) == (1, "")
    assert out.startswith("blocking: data/observations/par.csv B2: expected a name or code")
    report = (root / "build" / "validation.csv").read_text("utf-8-sig").splitlines()
    assert report[1].startswith("blocking,unknown_unit,data/observations/par.csv,,B2,")
    assert not path.exists()


def test_coverage_is_a_table_of_years_and_indices(loaded):
    code, out, _ = loaded("coverage")
    assert code == 0
    assert [line.split() for line in out.splitlines()[:3]] == [
        ["year", "PAR", "SIPAS", "PAPI", "PCI"],
        ["2021", "–", "–", "1", "of", "63", "–"],
        ["2022", "–", "1", "of", "63", "–", "–"],
    ]


def test_import_tells_what_it_did(tmp_path, command, path):
    file = write_csv(tmp_path / "more.csv", grid("PAR", HA_NOI, HA_NOI | {"unit": "Bình quân"}))
    code, out, _ = command("import", file, "--dry-run")
    assert code == 0
    assert "1 new, 0 same, 0 differing rows; 0 blocking, 0 warning, 1 info" in out
    assert "aggregate_row" in out
    assert not path.exists()
    assert command("import", file)[0] == 0
    assert "1 same" in command("import", file)[1]
    assert rows_of(path, "SELECT count(*) FROM observation WHERE unit_code = '01'") == [(1,)]


def test_imports_and_undos_stand_in_the_audit_log(tmp_path, command, monkeypatch):
    monkeypatch.setenv("REGISTER", str(tmp_path / "register"))
    file = write_csv(tmp_path / "more.csv", grid("PAR", HA_NOI))
    first = re.search(r"This is import (\d+)", command("import", file)[1])[1]
    assert not (tmp_path / "register").exists()
    register_with_accounts(tmp_path / "register", "admin").close()
    assert command("undo", first)[0] == 0
    second = re.search(r"This is import (\d+)", command("import", file)[1])[1]
    log = [line.split(",")[2:4] for line in command("audit")[1].splitlines()[1:]]
    assert log == [["import", f"import {second}"], ["undo", f"import {first}"]]
    assert command("import", file, "--dry-run")[0] == 0
    assert len(command("audit")[1].splitlines()) == 3


def test_an_import_with_a_flaw_writes_nothing(tmp_path, loaded, path):
    before = path.read_bytes()
    file = write_csv(tmp_path / "more.csv", grid("PAR", HA_NOI, HA_NOI | {"unit": "HN"}))
    code, _, err = loaded("import", file)
    assert code == 1
    assert "more.csv B3" in err
    assert path.read_bytes() == before


def test_a_template_comes_back_filled_and_not_empty(tmp_path, command, path):
    file = tmp_path / "sipas.xlsx"
    assert command("template", "--index", "sipas", "-o", file)[0] == 0
    code, _, err = command("import", file)
    assert (code, "SIPAS A2: expected at least one row" in err) == (1, True)
    book = load_workbook(file)
    book["SIPAS"].append([2022, "Hải Phòng", "total", 84.2, 5, 63, None, None, "c13"])
    book.save(file)
    assert command("import", file)[0] == 0
    stated = "SELECT score, rank, sheet, cell FROM observation WHERE unit_code = '31'"
    assert rows_of(path, stated) == [(84.2, 5, "SIPAS", "D2")]


def test_a_template_is_never_written_over_a_file(tmp_path, command):
    file = tmp_path / "par.xlsx"
    file.write_text("filled in")
    code, _, err = command("template", "--index", "PAR", "-o", file)
    assert (code, one_sentence(err), file.read_text()) == (1, True, "filled in")


@pytest.mark.parametrize("file_format", ["csv", "json", "xlsx"])
def test_export_writes_a_row_for_every_unit(tmp_path, loaded, file_format):
    file = tmp_path / f"out.{file_format}"
    asked = ("--index", "PAR", "--year", 2023, "--format", file_format)
    assert loaded("export", *asked, "-o", file)[0] == 0
    if file_format == "json":
        answer = json.loads(file.read_bytes())
        rows = [list(item.values()) for item in answer["items"]]
        assert answer["count"] == 63
    elif file_format == "csv":
        rows = [line.split(",") for line in file.read_text("utf-8-sig").splitlines()[1:]]
    else:
        rows = list(load_workbook(file).worksheets[0].iter_rows(min_row=2, values_only=True))
    hcmc = next(row for row in rows if "79" in row)
    assert len(rows) == 63
    assert (float(hcmc[6]), int(hcmc[8]), hcmc[11]) == (86.97, 33, "B")


def test_export_goes_to_standard_output_without_a_file(loaded):
    code, out, _ = loaded("export", "--index", "PAPI", "--year", 2021, "--indicator", "D4")
    assert code == 0
    assert out.splitlines()[0].endswith("precision,status,missing_reason,sources,fact_keys")
    assert len(out.splitlines()) == 64


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("lode",),
        ("export", "--index", "PAPI"),
        ("export", "--index", "PAPI", "--year", "x"),
        ("export", "--index", "HDI", "--year", "2021"),
        ("export", "--index", "PAPI", "--year", "1999"),
        ("export", "--index", "PAPI", "--year", "2021", "--indicator", "D9"),
        ("export", "--index", "PAPI", "--year", "2021", "--format", "pdf"),
        ("template", "--index", "HDI", "-o", "x.xlsx"),
        ("import",),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_two(loaded, arguments):
    code, out, err = loaded(*arguments)
    assert (code, out, one_sentence(err)) == (2, "", True)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("none.csv", None),
        ("bad.xlsx", b"PK no workbook"),
        ("bad.csv", b"\xff\xfe\x00\xd8x"),
        ("a.pdf", b"%PDF"),
        ("folder.csv", "folder"),
    ],
)
def test_a_file_that_cannot_be_imported_is_one_sentence(tmp_path, command, name, content):
    file = tmp_path / name
    if content == "folder":
        file.mkdir()
    elif content is not None:
        file.write_bytes(content)
    code, out, err = command("import", file)
    assert (code, out, one_sentence(err), name in err) == (1, "", True, True)


def test_a_file_that_does_not_say_its_index_asks_for_it(tmp_path, command):
    heading = ["year", "unit", "indicator", "score", "source"]
    file = write_csv(tmp_path / "a.csv", [heading, [2023, "Hà Nội", "total", "91,43", "c13"]])
    code, _, err = command("import", file)
    assert (code, one_sentence(err), "--index PAR" in err) == (2, True, True)
    assert command("import", file, "--index", "par")[0] == 0


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://u:secret@h/d", "sqlite:////dev/null/a.db", "sqlite:////tmp"]
)
@pytest.mark.parametrize("asked", ["load", "coverage"])
def test_a_wrong_database_is_one_sentence(command, monkeypatch, url, asked):
    monkeypatch.setenv("DATABASE_URL", url)
    code, _, err = command(asked)
    assert (code, one_sentence(err), "secret" in err) == (1, True, False)


def test_a_missing_database_says_how_to_make_it(command):
    code, _, err = command("export", "--index", "PAPI", "--year", "2021")
    assert (code, one_sentence(err), "python -m indices load" in err) == (1, True, True)


def test_a_locked_database_is_one_sentence(root, loaded, path, monkeypatch):
    import sqlite3

    monkeypatch.setattr("indices.database.engine.BUSY_SECONDS", 0.01)
    (root / "observations" / "sipas.csv").write_text("year,unit,indicator,score,source\n")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        code, _, err = loaded("load")
    assert (code, one_sentence(err), "locked" in err) == (1, True, True)


def test_a_full_or_missing_output_is_one_sentence(tmp_path, loaded):
    asked = ("export", "--index", "PAPI", "--year", "2021", "-o")
    for output in (tmp_path / "none" / "a.csv", tmp_path, "/dev/full"):
        code, _, err = loaded(*asked, output)
        assert (code, one_sentence(err)) == (1, True)


def test_broken_reference_data_is_one_sentence(root, command):
    (root / "catalogue" / "par.toml").write_text("code =")
    code, _, err = command("load")
    assert (code, one_sentence(err), "par.toml" in err) == (1, True, True)


def test_a_fault_of_the_program_is_one_sentence(command, monkeypatch):
    monkeypatch.setattr("indices.build.loading.gather", lambda *_: 1 / 0)
    code, _, err = command("check")
    assert (code, one_sentence(err), "ZeroDivisionError" in err) == (1, True, True)


def test_output_may_be_cut_short_by_its_reader(root, loaded):
    script = f"{sys.executable} -m indices export --index PAPI --year 2021 | head -1"
    done = subprocess.run(
        script, shell=True, cwd=ROOT, capture_output=True, text=True, check=True, env=os.environ
    )
    assert (done.stdout.count("\n"), done.stderr) == (1, "")
