"""`export`, an edit in a spreadsheet, `import`: what nobody edited is the same, the rest is new."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from indices.__main__ import main
from indices.database.reader import Reader


@pytest.fixture
def loaded(database_url, tmp_path, monkeypatch, capfd):
    """A database of its own, copied, and `command(…)` on it, which gives all that is printed."""
    source, copy = database_url.removeprefix("sqlite:///"), tmp_path / "indices.db"
    with open(source, "rb") as held:
        copy.write_bytes(held.read())
    url = f"sqlite:///{copy.as_posix()}"

    monkeypatch.setenv("DATABASE_URL", url)

    def command(*arguments):
        code, told = main(arguments), capfd.readouterr()
        assert (code == 0) == (told.err == "")
        return told.out + told.err

    return command, url


def test_an_edited_export_stores_the_edited_figure_alone(loaded, tmp_path):
    command, url = loaded
    file = tmp_path / "papi.xlsx"
    command("export", "--index", "PAPI", "--year", "2021", "--format", "xlsx", "-o", str(file))
    assert "0 new, 60 same, 0 differing" in command("import", str(file), "--dry-run")
    book = load_workbook(file)
    sheet = book.worksheets[0]
    sheet.cell(5, [cell.value for cell in sheet[1]].index("score") + 1).value = 45.5
    book.save(file)
    told = command("import", str(file), "--source-publisher", "UNDP", "--source-title", "Errata")
    assert "0 new, 59 same, 1 differing" in told
    seen = Reader(url).observations("PAPI", 2021, None, "total")
    assert seen[seen["origin"] == "import"][["cell", "score"]].to_numpy().tolist() == [["G5", 45.5]]


def test_an_edited_grade_asks_for_its_source_by_the_names_of_the_options(loaded, tmp_path):
    command, url = loaded
    file = tmp_path / "par.xlsx"
    command("export", "--index", "PAR", "--year", "2021", "--format", "xlsx", "-o", str(file))
    assert " 0 differing" in command("import", str(file), "--dry-run")
    book = load_workbook(file)
    sheet = book.worksheets[0]
    column = [cell.value for cell in sheet[1]].index("grade")
    printed = [row for row in sheet.iter_rows(min_row=2) if '"grade"' in (row[-1].value or "")]
    printed[0][column].value = {"A": "B", "B": "C", "C": "B"}[printed[0][column].value]
    book.save(file)
    assert "--source-publisher and --source-title" in command("import", str(file), "--dry-run")
    told = command("import", str(file), "--source-publisher", "Bộ Nội vụ", "--source-title", "Sửa")
    assert " 1 differing" in told
    seen = Reader(url).observations("PAR", 2021, None, "total")
    assert seen[seen["origin"] == "import"]["grade"].tolist() == [printed[0][column].value]
