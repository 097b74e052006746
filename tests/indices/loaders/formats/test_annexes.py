"""F9 and F10: the Ministry's tables, in the shapes in which people convert them."""

from __future__ import annotations

import pytest

from tests.indices.loaders.formats.made import best, figures, read, told, workbook
from tests.indices.sheets import write_csv

TITLE = ["Phụ lục: Chỉ số cải cách hành chính năm 2023 (công bố ngày 17/4/2024)"]
UPPER = ["STT", "Tỉnh, thành phố", "Điểm thẩm định", "Điểm đánh giá tác động", "", "", "Chỉ số",
         "Xếp hạng"]  # fmt: skip
LOWER = ["", "", "", "SIPAS", "Khảo sát lãnh đạo, quản lý", "Tác động đến phát triển KT-XH", "", ""]
NUMBERED = ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"]
ROWS = [
    ["Đồng bằng sông Hồng"],
    [1, "Hà Nội ", "57,21", "8,10", "20,3", "5,82", "91,43", 3],
    [2, "TP-HCM", "55.02", "8.2", "KCDL", "5.40", "86,97", 33],
    ["", "Quảng Ninh", "59,30", "9,42/10", "21,1", "6,1", "92,18", 1],
    ["", "Bình quân cả nước", "", "", "", "", "86,98", ""],
    ["Ghi chú: số liệu chính thức"],
]
MERGED = ["D2:F2", "A2:A3", "B2:B3", "C2:C3", "G2:G3", "H2:H3", "A1:H1", "A5:H5"]


def annex(path, kind):
    rows = [TITLE, UPPER, LOWER, NUMBERED, *ROWS]
    if kind == "csv":
        return write_csv(path / "a.csv", rows)
    return workbook(path / "a.xlsx", {"PL1": rows}, {"PL1": MERGED})


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_heading_of_two_rows_and_sub_headings_between_the_provinces(tmp_path, kind):
    path = annex(tmp_path, kind)
    reading = read(path)
    assert best(path) == "F9" and reading.years == (2023,)
    found = figures(reading)
    assert found[2023, "01", "moha_appraisal"] == (57.21, "C6")
    assert found[2023, "01", "sipas_criterion"] == (8.10, "D6")
    assert found[2023, "79", "socioeconomic_impact"] == (5.40, "F7")
    assert found[2023, "22", "total"] == (92.18, "G8")
    assert (2023, "79", "leader_survey") not in found and len(found) == 14
    rows = reading.parts[0].rows
    assert rows[rows["rank"].notna()]["rank"].tolist() == [3, 33, 1]
    assert rows["max_points"].dropna().tolist() == [10]
    assert ("aggregate_row", "info", "B9") in told(reading)
    assert not [one for one in told(reading) if one[1] != "info"]


def test_the_running_number_is_no_rank(tmp_path):
    rows = [[*row[:7]] for row in (UPPER, LOWER, *ROWS)]
    reading = read(write_csv(tmp_path / "a.csv", rows), year=2023)
    assert figures(reading) and reading.parts[0].rows["rank"].isna().all()


def test_without_a_year_nothing_is_read_and_the_year_is_asked_for(tmp_path):
    path = write_csv(tmp_path / "a.csv", [UPPER, LOWER, *ROWS])
    assert read(path).needs == ("year",) and not read(path).parts
    assert read(path, year=2022).years == (2022,)


def test_a_title_of_another_year_than_asked_for_blocks(tmp_path):
    assert ("another_year", "blocking", "A1") in told(read(annex(tmp_path, "csv"), year=2022))


def domain(path, *columns, title="Lĩnh vực 3. Cải cách thủ tục hành chính năm 2022"):
    heading = ["Tỉnh, thành phố", *(name for name, _ in columns)]
    values = [value for _, value in columns]
    provinces = ["An Giang", "Bắc Ninh", "Cà Mau"]
    rows = [[title], heading, *([name, *values] for name in provinces)]
    return write_csv(path / "d.csv", rows)


def test_a_table_of_one_domain_keeps_points_and_rank(tmp_path):
    path = domain(tmp_path, ("Điểm đạt được", "11,9"), ("Chỉ số (%)", "91,54"), ("Xếp hạng", 5))
    reading = read(path)
    assert best(path) == "F9"
    assert figures(reading)[2022, "27", "D3"] == (11.9, "B4")
    assert reading.parts[0].rows["rank"].tolist() == [5, 5, 5]
    assert told(reading) == [("percent_of_maximum", "info", "C2")]


def test_per_cent_of_the_maximum_is_never_taken_for_points(tmp_path):
    reading = read(domain(tmp_path, ("Tỷ lệ (%)", "9,5"), ("Xếp hạng", 5)))
    assert reading.parts[0].rows["score"].isna().all()
    assert figures(reading)[2022, "27", "D3"][1] == "C4"
    assert told(reading) == [("percent_of_maximum", "warning", "B2")]


def test_a_heading_that_does_not_say_points_or_per_cent_is_asked_about(tmp_path):
    path = domain(tmp_path, ("Kết quả", "9,5"))
    assert read(path).needs == ("measure",)
    assert figures(read(path, measure="points"))[2022, "27", "D3"] == (9.5, "B4")
    assert not figures(read(path, measure="percent"))


def test_a_column_for_each_domain(tmp_path):
    path = domain(
        tmp_path,
        ("Cải cách thể chế (điểm, tối đa 10)", "9,1"),
        ("Cải cách tài chính công (điểm)", "10,2"),
        title="Kết quả các lĩnh vực năm 2023",
    )
    found = read(path).parts[0].rows
    assert set(found["indicator"]) == {"D2", "D6"} and found["max_points"].dropna().eq(10).all()


def test_a_province_nobody_knows_blocks_with_a_suggestion(tmp_path):
    rows = [UPPER, LOWER, *ROWS, [4, "Hải Phongg", "50", "8", "20", "5", "83", 60]]
    reading = read(write_csv(tmp_path / "a.csv", rows), year=2023)
    (finding,) = [one for one in reading.parts[0].findings if one.code == "unknown_unit"]
    assert finding.place.cell == "B9" and "'Hải Phòng' (31," in finding.expected


FACTORS = ["Tiếp cận dịch vụ", "Thủ tục hành chính", "Kết quả cung ứng dịch vụ (%)"]


@pytest.mark.parametrize(
    ("year", "codes"),
    [
        (2020, {"D1", "D2", "D4"}),
        (2023, {"services_access", "services_procedures", "services_results"}),
    ],
)
def test_factors_of_sipas_are_those_of_the_year(tmp_path, year, codes):
    heading = ["Xếp hạng", "Tỉnh, thành phố", *FACTORS, "Chỉ số hài lòng chung"]
    provinces = ["Hải Phòng", "Bà Rịa - Vũng Tàu", "TT-Huế"]
    rows = [
        [place, name, "85,1", "84,20%", "-", "86,05"] for place, name in enumerate(provinces, 1)
    ]
    path = write_csv(tmp_path / "s.csv", [[f"SIPAS {year}"], heading, *rows])
    reading = read(path)
    assert best(path) == "F10" and reading.years == (year,)
    found = figures(reading)
    assert {code for *_, code in found} == {*codes, "total"} - {"D4", "services_results"}
    assert found[year, "46", "total"] == (86.05, "F5")
    rows = reading.parts[0].rows
    assert rows[rows["indicator"] == "total"]["rank"].tolist() == [1, 2, 3]
