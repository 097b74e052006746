"""Open a file of any kind that people hold as sheets of text: XLSX, XLSM, XLS, ODS or CSV."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indices.loaders.containers import kind_of
from indices.loaders.delimited import read_delimited
from indices.loaders.grids import Book, Grid, Sheet, Unreadable
from indices.said import Said, said

__all__ = ["Book", "Grid", "Sheet", "Unreadable", "open_book"]


def open_book(path: Path, file: str = "") -> Book:
    """Read every sheet of a file, whose kind is told by its content and never by its name.

    Args:
        path: the file.
        file: name to show in findings and to keep as the figures' origin; the path's name if empty.

    Raises:
        Unreadable: no such file, no spreadsheet, protected, damaged, or too large; one sentence.
    """
    name = file or path.name
    with _readable():
        kind = kind_of(path)
        if kind == "csv":
            return Book(name, kind, (Sheet("", read_delimited(path)),))
        if kind in ("xlsx", "xlsm"):
            from indices.loaders.xlsx import read_xlsx

            sheets, findings = read_xlsx(path, name, kind)
        else:
            from indices.loaders.calamine import read_calamine

            sheets, findings = read_calamine(path, name, kind)
        if not sheets:
            raise Unreadable(said("a workbook without a worksheet"))
        if not any(text.strip() for sheet in sheets for row in sheet.grid for text in row):
            raise Unreadable(said("a workbook whose cells are all blank"))
        return Book(name, kind, tuple(sheets), tuple(findings))


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except Unreadable:
        raise
    except OSError as error:
        raise Unreadable(_damaged(error.strerror)) from error
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        # A damaged workbook makes openpyxl, the XML reader and calamine raise errors of many
        # unrelated classes (a panic of calamine is no Exception even); all of them mean the same
        # to the person who sent the file.
        raise Unreadable(_damaged(type(error).__name__)) from error


def _damaged(why: str | None) -> Said:
    if not why:
        return said("a damaged or incomplete workbook")
    return said("a damaged or incomplete workbook ({why})", why=why)
