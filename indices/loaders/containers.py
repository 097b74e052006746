"""What kind of file it is, by its first bytes, and whether it is safe to unpack."""

from __future__ import annotations

import zipfile
from pathlib import Path

from indices.loaders.delimited import is_markup
from indices.loaders.grids import Unreadable
from indices.said import said

# Real workbooks of the field have at most 3 MB and a hundred parts, and are packed 5 to 30 times;
# a worksheet of nothing but equal formatted cells reaches about 150.
MOST_PACKED = 64 * 1024 * 1024
MOST_UNPACKED = 128 * 1024 * 1024
MOST_PARTS = 2_000
MOST_RATIO = 400
_RATIO_FROM = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {
    b"%PDF": said("a PDF document; copy its table into a workbook"),
    b"{\\rtf": said("an RTF document; copy its table into a workbook"),
    b"\x89PNG": said("a picture"),
    b"\xff\xd8\xff": said("a picture"),
    b"GIF8": said("a picture"),
    b"\x1f\x8b": said("a packed file; unpack it first"),
    b"Rar!": said("a packed file; unpack it first"),
    b"7z\xbc\xaf": said("a packed file; unpack it first"),
    b"SQLite format 3": said("a database"),
}


def kind_of(path: Path) -> str:
    """Tell "csv", "xlsx", "xlsm", "xls" or "ods" by content.

    Raises:
        Unreadable: any other kind, protected by a password, or a workbook not safe to unpack.
        OSError: the file cannot be opened.
    """
    with path.open("rb") as file:
        start = file.read(4096)
    if not start.strip():
        raise Unreadable(said("an empty file"))
    if start.startswith(b"PK"):
        return _packed_kind(path)
    if start.startswith(_OLE):
        return _ole_kind(path)
    for magic, what in _OTHERS.items():
        if start.startswith(magic):
            raise Unreadable(what)
    if is_markup(start):
        raise Unreadable(
            said("a web page or XML file; open it in a spreadsheet and save it as XLSX")
        )
    return "csv"


def _ole_kind(path: Path) -> str:
    """Tell an old workbook from a protected new one; names of streams are UTF-16."""
    _refuse_large(path)
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable(said("a workbook protected by a password; save it without one"))
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return "xls"
    raise Unreadable(said("an old Office document that is no workbook, or a damaged one"))


def _packed_kind(path: Path) -> str:
    _refuse_large(path)
    try:
        with zipfile.ZipFile(path) as packed:
            _refuse_bomb(packed.infolist())
            names = set(packed.namelist())
            media = packed.read("mimetype") if "mimetype" in names else b""
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(said("a damaged or incomplete workbook")) from error
    if media.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    if "xl/workbook.bin" in names:
        raise Unreadable(said("a binary workbook (XLSB); save it as XLSX"))
    if any(name.endswith("vbaProject.bin") for name in names):
        return "xlsm"
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return "xlsx"
    raise Unreadable(said("a packed file that holds no workbook"))


def _refuse_large(path: Path) -> None:
    if path.stat().st_size > MOST_PACKED:
        raise Unreadable(said("a workbook of more than {n} MB", n=MOST_PACKED >> 20))


def _refuse_bomb(parts: list[zipfile.ZipInfo]) -> None:
    """Refuse what would fill the memory; zipfile never unpacks more than a part's stated size."""
    if len(parts) > MOST_PARTS:
        raise Unreadable(said("a workbook of more than {n} parts", n=MOST_PARTS))
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        n = MOST_UNPACKED >> 20
        raise Unreadable(said("a workbook of more than {n} MB when unpacked", n=n))
    for part in parts:
        if part.file_size > max(_RATIO_FROM, MOST_RATIO * part.compress_size):
            raise Unreadable(
                said(
                    "a workbook packed more than {n} times ({part})",
                    n=MOST_RATIO,
                    part=part.filename,
                )
            )
        if part.flag_bits & 1:
            raise Unreadable(said("a workbook protected by a password; save it without one"))
