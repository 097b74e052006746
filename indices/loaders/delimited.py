"""CSV and tab-separated text: UTF-8 with or without mark, UTF-16 with mark, Windows-1258."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import overload

import pandas as pd

from indices.loaders.grids import HEAD_ROWS, Unreadable
from indices.said import said

# A million rows of the template take about 80 MB.
MOST_BYTES = 256 * 1024 * 1024
# On a tie the comma comes last: it may be a decimal comma.
_DELIMITERS = "\t;,"
_SAMPLED_LINES = 20
_SAMPLED_BYTES = 50_000
_BASES = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Letters and signs that a Vietnamese text in Windows-1258 has once its tones are composed.
_VIETNAMESE = frozenset(
    "\t\r\n\u00a0đĐ₫€–—…‘’“”„•°±·«»§©®×÷½¼¾²³¹"
    + "".join(map(chr, range(32, 127)))
    + "".join(
        unicodedata.normalize("NFC", base + tone) for base in _BASES for tone in ("", *_TONES)
    )
)


class TextGrid(Sequence[list[str]]):
    """The rows of a text file, read when they are asked for.

    A million rows as lists of cells would take a gigabyte; the text and where each row begins in
    it take a twentieth. The head is kept: a format is known by it.
    """

    def __init__(self, content: bytes, delimiter: str) -> None:
        """Keep the text, in UTF-8 without mark."""
        self._content, self._delimiter = content, delimiter
        self._head = list(islice(self._records(), HEAD_ROWS))
        self._latest: tuple[int, list[str]] = (-1, [])

    @overload
    def __getitem__(self, place: int) -> list[str]: ...

    @overload
    def __getitem__(self, place: slice) -> list[list[str]]: ...

    def __getitem__(self, place: int | slice) -> list[str] | list[list[str]]:
        last = place.stop if isinstance(place, slice) else place
        if self._is_whole or (last is not None and 0 <= last < HEAD_ROWS):
            return self._head[place]
        if isinstance(place, slice):
            return [self[number] for number in range(len(self))[place]]
        return self._row(range(len(self))[place])

    def __len__(self) -> int:
        return len(self._head) if self._is_whole else len(self._starts) - 1

    def __bool__(self) -> bool:
        return bool(self._head)

    def __iter__(self) -> Iterator[list[str]]:
        return iter(self._head) if self._is_whole else self._records()

    @property
    def _is_whole(self) -> bool:
        return len(self._head) < HEAD_ROWS

    @cached_property
    def _starts(self) -> array[int]:
        """Where each row begins in the text, and at last where the text ends."""
        starts, read = array("q", [0]), 0

        def lines() -> Iterator[str]:
            nonlocal read
            for line in _lines(self._content):
                read += len(line) if line.isascii() else len(line.encode())
                yield line

        for _ in self._parsed(lines()):
            starts.append(read)
        return starts

    def _row(self, number: int) -> list[str]:
        # The cells of one row are asked for one after the other.
        if self._latest[0] != number:
            text = self._content[self._starts[number] : self._starts[number + 1]]
            self._latest = number, next(self._parsed(_lines(text)))
        return self._latest[1]

    def _records(self) -> Iterator[list[str]]:
        return self._parsed(_lines(self._content))

    def _parsed(self, lines: Iterable[str]) -> Iterator[list[str]]:
        try:
            yield from csv.reader(lines, delimiter=self._delimiter)
        except csv.Error as error:
            raise Unreadable(said("broken CSV ({error})", error=str(error))) from error

    def columns(self) -> pd.DataFrame | None:
        """Return the rows below the first as one category of text for each column of the first.

        Returns:
            Columns 0 … n−1, the index counts rows from 2; None where a row is longer than the
            first or the text is no even table.
        """
        if not self._head:
            return None
        try:
            frame = pd.read_csv(
                io.BytesIO(self._content),
                sep=self._delimiter,
                header=None,
                names=range(len(self._head[0])),
                index_col=False,
                skiprows=0,
                skip_blank_lines=False,
                dtype="category",
                na_filter=False,
                encoding="utf-8",
            )
        except (pd.errors.ParserError, pd.errors.EmptyDataError):
            return None
        if any(dtype.categories.inferred_type != "string" for dtype in frame.dtypes):
            # pandas makes numbers of a column that holds nothing else, its heading included.
            return None
        return frame.iloc[1:].set_axis(range(2, len(frame) + 1))


def read_delimited(path: Path) -> TextGrid:
    """Read a text file as rows of cells; the delimiter is the one that most lines agree on.

    Raises:
        Unreadable: too large, in an unknown encoding, or broken quotation.
    """
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable(said("a text file of more than {n} MB; divide it", n=MOST_BYTES >> 20))
    content = _as_utf8(path.read_bytes())
    delimiter = _delimiter(content[:_SAMPLED_BYTES].decode("utf-8", "ignore"))
    if content.count(b'"') % 2 and _is_open(content, delimiter):
        raise Unreadable(said("broken CSV (a quotation mark is never closed)"))
    return TextGrid(content, delimiter)


def _lines(content: bytes) -> Iterator[str]:
    return iter(io.TextIOWrapper(io.BytesIO(content), "utf-8", newline=""))


def _is_open(content: bytes, delimiter: str) -> bool:
    """Whether the last cell begins with a quotation mark and swallows the rest of the file."""
    try:
        for _ in csv.reader(_lines(content), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _delimiter(text: str) -> str:
    """Return the delimiter whose number is the same in most of the first lines."""
    lines = [line for line in text.split("\n")[:_SAMPLED_LINES] if line.strip()]

    def agreement(delimiter: str) -> tuple[int, int]:
        counts = Counter(count for line in lines if (count := line.count(delimiter)))
        count, n_lines = max(counts.items(), key=lambda item: item[::-1], default=(0, 0))
        return n_lines, count

    return max(_DELIMITERS, key=agreement)


def _as_utf8(content: bytes) -> bytes:
    """Return a text in UTF-8 without mark, whatever encoding of the field it was in."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _strictly(content, "utf-16").encode()
    if b"\0" in content:
        raise Unreadable(said("a file that is neither text nor a workbook"))
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        text = unicodedata.normalize("NFC", _strictly(content, "cp1258"))
        if not _VIETNAMESE.issuperset(text):
            raise Unreadable(
                said(
                    "text that is neither UTF-8 nor Windows-1258 (byte {place}); save it as CSV "
                    "UTF-8",
                    place=error.start,
                )
            ) from error
        return text.encode()
    return content.removeprefix(codecs.BOM_UTF8)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            said(
                "text that is neither UTF-8, UTF-16 nor Windows-1258 (byte {place}); save it as "
                "CSV UTF-8",
                place=error.start,
            )
        ) from error


_PAGE = re.compile(rb"\s*<(?:!doctype|html|table|\?xml|meta|head|body)", re.IGNORECASE)


def is_markup(start: bytes) -> bool:
    """Whether a file begins as a web page or XML does; many sites name these .xls."""
    return bool(_PAGE.match(start.removeprefix(b"\xef\xbb\xbf")))
