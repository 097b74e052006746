"""`coverage`: how much of each index and year is known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from indices.commands.answer import Answer
from indices.reference import load_catalogue
from indices.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

_NOTE = "complete: every unit but those whose total was withheld or never measured"


def coverage(settings: Settings, root: Path) -> Answer:
    """Print a table of years and indices: complete, n of 63, none, or – where none was published.

    The figures are totals; ranks alone do not count.
    """
    from indices.analysis.coverage import coverage_states
    from indices.database.reader import Reader

    states = coverage_states(Reader(settings.database_url).coverage())
    totals = states[states["indicator"] == "total"]
    cells = {(row["year"], row["index"]): _state(row) for _, row in totals.iterrows()}
    indices = list(load_catalogue(root).indices)
    years = sorted(set(totals["year"]))
    lines = [_line("year", indices)]
    lines += [
        _line(str(year), [cells.get((year, index), "–") for index in indices]) for year in years
    ]
    return Answer([*lines, _NOTE])


def _state(row: pd.Series[Any]) -> str:
    if row["scores_state"] == "partial":
        return f"{row['n_scores']} of {row['n_units']}"
    return str(row["scores_state"])


def _line(first: str, cells: list[str]) -> str:
    return "  ".join([first, *(cell.ljust(9) for cell in cells)]).rstrip()
