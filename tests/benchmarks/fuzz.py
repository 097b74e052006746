"""Damaged files: each ends in one sentence or in a reading, soon, and nothing is written."""

from __future__ import annotations

import io
import json
import random
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow

from indices.loaders.book import Unreadable
from indices.loaders.formats import Request, read_file
from indices.loaders.workbook import template_workbook
from indices.reference import load_catalogue
from tests.benchmarks.budgets import Measured
from tests.benchmarks.damages import IN_BYTES, IN_PARTS
from tests.indices.loaders.formats import papi_files
from tests.serving import run

FILES = 1_200
_SLOWEST = 10.0
# A file that hangs is stopped and counts as slow; one that fills the memory, as a crash.
_ALARM, _MEMORY = 20, 3_000_000_000
_SOUND = ("refused", "read", "asked")


def measure(files: int = FILES) -> list[Measured]:
    """Read every damaged file, in a process of its own, and count how each one ended."""
    answer = json.loads(run("-m", "tests.benchmarks.fuzz", str(files)))
    ends = ", ".join(f"{count} {end}" for end, count in sorted(answer["ends"].items()))
    detail = f"{files} files: {ends}"
    slowest = f"file {answer['slowest_file']}"
    return [
        Measured("damaged files that crash a reading or write", answer["bad"], 0, detail, "files"),
        Measured("slowest damaged file", answer["slowest"], _SLOWEST, slowest, "s"),
    ]


def main(files: int) -> None:
    """Damage, read and count; print how the files ended as JSON, and each bad one."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    signal.signal(signal.SIGALRM, _stop)
    request = Request(load_catalogue(), source="d02")
    ends: Counter[str] = Counter()
    slowest, slowest_file, bad = 0.0, "", 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "damaged"
        for seed, what, content in damaged(files, Path(folder)):
            path.write_bytes(content)
            began = time.perf_counter()
            end = _end(path, request)
            seconds = time.perf_counter() - began
            if path.read_bytes() != content or list(Path(folder).iterdir()) != [path]:
                end = "wrote"
            ends[end] += 1
            if end not in _SOUND:
                bad += 1
                print(f"{seed} {what}: {end}", file=sys.stderr)
            if seconds > slowest:
                slowest, slowest_file = seconds, f"{seed} ({what})"
    answer = {"ends": ends, "bad": bad, "slowest": slowest, "slowest_file": slowest_file}
    print(json.dumps(answer))


def damaged(files: int, folder: Path):
    """Yield seed, description and content of every damaged file."""
    whole = originals(folder)
    for seed in range(files):
        chance = random.Random(seed)
        name, content = whole[seed % len(whole)]
        packed = content.startswith(b"PK")
        damage = chance.choice(IN_BYTES + 2 * IN_PARTS if packed else IN_BYTES)
        yield seed, f"{name}, {damage.__name__}", damage(chance, content)


def originals(folder: Path) -> list[tuple[str, bytes]]:
    """One small sound file of every kind and layout."""
    path = folder / "whole"
    made = [
        (make.__name__, make(path).read_bytes())
        for make in (papi_files.master, papi_files.yearly, papi_files.full)
    ]
    path.unlink()
    return [
        *made,
        ("coded", papi_files.coded(2022).encode()),
        ("template", template_workbook("PAPI", load_catalogue())),
        ("old", _old()),
        ("open document", _open_document()),
    ]


def _rows() -> list[list[object]]:
    codes = papi_files.codes_in_order(2021)
    heading = [papi_files.name(code) for code in codes]
    figures = [
        [name, *(papi_files.score(unit, code, 2021) for code in codes)]
        for unit, name in papi_files.UNITS.items()
    ]
    return [["Tên tỉnh", *heading], *figures]


def _old() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("2021_PAPI")
    for row, cells in enumerate(_rows()):
        for column, value in enumerate(cells):
            sheet.write(row, column, value)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _open_document() -> bytes:
    document = OpenDocumentSpreadsheet()
    table = Table(name="2021_PAPI")
    document.spreadsheet.addElement(table)
    for cells in _rows():
        row = TableRow()
        table.addElement(row)
        for value in cells:
            kind = "string" if isinstance(value, str) else "float"
            attribute = {"stringvalue" if isinstance(value, str) else "value": value}
            row.addElement(TableCell(valuetype=kind, **attribute))
    content = io.BytesIO()
    document.write(content)
    return content.getvalue()


def _end(path: Path, request: Request) -> str:
    """Read a file as the desk does; anything but a sentence or a reading is a crash."""
    signal.alarm(_ALARM)
    try:
        reading = read_file(path, request)
    except Unreadable as error:
        return "refused" if len(str(error).splitlines()) == 1 else "refused in several lines"
    except Exception as error:
        return f"crashed ({type(error).__name__}: {error})"
    finally:
        signal.alarm(0)
    return "asked" if reading.needs else "read"


def _stop(*_: object) -> None:
    raise TimeoutError("stopped")


if __name__ == "__main__":
    main(int(sys.argv[1]))
