"""Files that come back: one column of an export says which figure each cell of its row is.

The column travels with its row, whatever is sorted or moved: a JSON list of [heading, key of the
fact, source, figure as printed, precision, status]. A cell that still says what was exported is
thereby told from one that somebody edited.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any

COLUMN = "fact_keys"
# Stands in the column where no cell of the file is a published figure.
COMPUTED = "computed"
# Digits behind the point that a spreadsheet may lose on the way.
_SAME = 5e-7


@dataclass(frozen=True)
class Printed:
    """The figure that a fact shows, as its source prints it."""

    source: str
    text: str
    precision: str
    status: str


@dataclass(frozen=True)
class Entry:
    """What one cell of a row is; `heading` names its column."""

    heading: str
    key: str
    source: str
    text: str
    precision: str
    status: str


def key_column(
    table: Mapping[str, Sequence[Any]],
    facts: Mapping[str, Sequence[str]],
    printed: Mapping[str, Printed],
    n_rows: int,
) -> list[str]:
    """Return the column that says what each cell is.

    Args:
        table: column -> values, as they are exported; grades by their codes.
        facts: column -> key of each row's figure, "" for none.
        printed: key -> the figure that the fact shows; facts that nobody printed are left out.
        n_rows: rows of the table.
    """
    entries: list[list[Entry]] = [[] for _ in range(n_rows)]
    for heading, keys in facts.items():
        for place, (key, value) in enumerate(zip(keys, table[heading], strict=True)):
            figure = printed.get(key)
            if figure is not None and same(figure.text, value):
                entries[place].append(Entry(heading, key, *astuple(figure)))
    if not any(entries):
        return [COMPUTED] * n_rows
    return [_written(row) for row in entries]


def read_entries(text: str) -> list[Entry]:
    """Read the cell of a row; what nobody wrote so gives nothing."""
    try:
        listed = json.loads(text or "[]")
        return [Entry(*map(str, one)) for one in listed]
    except (ValueError, TypeError):
        return []


def same(text: str, value: Any) -> bool:
    """Whether a cell still holds the figure that was exported: a number, or the code of a grade."""
    try:
        return abs(float(text) - float(value)) <= _SAME
    except (TypeError, ValueError):
        return bool(text == value)


def _written(entries: Sequence[Entry]) -> str:
    return json.dumps(
        [astuple(entry) for entry in entries], ensure_ascii=False, separators=(",", ":")
    )
