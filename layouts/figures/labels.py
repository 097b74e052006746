"""Labels: names in lines, and direct labels that do not lie on each other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from textwrap import TextWrapper

# Names stand above their rows, so that long ones fit a phone; a longer one takes two lines.
_LINES = TextWrapper(width=56)


@lru_cache(maxsize=2048)
def folded(name: str) -> tuple[str, ...]:
    """Return the lines of a row's name; the same names are asked for year after year."""
    return tuple(_LINES.wrap(name)) or (name,)


def spread(positions: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Move labels apart along a line, as little as their order allows.

    Args:
        positions: where the labels belong.
        least: the smallest distance between two labels.
        low: the smallest position allowed.
        high: the largest; where not all labels fit, they overrun it.

    Returns:
        New positions in the order of `positions`.
    """
    order = sorted(range(len(positions)), key=lambda place: positions[place])
    moved = list(positions)
    floor = low
    for place in order:
        moved[place] = max(moved[place], floor)
        floor = moved[place] + least
    ceiling = high
    for place in reversed(order):
        if moved[place] > ceiling:
            moved[place] = ceiling
        ceiling = moved[place] - least
    return moved


def levels(starts: Sequence[float], widths: Sequence[float]) -> list[int]:
    """Give each label on a line the lowest level on which it does not touch another.

    Args:
        starts: left ends of the labels.
        widths: their widths, in the same unit.
    """
    ends: list[float] = []
    chosen = [0] * len(starts)
    for place in sorted(range(len(starts)), key=lambda one: starts[one]):
        level = next((n for n, end in enumerate(ends) if end <= starts[place]), len(ends))
        end = starts[place] + widths[place]
        ends[level : level + 1] = [end]
        chosen[place] = level
    return chosen
