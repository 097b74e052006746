"""The cube of an index: its figures of all years, laid out once for all pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indices.analysis.cube import Cube
from layouts.memo import Memo

if TYPE_CHECKING:
    from indices.database.reader import Reader

_CUBES = Memo(8)


def read_cube(reader: Reader, index: str) -> Cube:
    """Return the cube of an index, laid out once per build of the data.

    Raises:
        DatabaseUnavailable: the database cannot answer.
    """
    key = (reader, reader.build().build_id, index)
    return _CUBES.get(key, lambda: Cube(reader.scores(index)))
