from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from indices.database.stamp import stored_fingerprint


def test_the_stored_fingerprint_is_read(tmp_path):
    path = tmp_path / "ä 100%.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE build (id, fingerprint)")
        connection.execute("INSERT INTO build VALUES (1, 'abc')")
    assert stored_fingerprint(f"sqlite:///{path}") == "abc"


@pytest.mark.parametrize("content", [None, b"", b"no database at all"])
def test_what_cannot_be_read_has_no_fingerprint(tmp_path, content):
    path = tmp_path / "a.db"
    if content is not None:
        path.write_bytes(content)
    assert stored_fingerprint(f"sqlite:///{path}") is None
    assert path.exists() == (content is not None)
