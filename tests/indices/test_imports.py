from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from indices import build
from indices.analysis.provenance import choices
from indices.build import context
from indices.commands.answer import shown, tally
from indices.database import engine
from indices.database.errors import DatabaseUnavailable
from indices.database.lock import writing
from indices.database.reader import Reader
from indices.facts import FactKey
from tests.indices.sheets import grid, papi_parts, rows_of, small_data, write_csv
from tests.serving import ROOT

MOHA = build.SourceInfo("Bộ Nội vụ", "Quyết định 288", "https://moha.gov.vn/288", "2024-04-17")
PRESS = build.SourceInfo("Tuổi Trẻ", "Bảng xếp hạng", kind="press")
HCMC = FactKey("PAR", 2023, "79")
HEADING = ["year", "unit", "indicator", "score", "rank"]


@pytest.fixture
def root(tmp_path) -> Path:
    return small_data(tmp_path / "data")


@pytest.fixture
def path(tmp_path, root, small_database) -> Path:
    """The database of `root`."""
    return Path(shutil.copy(small_database, tmp_path / "indices.db"))


def url_of(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def sheet(path: Path, *rows: list[object], name: str = "annex.csv") -> Path:
    return write_csv(path.with_name(name), [HEADING, *rows])


def take(path: Path, file: Path, source: build.SourceInfo | None = MOHA, **options):
    asked = options.pop("asked", build.Asked("PAR"))
    root = path.with_name("data")
    return build.import_file(file, asked, source, "Lan", url_of(path), root, **options)


def undo(path: Path, number: int) -> build.Undone:
    return build.undo(number, "Lan", url_of(path), path.with_name("data"))


def scores(path: Path, unit: str) -> tuple[object, ...]:
    with closing(Reader(url_of(path))) as reader:
        row = reader.scores("PAR", 2023, "total", unit).iloc[0]
    return row["score"], row["sources"], row["basis"]


def test_of_many_rows_with_one_flaw_the_first_are_told_of_and_all_counted(path, monkeypatch):
    monkeypatch.setattr(context, "MOST_TOLD", 2)
    file = sheet(path, *([2023, unit, "total", 101, ""] for unit in ("01", "02", "04")))
    report = take(path, file).report
    assert [finding.place.cell for finding in report] == ["D2", "D3"]
    assert tally(report) == "3 blocking, 0 warning, 0 info"
    assert shown(report, "mend these.")[-1] == "… and 1 more; mend these."


def test_a_preview_tells_new_same_revised_and_conflicting_rows(path):
    take(path, sheet(path, [2023, "Hà Nội", "total", "91,43", 3], [2023, "22", "total", "90", ""]))
    again = [[2023, "01", "total", "91,50", 3], [2023, "22", "total", "90", ""]]
    file = sheet(path, *again, [2023, "79", "total", "87", ""], [2023, "31", "total", "92", 1])
    before = dump(path)
    asked = build.Asked("PAR")
    seen = build.preview(file, asked, MOHA, url_of(path), path.with_name("data"))
    rows = seen.changes.set_index("unit")
    assert rows["change"].to_dict() == {
        "01": "revised", "22": "same", "79": "conflicting", "31": "new",
    }  # fmt: skip
    shown = ["stored_score", "stored_source", "cell", "shown"]
    assert rows.loc["79", shown].tolist() == [86.97, "c13", "D4", "file"]
    assert (rows.loc["01", "stored_score"], seen.n_stored) == (91.43, 3)
    assert dump(path) == before


def test_import_and_undo_leave_every_row_as_it_was(path):
    before = dump(path)
    rows = [2023, "Hà Nội", "total", "91,43", 3], [2023, "79", "total", "86.90", 33]
    mean = [2023, "NATIONAL_MEAN", "total", "86.98", ""]
    number = take(path, sheet(path, *rows, mean)).import_id
    assert scores(path, "01")[0] == 91.43
    assert dump(path) != before
    undone = undo(path, number)
    assert (undone.later, dump(path)) == ((), before)


def test_an_older_import_is_undone_while_a_newer_one_stands(path):
    plain = dump(path)
    rows = [2023, "01", "total", "91.43", ""], [2023, "22", "total", "90", ""]
    first = take(path, sheet(path, *rows, name="first.csv")).import_id
    second = take(path, sheet(path, rows[0], [2023, "31", "total", "92", ""])).import_id
    undone = undo(path, first)
    assert ([item.import_id for item in undone.later], undone.handed_over) == ([second], 1)
    known = "SELECT unit_code, import_id FROM observation WHERE import_id > 100 ORDER BY 1"
    assert rows_of(path, known) == [("01", second), ("31", second)]
    undo(path, second)
    assert dump(path) == plain


def test_a_revised_figure_stands_beside_the_former_one_and_wins(path):
    take(path, sheet(path, [2023, "01", "total", "91.43", ""]))
    result = take(path, sheet(path, [2023, "01", "total", "91.50", ""], name="corrected.csv"))
    assert result.preview.counts["revised"] == 1
    assert scores(path, "01")[0] == 91.5
    with closing(Reader(url_of(path))) as reader:
        [choice] = choices(reader.observations("PAR", 2023, "01", "total"))
    assert [(rival.row["score"], rival.step) for rival in choice.rivals] == [(91.43, "imported")]


def test_a_source_named_twice_is_one_source_and_goes_with_its_last_import(path):
    first = take(path, sheet(path, [2023, "01", "total", "91.43", ""]))
    shouted = build.SourceInfo(MOHA.publisher.upper(), f" {MOHA.title} ", MOHA.url, MOHA.published)
    second = take(path, sheet(path, [2023, "22", "total", "90", ""]), shouted)
    assert first.preview.source == second.preview.source
    made = "SELECT count(*) FROM source WHERE origin = 'import'"
    undo(path, first.import_id)
    assert rows_of(path, made) == [(1,)]
    undo(path, second.import_id)
    assert rows_of(path, made) == [(0,)]


def test_imports_and_overrules_survive_a_load_and_their_numbers_too(path):
    number = take(path, sheet(path, [2023, "79", "total", "86.90", ""]), PRESS).import_id
    with closing(Reader(url_of(path))) as reader:
        seen = reader.observations("PAR", 2023, "79", "total")
    chosen = int(seen.loc[seen["import_id"] == number, "observation"].item())
    root = path.with_name("data")
    build.overrule(HCMC, chosen, "Nguồn kia đã đính chính", "Lan", url_of(path), root)
    more = {"year": 2023, "unit": "31", "score": "92"}
    hcmc = {"year": 2023, "unit": "79", "score": "86.97", "rank": 33, "rank_of": 63}
    write_csv(root / "observations" / "par.csv", grid("PAR", more, hcmc))
    build.load(url_of(path), root)
    assert scores(path, "79")[::2] == (86.9, "overruled")
    assert scores(path, "31")[0] == 92
    before = dump(path)
    build.load(url_of(path), root)
    kept = [line for line in dump(path) if '"import"' not in line and '"build"' not in line]
    assert set(kept) <= set(before)


def test_an_overrule_is_shown_with_its_reason_and_can_be_withdrawn(path):
    take(path, sheet(path, [2023, "79", "total", "86.90", ""]), PRESS)
    before = dump(path)
    with closing(Reader(url_of(path))) as reader:
        seen = reader.observations("PAR", 2023, "79", "total")
        chosen = int(seen.loc[seen["score"] == 86.9, "observation"].item())
        root = path.with_name("data")
        number = build.overrule(HCMC, chosen, "Đã đính chính", "Lan", url_of(path), root).number
        after = reader.observations("PAR", 2023, "79", "total")
    assert scores(path, "79")[::2] == (86.9, "overruled")
    assert choices(after)[0].shown["overruled"] == "Đã đính chính"
    with pytest.raises(build.Refused, match="Lan has decided"):
        build.overrule(HCMC, chosen, "Khác", "Mai", url_of(path), root)
    with pytest.raises(build.Refused, match="no longer stored"):
        build.overrule(FactKey("PAR", 2022, "79"), chosen, "Khác", "Mai", url_of(path), root)
    build.withdraw_overrule(HCMC, url_of(path), root, seen=number)
    assert dump(path) == before
    with pytest.raises(build.Refused, match="withdrawn"):
        build.withdraw_overrule(HCMC, url_of(path), root, seen=number)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (build.SourceInfo("", "Quyết định"), "no publisher"),
        (build.SourceInfo("Bộ Nội vụ", "Quyết định", published="17/4/2024"), "no date"),
        (build.SourceInfo("Bộ Nội vụ", "Quyết định", "javascript:alert(1)"), "no web address"),
    ],
)
def test_a_source_that_makes_no_sense_is_refused(path, source, said):
    with pytest.raises(build.Refused, match=said):
        take(path, sheet(path, [2023, "01", "total", "91.43", ""]), source)


def test_a_cancelled_import_changes_nothing(path):
    before, told = dump(path), []
    watch = build.Watch(lambda *step: told.append(step), lambda: len(told) >= 4)
    with pytest.raises(build.Cancelled):
        take(path, sheet(path, [2023, "01", "total", "91.43", ""]), watch=watch)
    assert [stage for _, _, stage in told] == ["read", "compare", "check", "write"]
    assert dump(path) == before


def test_the_second_of_two_importers_is_told_to_wait(path):
    file = sheet(path, [2023, "01", "total", "91.43", ""])
    with writing(url_of(path)), pytest.raises(DatabaseUnavailable, match="wait until it has"):
        take(path, file)


def test_a_full_disk_leaves_the_database_as_it_was(path, monkeypatch):
    def full(connection, record, prepare=engine._prepare_sqlite):
        prepare(connection, record)
        connection.execute("PRAGMA max_page_count = 1")

    before = dump(path)
    monkeypatch.setattr(engine, "_prepare_sqlite", full)
    file = write_csv(path.with_name("papi.csv"), grid("PAPI", *papi_parts(2021, "01", 1.1) * 4))
    with pytest.raises(DatabaseUnavailable, match="no room left"):
        take(path, file, None, asked=build.Asked("PAPI"))
    assert dump(path) == before


KILL = """
import os, signal, sys
from pathlib import Path
from indices import build
from indices.build import choosing, importing
from indices.database import imports

moment, file, root, url = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]

def killed(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

insert = imports.insert
def until(connection, table, rows):
    if table.name == moment:
        killed()
    insert(connection, table, rows)

imports.insert = until
for module in (choosing, importing):
    if hasattr(module, moment):
        setattr(module, moment, killed)
build.import_file(file, build.Asked("PAR"), None, "Lan", url, root)
"""


@pytest.mark.parametrize("moment", ["observation", "finding", "update_scores", "renew_build"])
def test_an_import_killed_midway_changes_nothing(path, moment):
    file = write_csv(
        path.with_name("a.csv"), grid("PAR", {"year": 2023, "unit": "01", "score": "91"})
    )
    before = dump(path)
    command = [sys.executable, "-c", KILL, moment, str(file), str(path.parent / "data")]
    done = subprocess.run([*command, url_of(path)], cwd=ROOT, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL
    assert dump(path) == before
    assert take(path, file, None).written


def test_every_figure_of_a_workbook_stands_in_the_cell_that_is_named(path):
    book = Workbook()
    book.active.title = "PAPI"
    for row in grid("PAPI", *papi_parts(2021, "01", 1.25), *papi_parts(2021, "22", 1.5)):
        book.active.append([float(cell) if cell in ("1.25", "1.5") else cell for cell in row])
    file = path.with_name("papi.xlsx")
    book.save(file)
    number = take(path, file, None, asked=build.Asked()).import_id
    stated = f"SELECT sheet, cell, score FROM observation WHERE import_id = {number} AND cell != ''"
    opened = load_workbook(file)
    stored = rows_of(path, stated)
    assert len(stored) >= 50
    assert all(float(opened[name][cell].value) == score for name, cell, score in stored)
