"""A figure as wide as the text of an A4 page, and its bytes.

Only matplotlib's own objects are used: no pyplot, whose current figure all threads would share.
The font is DejaVu Sans, which comes with matplotlib and has every Vietnamese letter.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from indices.numerals import numeral
from indices.reports.charts.caption import AXIS, GRID, INK, MUTED, Caption, FileFormat

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FONT = "DejaVu Sans"
# Inches: 165 mm lie between the margins of a page.
WIDTH = 6.5
DOTS_PER_INCH = 200
TITLE_SIZE, TEXT_SIZE, SMALL_SIZE = 9.5, 7.5, 7.0
_TITLE_LINE, _SMALL_LINE = 0.175, 0.13
_TITLE_LETTERS, _FOOT_LETTERS = 82, 118
_AXIS_ROOM = 0.26
# Share of the width; a browser may write a little wider than was measured.
_KEYS_APART = 0.05
_SETTINGS: Any = {
    "font.family": FONT,
    "font.size": TEXT_SIZE,
    "text.color": INK,
    "axes.edgecolor": AXIS,
    "axes.linewidth": 0.6,
    "xtick.color": AXIS,
    "ytick.color": AXIS,
    "xtick.labelcolor": MUTED,
    "ytick.labelcolor": MUTED,
    "xtick.labelsize": SMALL_SIZE,
    "ytick.labelsize": SMALL_SIZE,
    "grid.color": GRID,
    "grid.linewidth": 0.6,
    # A dollar sign is one, and begins no formula.
    "text.parse_math": False,
    # Text stays text in SVG: it can be searched, copied and read aloud.
    "svg.fonttype": "none",
}
_NAME = re.compile(r' id="([^"]*)"')
_PROLOGUE = re.compile(r"^.*?(?=<svg )", re.DOTALL)

# A name and how to draw its mark, for the line under the title.
Key = tuple[str, dict[str, Any]]


@contextmanager
def look(caption: Caption) -> Iterator[None]:
    """Draw with our settings alone, whatever the machine prefers; the title makes names unique.

    The settings are those of the process: charts are drawn one after the other.
    """
    import matplotlib

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        matplotlib.rcParams["svg.hashsalt"] = caption.title
        yield


def canvas(
    caption: Caption, inches: float, left: float, right: float, keys: Sequence[Key] = ()
) -> tuple[Figure, Axes]:
    """Return a figure with title, key and foot, and axes of the given height between them.

    Args:
        caption: words around the chart.
        inches: height of the axes.
        left: room left of the axes, in inches.
        right: room right of the axes, in inches.
        keys: what the marks mean.
    """
    from matplotlib.figure import Figure

    title = wrap(caption.title, _TITLE_LETTERS)
    foot = [line for part in caption.foot.split("\n") for line in wrap(part, _FOOT_LETTERS)]
    above = 0.06 + _TITLE_LINE * len(title) + (0.24 if keys else 0.1)
    below = _AXIS_ROOM + 0.08 + _SMALL_LINE * len(foot)
    height = above + inches + below
    figure = Figure(figsize=(WIDTH, height))
    figure.text(0, 1, "\n".join(title), size=TITLE_SIZE, weight="bold", va="top", linespacing=1.25)
    figure.text(0, 0, "\n".join(foot), size=SMALL_SIZE, color=MUTED, va="bottom", linespacing=1.25)
    if keys:
        _explain(figure, keys, 1 - (0.06 + _TITLE_LINE * len(title) + 0.09) / height)
    box = (left / WIDTH, below / height, (WIDTH - left - right) / WIDTH, inches / height)
    axes: Axes = figure.add_axes(box)
    plain(axes)
    return figure, axes


def plain(axes: Axes) -> None:
    """Leave the foot of the frame alone, without ticks."""
    axes.spines[["top", "left", "right"]].set_visible(False)
    axes.tick_params(length=0)
    axes.set_axisbelow(True)


def write_axis(axis: Any, decimals: int, lang: str) -> None:
    """Write the numbers of an axis in a language, at most six of them."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10], integer=decimals == 0))
    formatter: Callable[[float, Any], str] = lambda x, _: numeral(x, decimals, lang)  # noqa: E731
    axis.set_major_formatter(FuncFormatter(formatter))


def content(figure: Figure, file_format: FileFormat) -> bytes:
    """Return the bytes of a figure: no date, no version, and in SVG no name of another figure's."""
    out = io.BytesIO()
    if file_format == "png":
        figure.savefig(out, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None})
        return out.getvalue()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    figure.savefig(out, format="svg", metadata=nothing)
    return _embeddable(out.getvalue().decode()).encode()


def _embeddable(svg: str) -> str:
    """Drop the prologue, and names that nothing refers to and other charts of a page have, too."""
    bare = _PROLOGUE.sub("", svg)
    used = _NAME.sub(lambda name: name[0] if f"#{name[1]}" in bare else "", bare)
    return used.replace(f"'{FONT}'", f"'{FONT}', system-ui, sans-serif")


def _explain(figure: Figure, keys: Sequence[Key], height: float) -> None:
    """Write marks and their names side by side."""
    from matplotlib.lines import Line2D

    place = 0.012
    for name, mark in keys:
        figure.add_artist(Line2D([place], [height], linestyle="none", **mark))
        text = figure.text(place + 0.014, height, name, size=TEXT_SIZE, va="center")
        place = text.get_window_extent().transformed(figure.transFigure.inverted()).x1 + _KEYS_APART
