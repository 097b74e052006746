from __future__ import annotations

import os
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from indices.database.engine import read_engine, safe_url, sentence, sqlite_path, write_engine
from indices.database.errors import DatabaseUnavailable

SERVER = "postgresql+psycopg://indices:secret@db.example/figures?password=topsecret"


@pytest.fixture
def url(tmp_path):
    with closing(sqlite3.connect(tmp_path / "a b?#.db")) as connection:
        connection.execute("CREATE TABLE t (x)")
    path = tmp_path / "ä b.db"
    (tmp_path / "a b?#.db").rename(path)
    return f"sqlite:///{path}"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "cannot be understood"),
        ("mysql://u:secret@h/d", "unknown kind of database 'mysql'"),
        ("postgresql+psycopg://u:secret@h:port/d", "cannot be understood"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:////tmp", "is a folder"),
    ],
)
def test_a_wrong_url_is_one_sentence_without_password(url, said):
    with pytest.raises(DatabaseUnavailable, match=said) as raised:
        sqlite_path(url)
    assert "secret" not in str(raised.value)


def test_an_unknown_driver_is_named_without_the_password():
    with pytest.raises(DatabaseUnavailable, match=r"postgresql\+foo") as raised:
        read_engine(SERVER.replace("psycopg", "foo"))
    assert "secret" not in str(raised.value)


def test_a_url_is_shown_without_secrets():
    assert safe_url(SERVER) == "postgresql+psycopg://indices:***@db.example/figures"


def test_the_reading_engine_cannot_write(url):
    engine = read_engine(url)
    with engine.connect() as connection, pytest.raises(OperationalError, match="readonly"):
        connection.execute(text("INSERT INTO t VALUES (1)"))
    engine.dispose()


def test_a_missing_file_is_said_at_the_first_connection_and_not_made(tmp_path):
    engine = read_engine(f"sqlite:///{tmp_path / 'none.db'}")
    with pytest.raises(DatabaseUnavailable, match="does not exist"):
        engine.connect()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_may_not_be_written_can_be_read(url, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    engine = read_engine(url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM t")) == 0
    engine.dispose()


def test_readers_see_the_old_rows_until_the_writer_has_committed(url):
    writing, reading = write_engine(url), read_engine(url)
    count = text("SELECT count(*) FROM t")
    with writing.begin() as writer:
        writer.execute(text("INSERT INTO t VALUES (1)"))
        with reading.connect() as reader:
            assert reader.scalar(count) == 0
    with reading.connect() as reader:
        assert reader.scalar(count) == 1
    for engine in (writing, reading):
        engine.dispose()


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("database is locked", "locked by another program"),
        ("file is not a database", "is not a database"),
        ("database disk image is malformed", "is damaged"),
        ("no such table: build", "empty or of another program"),
        ("attempt to write a readonly database", "may not be written"),
        ("database or disk is full", "no room left"),
        ("password authentication failed", "refused the user or password"),
        ("connection refused", "cannot be reached"),
        ("something else", "refused the request"),
    ],
)
def test_what_a_database_says_becomes_a_sentence_with_a_remedy(message, said):
    shown = sentence(OperationalError("SELECT secret", {}, Exception(message)), SERVER)
    assert said in shown
    assert "secret" not in shown
    assert shown.endswith(".")
