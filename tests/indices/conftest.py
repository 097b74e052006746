"""What tests of several rooms share: the database of `small_data`, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from indices import build
from tests.indices.sheets import small_data


@pytest.fixture(scope="session")
def small_database(tmp_path_factory) -> Path:
    """The database of `small_data` as it is; tests change copies of it."""
    folder: Path = tmp_path_factory.mktemp("small")
    path = folder / "indices.db"
    build.load(f"sqlite:///{path.as_posix()}", small_data(folder / "data"))
    assert sorted(one.name for one in folder.iterdir()) == ["data", "indices.db", "indices.db.lock"]
    return path
