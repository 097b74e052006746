"""The reader answers in frames of fixed shape, says why it cannot, and recovers."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from indices import frames
from indices.database import engine, queries, schema
from indices.database import reader as reading
from indices.database.reader import DatabaseUnavailable, Reader

SCORE = {
    "index_code": "PAR",
    "year": 2023,
    "vintage": 63,
    "unit_code": "79",
    "indicator_code": "total",
    "sources": "a",
    "n_observations": 1,
}


def make_database(path: Path, build_id: str = "first", score: float = 86.97) -> str:
    """A database of one figure; made anew or rewritten in place."""
    url = f"sqlite:///{path.as_posix()}"
    # Foreign keys stay off: only what is asked about is filled in.
    writing = create_engine(url)
    with writing.begin() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        schema.metadata.create_all(connection)
        connection.execute(schema.build.delete())
        connection.execute(schema.score.delete())
        connection.execute(
            schema.build.insert(),
            {"id": 1, "build_id": build_id, "built_at": "2026-01-01", "fingerprint": "f"},
        )
        connection.execute(schema.score.insert(), SCORE | {"score": score})
    writing.dispose()
    return url


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "indices.db"


@pytest.fixture
def url(path) -> str:
    return make_database(path)


@pytest.fixture
def open_reader():
    """Readers whose connections are closed when the test ends."""
    opened: list[Reader] = []

    def make(url: str) -> Reader:
        opened.append(Reader(url))
        return opened[-1]

    yield make
    for reader in opened:
        reader.close()


def shown(reader: Reader) -> float:
    return reader.scores("PAR", 2023, "total", "79")["score"].item()


def test_nothing_heavy_is_imported_before_the_first_question():
    code = (
        "import sys; from indices.database.reader import Reader; Reader('sqlite:///x.db');"
        "print([name for name in ('sqlalchemy', 'alembic', 'openpyxl') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(reading.__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


QUESTIONS = {
    "observations": frames.OBSERVATION_COLUMNS,
    "rivals": frames.OBSERVATION_COLUMNS,
    "statistics": frames.STATISTIC_COLUMNS,
    "missing": frames.MISSING_COLUMNS,
    "covariates": frames.COVARIATE_COLUMNS,
    "targets": frames.TARGET_COLUMNS,
    "tours": frames.TOUR_COLUMNS,
    "sources": frames.SOURCE_COLUMNS,
    "imports": frames.IMPORT_COLUMNS,
    "findings": frames.FINDING_COLUMNS,
    "coverage": frames.COVERAGE_COLUMNS,
}


def shape(frame) -> dict[str, str]:
    return {str(name): str(dtype) for name, dtype in frame.dtypes.items()}


@pytest.mark.parametrize("question", QUESTIONS)
def test_frames_keep_their_shape_full_and_empty(url, reader, question, open_reader):
    assert shape(getattr(open_reader(url), question)()) == QUESTIONS[question]
    assert shape(getattr(reader, question)()) == QUESTIONS[question]


def test_an_index_that_does_not_exist_gives_an_empty_frame_of_the_same_shape(reader):
    nothing = reader.scores("' OR 1=1 --", 2023)
    assert nothing.empty and shape(nothing) == frames.SCORE_COLUMNS


def test_filters_take_one_several_or_all(reader):
    assert len(reader.scores("PAPI", 2021, "total")) == 63
    some = reader.scores("PAPI", (2020, 2021), ("total", "D1"), ("01", "79"))
    assert len(some) == 8 and set(some["unit"]) == {"01", "79"}
    assert reader.scores("PAPI", indicator="D7")["year"].min() == 2018


def test_of_very_many_rivals_those_of_the_newest_years_are_compared(
    reader, monkeypatch, open_reader
):
    fact = ["index", "year", "unit", "indicator"]
    every = reader.rivals().groupby(fact).size()
    assert reader.uncompared() == 0
    monkeypatch.setattr(queries, "MOST_RIVALS", 200)
    bounded = open_reader(reader.url)
    rivals = bounded.rivals().groupby(fact).size()
    several, compared = every[every > 1], rivals[rivals > 1]
    assert 0 < len(compared) < len(several)
    assert bounded.uncompared() == len(several) - len(compared)
    left_out = several.index.difference(compared.index)
    assert left_out.get_level_values("year").max() <= compared.index.get_level_values("year").min()


def test_every_rival_of_a_figure_can_be_reached(reader):
    rivals = reader.observations("PAR", 2012, "48", "total")
    assert {87.12, 87.14} <= set(rivals["score"])
    assert rivals[["source", "publisher", "kind", "file", "cell"]].notna().all(axis=None)


def test_a_changed_frame_does_not_spoil_the_next_answer(url, open_reader):
    reader = open_reader(url)
    answer = reader.scores("PAR", 2023, "total", "79")
    answer.loc[0, "score"] = -1.0
    assert shown(reader) == 86.97


def test_figures_rewritten_in_place_are_seen(path, url, open_reader):
    reader = open_reader(url)
    assert (reader.build().build_id, shown(reader)) == ("first", 86.97)
    make_database(path, "second", 88.0)
    assert (reader.build().build_id, shown(reader)) == ("second", 88.0)


def test_a_replaced_file_is_seen(path, url, tmp_path, open_reader):
    reader = open_reader(url)
    assert shown(reader) == 86.97
    make_database(tmp_path / "new.db", "second", 88.0)
    os.replace(tmp_path / "new.db", path)
    assert shown(reader) == 88.0


def test_the_old_figures_stand_until_the_new_ones_are_committed(path, url, open_reader):
    reader = open_reader(url)
    with sqlite3.connect(path) as other:
        other.execute("UPDATE score SET score = 1.0")
        assert shown(reader) == 86.97
        other.rollback()
    other.close()


def test_a_missing_database_is_said_and_used_once_it_is_there(path, open_reader):
    reader = open_reader(f"sqlite:///{path.as_posix()}")
    with pytest.raises(DatabaseUnavailable, match=r"indices\.db does not exist; run .* load"):
        reader.build()
    make_database(path)
    assert shown(reader) == 86.97


def test_a_deleted_database_is_not_served_from_memory(path, url, open_reader):
    reader = open_reader(url)
    assert shown(reader) == 86.97
    path.unlink()
    with pytest.raises(DatabaseUnavailable, match="does not exist"):
        shown(reader)


def test_what_is_no_database_is_said(path, open_reader):
    path.write_text("hello " * 1000)
    with pytest.raises(DatabaseUnavailable, match="is not a database; move it away"):
        open_reader(f"sqlite:///{path.as_posix()}").scores("PAR")


def test_a_damaged_database_is_said(path, url, open_reader):
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(DatabaseUnavailable, match=r"damaged|not a database"):
        open_reader(url).scores("PAR")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("DROP TABLE build", "is empty or of another program; run"),
        ("ALTER TABLE score DROP COLUMN sources", "is of another version; run"),
        ("DELETE FROM build", "holds no figures yet; run"),
    ],
)
def test_a_database_of_another_shape_is_said(path, url, change, sentence, open_reader):
    with sqlite3.connect(path) as other:
        other.execute(change)
    other.close()
    with pytest.raises(DatabaseUnavailable, match=sentence):
        open_reader(url).scores("PAR")


def test_a_locked_database_is_said_and_used_once_it_is_free(path, url, monkeypatch, open_reader):
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.01)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN EXCLUSIVE")
    reader = open_reader(url)
    with pytest.raises(DatabaseUnavailable, match="is locked by another program"):
        reader.build()
    other.execute("ROLLBACK")
    other.close()
    assert shown(reader) == 86.97


@pytest.mark.parametrize(
    "wrong",
    ["", "nonsense", "sqlite://", "mysql://u:secret@host/db", "postgresql+odd://u:secret@h/d"],
)
def test_a_wrong_url_is_said_without_its_password(wrong, open_reader):
    with pytest.raises(DatabaseUnavailable, match="DATABASE_URL") as raised:
        open_reader(wrong).build()
    assert "secret" not in str(raised.value) and "\n" not in str(raised.value)


def test_threads_share_one_reader(reader, database_url, open_reader):
    cold = open_reader(database_url)
    years = [2011 + number % 14 for number in range(56)]
    with ThreadPoolExecutor(8) as threads:
        sizes = list(threads.map(lambda year: len(cold.scores("PAPI", year)), years))
    assert sizes == [len(reader.scores("PAPI", year)) for year in years]


def test_answers_pushed_out_of_memory_are_read_again(database_url, monkeypatch, open_reader):
    monkeypatch.setattr(reading, "MOST_ROWS", 100)
    small = open_reader(database_url)
    for year in (2023, 2022, 2023):
        assert len(small.scores("PAR", year, "total")) == 63
