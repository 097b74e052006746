from __future__ import annotations

import pytest
from openpyxl import load_workbook

from indices.loaders.book import open_book
from indices.loaders.formats import Request, read_file, recognise
from tests.indices.loaders.formats import papi_files as files
from tests.indices.sheets import CATALOGUE

REQUEST = Request(CATALOGUE, source="d02")


def read(path, **more):
    return read_file(path, Request(CATALOGUE, source="d02", **more))


def scores(reading, year):
    """Figures of a year by unit and indicator."""
    return {
        (row.unit, row.indicator): row.score
        for part in reading.parts
        for row in part.rows.itertuples()
        if row.year == year
    }


def expected(year, units=files.UNITS, without=()):
    codes = [code for code in files.codes_in_order(year) if code not in without]
    return {(unit, code): files.score(unit, code, year) for unit in units for code in codes}


def codes_of(reading, *severities):
    return [
        finding.code
        for part in reading.parts
        for finding in part.findings
        if finding.severity in severities
    ]


def edited(path, **cells):
    """The workbook with cells of its first sheet changed."""
    book = load_workbook(path)
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("make", "code", "years"),
    [
        (files.master, "F1", (2014, 2019)),
        (files.yearly, "F2", (2015,)),
        (files.full, "F3", (2019,)),
    ],
)
def test_workbooks_are_recognised_by_content_and_every_cell_holds_its_figure(
    tmp_path, make, code, years
):
    path = make(tmp_path / "quarterly accounts.bin")
    match, *_ = recognise(open_book(path), CATALOGUE)
    assert (match.format.code, match.index, match.years, match.needs) == (code, "PAPI", years, ())
    assert match.missing == ()
    reading = read(path)
    assert (reading.format, reading.years) == (code, years)
    pairs = files.read_again(path, reading)
    assert len(pairs) > 100
    assert all(figure == cell for figure, cell in pairs)


def test_a_master_workbook_is_read_without_row_999_and_totals_of_nothing(tmp_path):
    reading = read(files.master(tmp_path / "a.xlsx"))
    present = ("01", "79")
    totals = {(unit, "total"): pytest.approx(files.score(unit, "total", 2014)) for unit in present}
    assert scores(reading, 2014) == expected(2014, present) | totals
    assert scores(reading, 2019) == expected(2019)
    assert "blocking" not in {f.severity for part in reading.parts for f in part.findings}
    assert codes_of(reading, "info").count("aggregate_row") == 2


def test_a_total_over_a_blank_dimension_is_left_out_whatever_it_says(tmp_path):
    path = edited(files.yearly(tmp_path / "a.xlsx"), AD1="Tổng điểm", AD2=31.5, AD3=32.5, B2="KCDL")
    reading = read(path)
    assert (scores(reading, 2015).get(("01", "total")), scores(reading, 2015)["24", "total"]) == (
        None,
        32.5,
    )
    assert "total_without_parts" in codes_of(reading, "info")


def test_wrong_labels_of_older_exports_are_corrected_and_the_correction_is_shown(tmp_path):
    reading = read(files.yearly(tmp_path / "a.xlsx"))
    assert scores(reading, 2015) == expected(2015)
    told = [f for part in reading.parts for f in part.findings if f.code == "label_corrected"]
    assert [(f.severity, f.place.cell) for f in told] == [
        ("info", cell) for cell in ("H1", "I1", "J1", "M1", "N1")
    ]
    assert "because PAPI had no sub-dimension" in told[0].expected


@pytest.mark.parametrize("year", [2011, 2015, 2016, 2017])
def test_right_and_wrong_labels_of_a_year_lead_to_the_same_figures(tmp_path, year):
    right = read(files.yearly(tmp_path / "a.xlsx", year, retrofitted=False))
    wrong = read(files.yearly(tmp_path / "b.xlsx", year))
    assert scores(right, year) == scores(wrong, year) == expected(year)
    assert "label_corrected" not in codes_of(right, "info")


def test_a_sheet_that_differs_from_the_summary_is_told_at_its_cell(tmp_path):
    path = files.yearly(tmp_path / "a.xlsx")
    book = load_workbook(path)
    book.worksheets[1]["B2"] = 9.9
    book.save(path)
    findings = [f for part in read(path).parts for f in part.findings if f.severity == "warning"]
    assert [(f.code, f.place.cell, f.found) for f in findings] == [
        ("unlike_other_sheet", "B2", "9.9")
    ]


def test_a_full_table_gives_totals_with_bounds_and_counts_the_indicators_below(tmp_path):
    reading = read(files.full(tmp_path / "a.xlsx"))
    (part,) = reading.parts
    rows = part.rows.set_index(["unit", "indicator"])
    total = files.score("79", "total", 2019)
    row = rows.loc["79", "total"]
    assert (row["score"], row["standard_error"]) == (total, 0.5)
    assert (row["lower"], row["upper"]) == (round(total - 0.8225, 4), round(total + 0.8225, 4))
    assert rows.loc["79", "weighted_total"]["score"] == total + 1
    assert ("24", "total") not in rows.index and ("24", "D8") not in rows.index
    assert ("24", "D1") in rows.index
    (left_out,) = [f for f in part.findings if f.code == "indicator_rows"]
    assert left_out.severity == "info" and left_out.found.startswith("29 rows")
    assert {"hidden_sheet", "repeated_figures", "no_figure"} <= set(codes_of(reading, "info"))
    assert codes_of(reading, "warning", "blocking") == []


def test_a_coded_file_does_not_say_its_year_and_asks(tmp_path):
    path = tmp_path / "papi_2022.csv"
    path.write_text(files.coded(2022, blank=["construction_permits"]), "utf-8")
    match, *_ = recognise(open_book(path), CATALOGUE)
    assert (match.format.code, match.needs) == ("F5", ("year",))
    assert (read(path).needs, read(path).parts) == (("year",), ())
    reading = read(path, year=2022)
    dimensions = files.dimensions(2022)
    assert scores(reading, 2022) == expected(2022, without=dimensions)
    assert codes_of(reading, "warning", "blocking") == []


def test_a_coded_file_of_an_older_year_holds_what_the_year_had(tmp_path):
    path = tmp_path / "a.csv"
    later = ["land_use_plans", *files.parts_of("D7", 2019), *files.parts_of("D8", 2019)]
    path.write_text(files.coded(2019, blank=later), "utf-8")
    got = scores(read(path, year=2013), 2013)
    assert got["79", "poverty_lists"] == files.score("79", "access_to_information", 2019)
    assert got["79", "land_use_plans"] == files.score("79", "communal_budget", 2019)
    assert got["79", "community_investment_boards"] == files.score("79", "access_to_justice", 2019)


def test_what_the_index_did_not_have_in_the_year_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(files.coded(2019), "utf-8")
    reading = read(path, year=2021)
    assert codes_of(reading, "blocking") == ["indicator_not_in_year"]
    assert ("79", "construction_permits") not in scores(reading, 2021)


def test_an_unknown_province_blocks_at_its_cell_with_a_suggestion_until_it_is_accepted(tmp_path):
    path = edited(files.yearly(tmp_path / "a.xlsx"), A4="Hồ Chí Mnh city")
    (finding,) = [f for part in read(path).parts for f in part.findings if f.severity == "blocking"]
    assert (finding.code, finding.place.cell) == ("unknown_unit", "A4")
    assert "perhaps" in finding.expected
    reading = read(path, spellings={(63, "Hồ Chí Mnh city"): "79"})
    assert scores(reading, 2015) == expected(2015)


def test_a_code_and_a_name_of_two_provinces_block(tmp_path):
    path = edited(files.master(tmp_path / "a.xlsx", [2019]), A3=79)
    reading = read(path)
    assert codes_of(reading, "blocking") == ["two_units"]
    assert ("01", "D1") not in scores(reading, 2019)


def test_a_misspelt_heading_is_left_out_named_and_suggested(tmp_path):
    path = edited(
        files.master(tmp_path / "a.xlsx", [2019]), E1="Civic Knwledge", E2="Tri thưc cng dân"
    )
    reading = read(path)
    found = {
        f.code: f
        for part in reading.parts
        for f in part.findings
        if f.severity == "warning" and f.code != "formula"
    }
    assert set(found) == {"unknown_label", "missing_indicator"}
    assert found["unknown_label"].place.cell == "E1"
    assert "Civic" in found["unknown_label"].expected or "Tri" in found["unknown_label"].expected
    assert "civic_knowledge" in found["missing_indicator"].found
    assert ("79", "civic_knowledge") not in scores(reading, 2019)
    assert recognise(open_book(path), CATALOGUE)[0].missing == ("civic_knowledge",)


def test_two_languages_that_name_two_indicators_block(tmp_path):
    path = edited(files.master(tmp_path / "a.xlsx", [2019]), E1="Law and Order")
    reading = read(path)
    assert "two_labels" in codes_of(reading, "blocking")
    assert ("79", "civic_knowledge") not in scores(reading, 2019)


def test_a_label_that_two_columns_claim_counts_for_neither(tmp_path):
    path = edited(files.yearly(tmp_path / "a.xlsx", 2018), D1="1.1: Tri thức công dân")
    reading = read(path)
    assert "repeated_label" in codes_of(reading, "blocking")


def test_another_year_than_the_sheet_says_blocks(tmp_path):
    reading = read(files.yearly(tmp_path / "a.xlsx", 2016), year=2017)
    assert reading.years == (2016,)
    assert "another_year" in codes_of(reading, "blocking")


def test_a_cell_that_is_no_number_stays_beside_its_text(tmp_path):
    path = edited(files.yearly(tmp_path / "a.xlsx"), C3="khoảng 2")
    (part,) = read(path).parts
    (row,) = part.unread["score"]
    assert part.table.found("score", row) == "'khoảng 2'"
    assert str(part.table.place("score", row)).endswith("C3")
