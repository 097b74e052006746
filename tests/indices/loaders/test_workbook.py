from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from indices.loaders.book import open_book
from indices.loaders.template import TEMPLATES, index_of, read_table
from indices.loaders.workbook import template_workbook
from tests.indices.sheets import CATALOGUE


@pytest.fixture(params=list(TEMPLATES))
def index(request) -> str:
    return request.param


@pytest.fixture
def book(index):
    return load_workbook(io.BytesIO(template_workbook(index, CATALOGUE)))


def test_the_first_sheet_has_the_heading_of_the_template(book, index):
    assert book.sheetnames[0] == index
    assert [cell.value for cell in book[index][1]] == list(TEMPLATES[index].names)


def test_every_column_is_explained_in_both_languages(book, index):
    rows = [[cell.value for cell in row] for row in book.worksheets[1].iter_rows()]
    explained = {row[0]: row[2:4] for row in rows}
    assert all(all(explained[name]) for name in TEMPLATES[index].names)


def test_cells_offer_units_indicators_sources_and_words(book, index):
    offered = {
        str(offer.promptTitle): offer.formula1
        for offer in book[index].data_validations.dataValidation
    }
    assert {"unit", "indicator", "source", "precision", "status", "year"} <= set(offered)
    listed = [[cell.value for cell in column] for column in book.worksheets[2].columns]
    indicators = next(column for column in listed if column[0] == "indicator")
    codes = [item.code for item in CATALOGUE.indices[index].indicators]
    assert [code for code in indicators[1:] if code] == codes


def test_a_filled_template_is_read_back(tmp_path, book, index):
    sheet = book[index]
    names = TEMPLATES[index].names
    row = {"year": 2019, "unit": "Bắc Ninh", "indicator": "total", "score": 45.85, "source": "d02"}
    sheet.append([row.get(name) for name in names])
    path = tmp_path / "filled.xlsx"
    book.save(path)
    table, findings = read_table(path, TEMPLATES[index])
    assert findings == []
    assert index_of(open_book(path)) == index
    assert {name: table.text.loc[2, name] for name in row} == {k: str(v) for k, v in row.items()}
