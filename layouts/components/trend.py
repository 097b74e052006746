"""Years of a series: runs that go one way, and years written as spans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def streak(figures: Mapping[int, float]) -> tuple[int, int]:
    """Return first and last year of the newest run of years that all move one way.

    Args:
        figures: value by year; a missing year ends the run.
    """
    last = first = max(figures)
    way = 0.0
    while first - 1 in figures:
        step = figures[first] - figures[first - 1]
        if step == 0 or way * step < 0:
            break
        way, first = step, first - 1
    return first, last


def spans(years: Iterable[int]) -> str:
    """Write years as spans: "2013–2017, 2020"."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
