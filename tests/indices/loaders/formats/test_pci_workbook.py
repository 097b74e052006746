"""F11: pairs that are sorted by themselves, and sub-indices under headings of three rows."""

from __future__ import annotations

from tests.indices.loaders.formats.made import best, figures, read, told, workbook

SUMMARY = [
    ["PCI 2023 - Bảng tổng hợp"],
    ["PCI tổng hợp", "", "Gia nhập thị trường", "", "Chi phí thời gian", ""],
    ["Tỉnh", "Điểm", "Tỉnh", "Điểm", "Tỉnh", "Điểm"],
    ["Quảng Ninh", "71,25", "Long An", "8,10", "Quảng Ninh", "8,54"],
    ["Long An", "70,94", "TP. HCM", "7,5", "TP.HCM", "7,01"],
    ["TP HCM", "67.19", "Quảng Ninh", "7.49", "Long An", "7.00"],
]
ENTRY = [
    ["Chỉ số thành phần 1: Gia nhập thị trường"],
    ["Tỉnh", "Chỉ tiêu", "", "Chỉ số thành phần"],
    ["", "Số ngày", "% DN", "Điểm"],
    ["", "trung vị", "phải chờ", "năm 2023"],
    ["Quảng Ninh", "4", "12%", "7,49"],
    ["Long An", "3", "9%", "8,1"],
    ["TP.HCM", "5", "15%", "7,5"],
]
PAIRS = ["A2:B2", "C2:D2", "E2:F2"]


def book(path, **sheets):
    return workbook(path / "p.xlsx", sheets, {"Summary": PAIRS, "CSTP1": ["B2:C2", "A2:A4"]})


def test_every_pair_keeps_its_own_order(tmp_path):
    path = book(tmp_path, Summary=SUMMARY, CSTP1=ENTRY, Notes=[["Ghi chú"]])
    reading = read(path)
    assert best(path) == "F11" and reading.index == "PCI" and reading.years == (2023,)
    summary, entry = reading.parts
    rows = {(row["unit"], row["indicator"]): row for _, row in summary.rows.iterrows()}
    assert len(rows) == 9
    for unit, total, d1, d4 in [
        ("22", (71.25, "B4"), (7.49, "D6"), (8.54, "F4")),
        ("80", (70.94, "B5"), (8.10, "D4"), (7.00, "F6")),
        ("79", (67.19, "B6"), (7.5, "D5"), (7.01, "F5")),
    ]:
        for code, expected in (("total", total), ("D1", d1), ("D4", d4)):
            assert (rows[unit, code]["score"], rows[unit, code]["cell"]) == expected
    own = entry.rows[["unit", "indicator", "score", "cell"]].to_numpy().tolist()
    assert own == [["22", "D1", 7.49, "D5"], ["80", "D1", 8.1, "D6"], ["79", "D1", 7.5, "D7"]]
    assert [code for code, *_ in told(reading)] == ["sheet_left_out", "unknown_column"]


def test_pairs_of_several_years(tmp_path):
    rows = [
        ["PCI 2021", "", "PCI 2022", ""],
        ["Province", "Score", "Province", "Score"],
        ["Hai Phong", 70.61, "Quang Ninh", 72.95],
        ["Quang Ninh", 70.6, "Hai Phong", 70.76],
        ["Da Nang", 64.42, "Da Nang", 68.52],
    ]
    reading = read(book(tmp_path, Summary=rows))
    assert reading.years == (2021, 2022)
    found = figures(reading)
    assert found[2021, "31", "total"] == (70.61, "B3")
    assert found[2022, "31", "total"] == (70.76, "D4") and len(found) == 6


def test_a_workbook_without_a_year_asks_for_it(tmp_path):
    rows = [["PCI", "", "", ""], *SUMMARY[1:]]
    path = book(tmp_path, Summary=rows)
    assert read(path).needs == ("year",)
    assert figures(read(path, year=2024))[2024, "79", "D4"] == (7.01, "F5")
