"""A file that leaves comes back: unchanged cells are what they were, edited ones are not."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from indices.loaders.book import open_book
from indices.loaders.formats import Request, read_book, recognise
from indices.roundtrip import COLUMN, same


@pytest.fixture
def returned(client, catalogue, tmp_path):
    """Download a table, let `edit` change the bytes, read it as an import does."""

    def make(address, edit=bytes, index=None):
        path = tmp_path / address.partition("?")[0].rpartition("/")[2]
        path.write_bytes(edit(client.get(address).get_data()))
        book = open_book(path)
        match = recognise(book, catalogue)[0]
        assert match.format.code == "export"
        reading = read_book(book, Request(catalogue, index=index, source="new"))
        return reading, book

    return make


@pytest.mark.parametrize(
    "address",
    [
        "/download/rankings/grid.xlsx?index=PAPI&year=2021",
        "/download/rankings/grid.csv?index=PAR&year=2021&lang=en",
        "/download/rankings/grid.xlsx?index=PAR&year=2021",
        "/download/rankings/bump.xlsx?index=SIPAS&year=2022",
        "/download/compare/heat.csv?index=PAPI&year=2019",
        "/download/compare/years.xlsx?index=PAPI&year=2021",
        "/download/unit/papi.csv?unit=79",
    ],
)
def test_what_nobody_edited_is_restated_by_its_own_source(returned, reader, address):
    reading, book = returned(address)
    (part,) = reading.parts
    years, units = (sorted(set(part.rows[name])) for name in ("year", "unit"))
    observations = reader.observations(reading.index, [int(year) for year in years], units)
    stored = {}
    for row in observations.to_dict("records"):
        fact = (row["year"], row["unit"], row["indicator"], row["source"])
        stored.setdefault(fact, []).append(row)
    assert len(part.rows) > 10 and not part.findings
    figures = set()
    for row in part.rows.to_dict("records"):
        known = stored[int(row["year"]), row["unit"], row["indicator"], row["source"]]
        figure = next(one for one in ("score", "rank", "grade") if row[one] == row[one])
        assert any(same(one[figure], row[figure]) for one in known)
        assert row["precision"] in {one["precision"] for one in known}
        letter, number = row["cell"][0], int(row["cell"][1:])
        text = book.sheets[0].grid[number - 1][ord(letter) - ord("A")]
        assert same(text.replace(",", "."), row[figure]) or text.startswith(f"{row['grade']} (")
        figures.add(figure)
    assert ("grade" in figures) == ("index=PAR" in address)


def _edited_xlsx(content):
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert heads[-1] == COLUMN
    assert sheet.column_dimensions[sheet.cell(1, len(heads)).column_letter].hidden
    sheet.cell(5, heads.index("Score") + 1).value = 45.5
    sheet.cell(6, heads.index("Score") + 1).value = None
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_an_edited_cell_is_a_statement_of_the_file_and_an_emptied_one_of_nobody(returned):
    reading, _ = returned("/download/rankings/grid.xlsx?index=PAPI&year=2021&lang=en", _edited_xlsx)
    (part,) = reading.parts
    edited = part.rows[part.rows["source"] == "new"]
    assert edited[["cell", "score", "precision"]].to_numpy().tolist() == [["E5", 45.5, "exact"]]
    assert [(one.code, one.place.cell) for one in part.findings] == [("figure_removed", "E6")]


def _shuffled_csv(content):
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    head, *body = [[row[-1], *row[:-1]] for row in rows]
    text = io.StringIO(newline="")
    csv.writer(text).writerows([head, *reversed(body)])
    return text.getvalue().encode()


def test_sorted_rows_and_moved_columns_come_back_alike(returned):
    address = "/download/rankings/grid.csv?index=PAPI&year=2021"
    names = ["year", "unit", "indicator", "score", "source"]
    before, after = (
        returned(address, edit)[0].parts[0].rows[names].sort_values(names, ignore_index=True)
        for edit in (bytes, _shuffled_csv)
    )
    assert before.equals(after)


def test_a_view_of_computed_figures_is_refused_and_names_one_that_is_not(returned):
    reading, _ = returned("/download/gaps/years.xlsx?index=PAPI&year=2021&lang=en", _without_keys)
    (finding,) = reading.parts[0].findings
    assert finding.severity == "blocking" and "rankings page" in finding.sentence()
    assert reading.parts[0].rows.empty


def _without_keys(content):
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=2, min_col=sheet.max_column):
        row[0].value = "computed"
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_a_file_of_several_indices_asks_for_one(returned):
    address = "/download/overview/claims.csv"
    assert returned(address)[0].needs == ("index",)
    reading, _ = returned(address, index="PAR")
    assert reading.index == "PAR" and [one.code for one in reading.parts[0].findings] == [
        "other_index"
    ]
