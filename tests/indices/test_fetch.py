"""`fetch` end to end, from a server on loopback that offers files of the data sets' columns."""

from __future__ import annotations

import re

import pytest

from indices.__main__ import main
from indices.loaders.book import open_book
from indices.loaders.mapping import ColumnMapping, SheetMapping, signature
from indices.register.decisions import accept_spelling, remember_mapping
from indices.register.store import Register
from tests.indices.datasets.shop import PAPI, PAR, SIPAS, shop
from tests.indices.sheets import rows_of, small_data, write_csv

FILES = {"par.csv": PAR, "sipas.csv": SIPAS, "data/provinces_long.csv": PAPI,
         "data/provinces_wide.csv": b"variable,label\nx,y\n"}  # fmt: skip
YEARS = {"par": [2012, 2023], "sipas": [2022, 2023], "papi": [2021, 2024]}


@pytest.fixture
def offered(tmp_path):
    """Data sets of three indices at a server, a small data/ that lists them, and a register."""
    root = small_data(tmp_path / "data")
    for name, years in YEARS.items():
        path = root / "catalogue" / f"{name}.toml"
        text = re.sub(
            r"^years = .*$", f"years = {years}", path.read_text("utf-8"), count=1, flags=re.M
        )
        path.write_text(text, "utf-8")
    with shop(FILES) as server:
        path = root / "catalogue" / "datasets.toml"
        text = re.sub(r'base = ".*"', f'base = "{server.base}"', path.read_text("utf-8"))
        listing = iter(("par.csv", "sipas.csv"))
        text = re.sub(
            r"listing = .*", lambda _: f'files = [ {{ path = "{next(listing)}" }} ]', text
        )
        path.write_text(text, "utf-8")
        server.root = root
        yield server


@pytest.fixture
def fetch(offered, tmp_path, monkeypatch, capsys):
    path = tmp_path / "indices.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path.as_posix()}")
    monkeypatch.setenv("REGISTER", str(tmp_path / "register"))

    def run(*arguments):
        code = main(["fetch", *arguments], offered.root)
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    run.path = path
    return run


def test_everything_is_fetched_and_stored_with_its_source(fetch, tmp_path):
    code, out, err = fetch()
    assert (code, err) == (0, "")
    assert "vn-par-master/par.csv: fetched" in out
    assert "vn-provinces-papi/data/provinces_wide.csv holds no figures" in out
    stored = rows_of(
        fetch.path,
        "SELECT index_code, year, unit_code, score, cell, publisher FROM observation "
        "JOIN source USING (source_id) WHERE publisher LIKE 'Hugging%' AND cell IS NOT NULL "
        "AND import_id IN (SELECT import_id FROM import WHERE origin = 'import') ORDER BY 1, 2, 3",
    )
    assert [row[:5] for row in stored] == [
        ("PAPI", 2024, "01", 43.9, "F3"),
        ("PAPI", 2024, "79", 42.81, "F2"),
        ("PAR", 2012, "01", 82.77, "E2"),
        ("PAR", 2012, "48", 87.12, "E4"),
        ("SIPAS", 2023, "01", 83.57, "G2"),
        ("SIPAS", 2023, "31", 90.1, "G3"),
    ]
    assert (tmp_path / "register" / "datasets" / "vn-par-master" / "par.csv").read_bytes() == PAR
    again = fetch("vn-par-master")
    assert again[0] == 0 and "unchanged" in again[1] and "0 new, 2 same" in again[1]


def test_a_dry_run_fetches_and_stores_nothing(fetch):
    code, out, _ = fetch("vn-sipas-provincial", "--dry-run")
    assert code == 0 and "2 new, 0 same" in out and not fetch.path.exists()


def test_an_unknown_name_is_a_wrong_use(fetch):
    code, _, err = fetch("vn-something")
    assert code == 2 and err.count("\n") == 1 and "vn-par-master" in err


def test_one_refusal_does_not_stop_the_others(fetch, offered):
    del offered.files["par.csv"]
    code, out, err = fetch()
    assert code == 1 and err.count("\n") == 1 and "was not found" in err
    assert "vn-sipas-provincial/sipas.csv: fetched" in out
    offered.files["par.csv"] = PAR


def test_offline_is_one_sentence(fetch, offered):
    path = offered.root / "catalogue" / "datasets.toml"
    path.write_text(re.sub(r'base = ".*"', 'base = "http://127.0.0.1:9/"', path.read_text("utf-8")))
    code, out, err = fetch()
    assert (code, out) == (1, "")
    assert re.fullmatch(r"127\.0\.0\.1 cannot be reached; check the connection, .*\.\n", err)


def test_a_file_is_read_as_people_decided_about_earlier_ones(tmp_path, monkeypatch, capsys):
    """An accepted spelling and a remembered mapping hold for the next file on the command line."""
    path = write_csv(tmp_path / "m.csv", [["Nơi", "Kết quả"], ["Quảng Mam", "88,5"]])
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path.as_posix()}/indices.db")
    monkeypatch.setenv("REGISTER", str(tmp_path / "register"))
    root = small_data(tmp_path / "data")
    said = ["import", str(path), "--dry-run", "--year", "2022", "--source-publisher", "Bộ Nội vụ",
            "--source-title", "Bảng"]  # fmt: skip
    assert main(said, root) == 1 and "none of the known layouts" in capsys.readouterr().err
    shape = signature(open_book(path).sheets[0])
    columns = (ColumnMapping("B", "score", "total"),)
    mapped = SheetMapping(shape, "SIPAS", 1, "A", columns)
    register = Register(tmp_path / "register")
    remember_mapping(register, "Lan", shape, mapped.to_dict())
    assert main(said, root) == 1 and "perhaps 'Quảng Nam' (49," in capsys.readouterr().err
    accept_spelling(register, "Lan", 63, "Quảng Mam", "49")
    register.close()
    assert main(said, root) == 0 and "1 new, 0 same" in capsys.readouterr().out
