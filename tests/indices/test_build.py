from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from indices import build
from indices.database.errors import DatabaseUnavailable
from indices.database.reader import Reader
from indices.inputs import fingerprint
from tests.indices.sheets import grid, papi_parts, rows_of, small_data, write_csv
from tests.serving import ROOT

HCMC = {"year": 2023, "unit": "79", "score": "86.97", "rank": 33, "rank_of": 63}
HA_NOI = {"year": 2023, "unit": "Hà Nội", "score": "91,43", "rank": 3, "rank_of": 63}
MEAN = {"year": 2023, "unit": "NATIONAL_MEAN", "score": "86.98"}


@pytest.fixture
def root(tmp_path) -> Path:
    return small_data(tmp_path / "data")


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "indices.db"


@pytest.fixture
def url(path) -> str:
    return f"sqlite:///{path.as_posix()}"


def score_of(url: str, unit: str = "79") -> float:
    with closing(Reader(url)) as reader:
        return reader.scores("PAR", 2023, "total", unit)["score"].item()


def change_hcmc(root: Path, score: str) -> None:
    write_csv(root / "observations" / "par.csv", grid("PAR", HCMC | {"score": score}))


def imported(tmp_path: Path, root: Path, url: str, *rows: dict[str, object], **options: bool):
    path = write_csv(tmp_path / "more.csv", grid("PAR", *rows))
    return build.import_file(path, build.Asked("PAR"), None, "an editor", url, root, **options)


def counted(result: build.Imported) -> tuple[int, ...]:
    """Rows that are new, same, revised and conflicting."""
    return tuple(result.preview.counts.values())


def test_a_load_makes_the_database(root, path, url):
    loaded = build.load(url, root)
    assert len(loaded.report) == 0
    assert score_of(url) == 86.97
    assert rows_of(path, "SELECT count(*) FROM score WHERE index_code = 'PAR'") == [(63 * 14,)]
    assert rows_of(path, "SELECT fingerprint FROM build") == [(fingerprint(root),)]
    assert rows_of(path, "PRAGMA journal_mode") == [("wal",)]
    assert rows_of(path, "PRAGMA foreign_key_check") == []


def test_every_figure_keeps_its_file_and_cell(root, path, url):
    build.load(url, root)
    stated = "SELECT file, length(sha256), sheet, cell, o.decimals FROM observation o "
    stated += "JOIN import USING (import_id) WHERE o.index_code = 'PAR'"
    assert rows_of(path, stated) == [("data/observations/par.csv", 64, "", "D2", 2)]


def test_derived_sums_stand_beside_published_figures(root, path, url):
    build.load(url, root)
    derived = "SELECT precision, cell, remark, score FROM observation WHERE index_code = 'PAPI' "
    assert rows_of(path, f"{derived} AND indicator_code = 'total'") == [
        ("derived", None, "sum of parts", 28.0)
    ]


def test_a_blocking_finding_writes_nothing(root, path, url):
    change_hcmc(root, "186,97")
    loaded = build.load(url, root)
    assert loaded.report.blocking
    assert loaded.n_rows == 0
    assert not path.exists()


def test_a_blocked_load_leaves_the_old_figures(root, url):
    build.load(url, root)
    change_hcmc(root, "186,97")
    build.load(url, root)
    assert score_of(url) == 86.97


def test_checking_writes_nothing(root):
    before = sorted(root.rglob("*"))
    assert not build.check(root).blocking
    assert sorted(root.rglob("*")) == before


def test_loading_anew_replaces_the_figures(root, path, url):
    build.load(url, root)
    change_hcmc(root, "87.01")
    build.load(url, root)
    assert score_of(url) == 87.01
    assert rows_of(path, "SELECT count(*) FROM observation WHERE index_code = 'PAR'") == [(1,)]


def test_an_import_adds_figures_that_survive_a_load(tmp_path, root, path, url):
    build.load(url, root)
    result = imported(tmp_path, root, url, HA_NOI, MEAN)
    assert (counted(result), result.written) == ((2, 0, 0, 0), True)
    change_hcmc(root, "87.01")
    build.load(url, root)
    assert (score_of(url), score_of(url, "01")) == (87.01, 91.43)
    kept = "SELECT file, n_rows, imported_by != '' FROM import WHERE origin = 'import'"
    assert rows_of(path, kept) == [("more.csv", 2, 1)]
    mean = "SELECT statistic, value, cell FROM statistic WHERE statistic = 'mean'"
    assert rows_of(path, mean) == [("mean", 86.98, "D3")]


def test_importing_the_same_rows_adds_nothing(tmp_path, root, path, url):
    imported(tmp_path, root, url, HA_NOI, MEAN)
    before = rows_of(path, "SELECT * FROM build")
    again = imported(tmp_path, root, url, HA_NOI, MEAN, HCMC)
    assert (counted(again), again.written) == ((0, 3, 0, 0), False)
    assert rows_of(path, "SELECT * FROM build") == before


def test_an_import_that_contradicts_its_source_is_refused(tmp_path, root, url):
    build.load(url, root)
    result = imported(tmp_path, root, url, HCMC | {"score": "87,5"}, HA_NOI)
    assert (counted(result), result.written) == ((1, 0, 1, 0), False)
    assert [item.code for item in result.report.of("blocking")] == ["contradicting_duplicate"]
    assert str(result.report.of("blocking")[0].place) == "more.csv D2"
    assert score_of(url) == 86.97


def test_a_dry_run_writes_nothing_at_all(tmp_path, root, url):
    result = imported(tmp_path, root, url, HA_NOI, dry_run=True)
    assert (counted(result), result.written) == ((1, 0, 0, 0), False)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "more.csv"]


def test_parts_from_two_files_make_one_sum(tmp_path, root, path, url):
    parts = papi_parts(2021, "01", 1.1)
    halves = [
        write_csv(tmp_path / f"{name}.csv", grid("PAPI", *rows))
        for name, rows in (("a", parts[:9]), ("b", parts[9:]))
    ]
    for half in halves:
        asked = build.Asked("PAPI")
        assert build.import_file(half, asked, None, "an editor", url, root).written
    total = "SELECT score FROM observation WHERE unit_code = '01' AND indicator_code = 'total'"
    assert rows_of(path, total) == [(30.8,)]


def test_a_build_is_named_anew_by_data_and_by_imports(tmp_path, root, path, url):
    names = []
    for step in (
        lambda: build.load(url, root),
        lambda: imported(tmp_path, root, url, HA_NOI),
        lambda: (change_hcmc(root, "87.01"), build.load(url, root)),
    ):
        step()
        names += rows_of(path, "SELECT build_id FROM build")
    assert len(set(names)) == 3


def test_an_index_without_any_figure_is_loaded(root, path, url):
    write_csv(root / "observations" / "sipas.csv", grid("SIPAS"))
    assert not build.load(url, root).report.blocking
    known = "SELECT count(*), count(score) FROM score WHERE index_code = 'SIPAS'"
    assert rows_of(path, known) == [(63 * 12, 0)]


KILL = """
import os, signal, sys
from pathlib import Path
from indices import build
from indices.database import writer

moment, root, url = sys.argv[1], Path(sys.argv[2]), sys.argv[3]

def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def until(table):
    insert = writer.insert
    def stop(connection, target, rows):
        if target.name == table:
            killed()
        insert(connection, target, rows)
    return stop

if moment == "migrating":
    writer.migrate = killed
elif moment == "moving":
    writer.os.replace = killed
else:
    writer.insert = until(moment)
build.load(url, root)
"""
KILLED = -signal.SIGKILL


def kill_at(moment: str, root: Path, url: str) -> int:
    command = [sys.executable, "-c", KILL, moment, str(root), url]
    return subprocess.run(command, cwd=ROOT, check=False, stderr=subprocess.DEVNULL).returncode


@pytest.mark.parametrize("moment", ["migrating", "build", "observation", "score", "tour_stop"])
def test_a_load_killed_midway_leaves_the_old_figures(root, path, url, moment):
    build.load(url, root)
    change_hcmc(root, "87.01")
    assert kill_at(moment, root, url) == KILLED
    assert score_of(url) == 86.97
    assert rows_of(path, "PRAGMA integrity_check") == [("ok",)]
    build.load(url, root)
    assert score_of(url) == 87.01


@pytest.mark.parametrize("moment", ["migrating", "score", "moving"])
def test_a_first_load_killed_midway_leaves_no_database(root, path, url, moment):
    assert kill_at(moment, root, url) == KILLED
    assert not path.exists()
    build.load(url, root)
    left = {item.name for item in path.parent.iterdir()}
    assert left == {"data", "indices.db", "indices.db.lock"}
    assert score_of(url) == 86.97


def test_side_files_of_a_deleted_database_do_no_harm(root, path, url):
    build.load(url, root)
    wal = path.with_name("indices.db-wal")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE score SET score = 1")
        connection.commit()
        left = wal.read_bytes()
    path.unlink()
    wal.write_bytes(left)
    build.load(url, root)
    assert score_of(url) == 86.97
    assert rows_of(path, "PRAGMA integrity_check") == [("ok",)]


def test_a_row_that_stands_twice_is_stored_once_and_told(root, path, url):
    write_csv(root / "observations" / "par.csv", grid("PAR", HCMC, HCMC))
    loaded = build.load(url, root)
    assert [item.code for item in loaded.report] == ["repeated_row"]
    assert rows_of(path, "SELECT count(*) FROM observation WHERE index_code = 'PAR'") == [(1,)]
    assert rows_of(path, "SELECT code, cell FROM finding") == [("repeated_row", "D3")]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"no database", "is not a database"), (b"SQLite format 3\0" + b"x" * 200, "database")],
)
def test_a_damaged_database_is_a_sentence_and_is_kept(root, path, url, content, said):
    path.write_bytes(content)
    with pytest.raises(DatabaseUnavailable, match=said):
        build.load(url, root)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_left_alone(root, path, url):
    rows_of(path, "CREATE TABLE unit (x)")
    with pytest.raises(DatabaseUnavailable, match="another program"):
        build.load(url, root)
    assert rows_of(path, "SELECT name FROM sqlite_master") == [("unit",)]


def test_an_empty_file_becomes_the_database(root, path, url):
    path.touch()
    build.load(url, root)
    assert score_of(url) == 86.97


def test_a_newer_database_is_left_alone(root, path, url):
    build.load(url, root)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseUnavailable, match="newer version"):
        build.load(url, root)
    assert score_of(url) == 86.97


def test_the_small_files_may_be_empty(root, path, url):
    for name in ("missing.csv", "par_grade_counts.csv"):
        file = root / "observations" / name
        file.write_text(file.read_text().splitlines()[0])
    assert not build.load(url, root).report.blocking
    assert rows_of(path, "SELECT count(*) FROM missing") == [(0,)]


@pytest.mark.parametrize("name", ["par.csv", "missing.csv", "par_grade_counts.csv"])
def test_an_unreadable_file_of_data_blocks(root, path, url, name):
    (root / "observations" / name).unlink()
    loaded = build.load(url, root)
    blocking = loaded.report.of("blocking")
    assert [item.code for item in blocking] == ["unreadable_file"]
    assert blocking[0].place.file == f"data/observations/{name}"
    assert not path.exists()
