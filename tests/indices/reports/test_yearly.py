"""The yearly report: one content, whose numbers are those of the API, in three formats."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from functools import cache
from html import unescape
from html.parser import HTMLParser

import docx
import openpyxl
import pytest

from indices.analysis.yearly import read_yearly, years
from indices.reports.blocks import Picture, Table
from indices.reports.items import published_scores
from indices.reports.page import write_html
from indices.reports.workbook import Measure, write_workbook
from indices.reports.written import write_docx
from indices.reports.yearly import report

ON = date(2026, 5, 4)
MEASURES = [
    Measure("Đà Nẵng, 12/2022", "=1+1", "Sở Nội vụ", "31/12/2023", "xong", False, "", "-5 tỷ", "")
]


@pytest.fixture(scope="module")
def read(reader, catalogue):
    return cache(lambda year: read_yearly(reader, catalogue, year))


@pytest.fixture(scope="module")
def written(read, catalogue):
    return cache(lambda year, lang: report(read(year), catalogue, ON, lang))


@pytest.fixture(scope="module")
def workbook(read, catalogue):
    return write_workbook(read(2023), catalogue, MEASURES, ON, "vi")


@pytest.fixture(scope="module")
def book(workbook):
    return openpyxl.load_workbook(io.BytesIO(workbook))


def tables(document):
    return [block for block in document.blocks if isinstance(block, Table)]


def test_scores_and_ranks_are_those_of_the_api(written, reader, catalogue):
    for index in ("PAR", "PAPI"):
        items = published_scores(reader, catalogue, index, 2023, unit="79", lang="en")
        score, rank = items[0]["score"], items[0]["rank"]
        name = catalogue.indices[index].short_name.en
        table = next(one for one in tables(written(2023, "en")) if one.caption.startswith(name))
        assert table.rows[0][1] == f"{score:.2f}"
        assert table.rows[0][2].startswith(f"{rank}/")


def test_gaps_add_up(written, read):
    one = read(2023).indices[-1]
    table = next(block for block in tables(written(2023, "en")) if "Gaps" in block.caption)
    shown = [row[3] for row in table.rows]
    assert shown == [f"{-part['gap']:+.2f}".replace("-", "−") for part in (*one.parts, one.gaps[0])]
    assert sum(part["gap"] for part in one.parts) == pytest.approx(one.gaps[0]["gap"])


def test_a_target_is_met_missed_or_unknown_with_both_values(written):
    table = next(block for block in tables(written(2021, "en")) if "Targets" in block.caption)
    assert [row[:4] for row in table.rows] == [
        ("PAR INDEX 2021", "rank 5 or better", "43/63 (published)", "✗ missed"),
        ("PAPI 2021", "group Upper-medium or better", "Low (computed)", "✗ missed"),
    ]


def test_a_change_across_a_break_is_never_a_number(written):
    texts = [getattr(block, "text", "") for block in written(2021, "en").blocks]
    assert any("is not compared (not comparable: method changed)" in text for text in texts)
    picture = next(b for b in written(2021, "en").blocks
                   if isinstance(b, Picture) and b.caption.startswith("PAPI: scores"))  # fmt: skip
    assert "rose" not in picture.alternative and "fell" not in picture.alternative


def test_what_is_not_known_has_its_reason(written):
    table = next(block for block in tables(written(2023, "en")) if "Missing" in block.caption)
    assert (
        "PAPI 2023",
        "Quang Ninh",
        "total and all parts",
        "withheld by the publisher",
    ) in table.rows
    assert any(row[3] == "not found by us yet" for row in table.rows)


def test_an_interval_is_shown_where_one_is_published_and_nowhere_else(written):
    with_one = [block.caption for block in tables(written(2019, "en"))]
    assert any("95 % intervals, PAPI 2019" in caption for caption in with_one)
    without = written(2023, "en")
    assert not [one for one in tables(without) if "intervals" in one.caption]
    texts = [getattr(block, "text", "") for block in without.blocks]
    assert texts.count("No interval published: small differences may be chance.") == 3


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_year_can_be_written_in_both_languages(written, catalogue, lang):
    for year in (min(years(catalogue)), 2012, max(years(catalogue))):
        document = written(year, lang)
        assert all(len(row) == len(one.columns) for one in tables(document) for row in one.rows)
        texts = " ".join(cell for one in tables(document) for row in one.rows for cell in row)
        assert not re.search(r"\bnan\b|None|not_found|\{", texts)


@pytest.mark.parametrize("year", [2012, 2021, 2023])
def test_every_source_that_is_cited_is_in_the_last_table(written, year):
    *cited, listed = tables(written(year, "vi"))
    texts = [cell for one in cited for row in (*one.rows, (one.remark,)) for cell in row]
    codes = set(re.findall(r"\[([a-z]\d+)\]", " ".join(texts)))
    assert codes and codes <= {row[0] for row in listed.rows}


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen, self.links, self.ids = [], [], []

    def handle_starttag(self, tag, attributes):
        self.seen.append(tag)
        named = dict(attributes)
        self.links += [value for name, value in attributes if name in ("src", "href", "xlink:href")]
        self.ids += [named["id"]] if "id" in named else []


@pytest.fixture(scope="module")
def html(written):
    return write_html(written(2023, "vi"))


@pytest.fixture(scope="module")
def paper(written):
    return write_docx(written(2023, "vi"), ON)


def test_html_stands_alone(html, written):
    page = _Page()
    page.feed(html.decode())
    assert not {"script", "link", "img", "iframe"} & set(page.seen)
    assert all(link.startswith("#") for link in page.links)
    assert not re.search(r"url\((?!#)|@import", html.decode())
    assert len(page.ids) == len(set(page.ids))
    assert page.seen.count("h1") == 1
    assert page.seen.count("figure") == sum(
        isinstance(b, Picture) for b in written(2023, "vi").blocks
    )
    assert 'lang="vi"' in html.decode()


def test_all_formats_show_the_same_tables(html, paper, written):
    document = written(2023, "vi")
    # The first table is the letterhead's frame.
    in_docx = [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in docx.Document(io.BytesIO(paper)).tables[1:]
    ]
    in_html = unescape(re.sub(r"<[^>]+>", "\n", html.decode().replace("<br>", "\n")))
    for table, shown in zip(tables(document), in_docx, strict=True):
        assert shown[1:] == [list(row) for row in table.rows]
        assert all(
            line in in_html for row in table.rows for cell in row for line in cell.split("\n")
        )


def test_the_same_data_give_the_same_bytes(html, paper, workbook, written, read, catalogue):
    document = written(2023, "vi")
    assert write_html(document) == html
    assert write_docx(document, ON) == paper
    assert write_workbook(read(2023), catalogue, MEASURES, ON, "vi") == workbook
    stamps = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(workbook)).infolist()}
    assert stamps == {(1980, 1, 1, 0, 0, 0)}


def test_the_workbook_has_its_sheets_each_with_frozen_header_and_filter(book):
    assert book.sheetnames == [
        "Tổng quan", "Hạng PAR INDEX 2023", "Hạng SIPAS 2023", "Hạng PAPI 2023", "Khoảng cách",
        "Các năm", "Chỉ tiêu", "Không thống nhất", "Còn thiếu", "Giải pháp", "Nguồn", "Về tệp này",
    ]  # fmt: skip
    assert {sheet.freeze_panes for sheet in book} == {"B2"}
    assert all(sheet.auto_filter.ref for sheet in book)


def test_figures_of_the_workbook_are_numbers_of_the_api(book, reader, catalogue):
    sheet = book["Hạng PAPI 2023"]
    shown = {row[1].value: row for row in sheet.iter_rows(min_row=2)}
    items = published_scores(reader, catalogue, "PAPI", 2023)
    assert {code: (row[2].value, row[3].value) for code, row in shown.items()} == {
        item["unit"]: (item["score"], item["rank"]) for item in items
    }
    own = shown["79"]
    assert (own[1].number_format, own[2].number_format, own[3].number_format) == ("@", "0.00", "0")
    assert book["Khoảng cách"]["G2"].number_format == "+0.00;-0.00;0.00"


def test_the_workbook_has_native_charts(book):
    n_charts = {sheet.title: len(sheet._charts) for sheet in book if sheet._charts}
    assert n_charts == {"Tổng quan": 1, "Hạng PAR INDEX 2023": 1, "Hạng SIPAS 2023": 1,
                        "Hạng PAPI 2023": 1, "Khoảng cách": 1, "Các năm": 3}  # fmt: skip
    years_chart = book["Các năm"]._charts[-1]
    assert len(years_chart.series) == 4, "a line for each run of comparable years"


def test_text_is_never_a_formula_and_the_file_says_what_it_is(book, reader):
    row = [cell.value for cell in book["Giải pháp"][2]]
    assert row[1] == "'=1+1" and row[7] == "'-5 tỷ"
    about = dict(row[:2] for row in book["Về tệp này"].iter_rows(values_only=True))
    assert about["Phiên bản dữ liệu"] == reader.build().build_id
    assert about["Ngày xuất"] == "2026-05-04"
    assert about["Bộ lọc: Năm"] == "2023"


def test_without_measures_the_sheet_says_so(read, catalogue):
    content = write_workbook(read(2012), catalogue, [], ON, "en")
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Measures"]
    assert "No measure of an approved study tour" in sheet["B2"].value
