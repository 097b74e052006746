"""What a report consists of, before anybody decides on a file format: one content, many formats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

PictureFormat = Literal["png", "svg"]
# Told how many blocks of how many are written.
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Heading:
    """A heading without a number; level 1 begins a chapter."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the text."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its share of the width, and whether it holds figures."""

    title: str
    share: float = 1.0
    figures: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of texts under named columns; `remark` stands below: source and what to mind.

    `leading` says how many first rows are about the city itself.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    remark: str = ""
    leading: int = 0


@dataclass(frozen=True)
class Picture:
    """A chart: `draw` gives its bytes in a format; `alternative` says what it shows."""

    caption: str
    alternative: str
    draw: Callable[[PictureFormat], bytes]


def unwatched(done: int, total: int) -> None:
    """Tell nobody how far the work has come."""


Block = Heading | Paragraph | Items | Table | Picture


@dataclass(frozen=True)
class Document:
    """A report: its title, what it is made from, and its content.

    Attributes:
        title: of the whole.
        subtitle: what is compared with what.
        lang: "vi" or "en".
        build_id: which figures it was made from.
        blocks: from top to bottom.
        about: label and text of what a reader must know of the file: day, build.
    """

    title: str
    subtitle: str
    lang: str
    build_id: str
    blocks: Sequence[Block]
    about: Sequence[tuple[str, str]] = field(default_factory=tuple)
