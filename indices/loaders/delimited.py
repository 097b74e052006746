"""CSV and tab-separated text: UTF-8 with or without mark, UTF-16 with mark, Windows-1258."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from pathlib import Path

from indices.loaders.grids import Grid, Unreadable
from indices.said import said

# A million rows of the template take about 80 MB.
MOST_BYTES = 256 * 1024 * 1024
# On a tie the comma comes last: it may be a decimal comma.
_DELIMITERS = "\t;,"
_SAMPLED_LINES = 20
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


def read_delimited(path: Path) -> Grid:
    """Read a text file as rows of cells; the delimiter is the one that most lines agree on.

    Raises:
        Unreadable: too large, in an unknown encoding, or broken quotation.
    """
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable(said("a text file of more than {n} MB; divide it", n=MOST_BYTES >> 20))
    text = _decoded(path.read_bytes())
    delimiter = _delimiter(text)
    if '"' in text:
        try:
            return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error as error:
            raise Unreadable(said("broken CSV ({error})", error=str(error))) from error
    # Without quotes every comma divides, and splitting is twice as fast.
    return [line.removesuffix("\r").split(delimiter) for line in text.split("\n")]


def _delimiter(text: str) -> str:
    """Return the delimiter whose number is the same in most of the first lines."""
    lines = [line for line in text[:50_000].split("\n")[:_SAMPLED_LINES] if line.strip()]

    def agreement(delimiter: str) -> tuple[int, int]:
        counts = Counter(count for line in lines if (count := line.count(delimiter)))
        count, n_lines = max(counts.items(), key=lambda item: item[::-1], default=(0, 0))
        return n_lines, count

    return max(_DELIMITERS, key=agreement)


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _strictly(content, "utf-16")
    if b"\0" in content:
        raise Unreadable(said("a file that is neither text nor a workbook"))
    try:
        return content.decode("utf-8-sig")
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
        return text


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
