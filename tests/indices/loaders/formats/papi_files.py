"""Small PAPI files in the shapes, and with the traps, of those that people hold."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook

from indices.loaders.formats import Reading
from indices.loaders.numbers import parse_number
from tests.indices.sheets import CATALOGUE

INDEX = CATALOGUE.indices["PAPI"]
UNITS = {"01": "Hà Nội ", "24": "Bắc Giang", "79": "Tp.HCM", "87": "Đồng Tháp"}
ENGLISH = {"01": "Ha Noi", "24": "Bac Giang", "79": "Ho Chi Minh City", "87": "Dong Thap"}
RETROFITTED = {
    "poverty_lists": "2.1: Tiếp cận thông tin ",
    "communal_budget": "2.2: Công khai, minh bạch danh sách hộ nghèo ",
    "land_use_plans": " 2.3: Công khai, minh bạch ngân sách cấp xã/phường",
    "interactions_local_authorities": "3.1: tương tác với các cấp chính quyền ",
}


def parts_of(dimension: str, year: int) -> list[str]:
    return [item.code for item in INDEX.children(dimension, year)]


def dimensions(year: int) -> list[str]:
    return [item.code for item in INDEX.indicators_in(year) if item.level == "dimension"]


def score(unit: str, code: str, year: int) -> float:
    """A figure of its own for every unit, indicator and year, within the scale."""
    if code == "total":
        return round(sum(score(unit, item, year) for item in dimensions(year)), 4)
    if code in dimensions(year):
        return round(sum(score(unit, part, year) for part in parts_of(code, year)), 4)
    order = [item.code for item in INDEX.indicators].index(code)
    return round(1 + order / 100 + int(unit) / 10_000 + (year - 2000) / 1_000, 4)


def name(code: str, lang: str = "vi") -> str:
    return INDEX.indicator(code).name.get(lang)


def codes_in_order(year: int) -> list[str]:
    return [code for item in dimensions(year) for code in (item, *parts_of(item, year))]


def master(path: Path, years: Sequence[int] = (2014, 2019)) -> Path:
    """F1: two headings, code and two names, row 999 of formulas, totals that are formulas."""
    book = Workbook()
    book.remove(book.active)
    for year in years:
        sheet = book.create_sheet(f"{year}_PAPI")
        codes = codes_in_order(year)
        totals = ["Un-weighted2015PAPI"] if year < 2018 else []
        english = [
            "E-Reponsiveness" if code == "e_responsiveness" else name(code, "en") for code in codes
        ]
        sheet.append(["tinhid", "tentinh_eng", "tentinh_vie", *english, *totals])
        sheet.append(["Mã tỉnh", "Tỉnh", "Tỉnh", *map(name, codes), *totals])
        letters = {code: sheet.cell(1, 4 + at).column_letter for at, code in enumerate(codes)}
        for unit in UNITS:
            withheld = year == 2014 and unit in ("24", "87")
            figures = [None if withheld else score(unit, code, year) for code in codes]
            row = sheet.max_row + 1
            total = "=" + "+".join(f"{letters[code]}{row}" for code in dimensions(year))
            sheet.append([int(unit), ENGLISH[unit], UNITS[unit], *figures])
            if totals:
                sheet.cell(row, 4 + len(codes), total)
        formulas = [f"=PERCENTILE({letter}3:{letter}6,1)" for letter in letters.values()]
        sheet.append([999, "Highest", "Điểm cao nhất", *formulas])
        sheet.append([None, None, "Nguồn: khảo sát"])
    book.save(path)
    return path


def yearly(path: Path, year: int = 2015, retrofitted: bool = True) -> Path:
    """F2: a summary and a sheet per dimension in another order, a legend at the right."""
    book = Workbook()
    summary = book.active
    summary.title = f"{year}PAPI- Bảng tổng hợp kết quả"
    labels = {}
    for dimension in dimensions(year):
        number = dimension[1:]
        labels[dimension] = f"  {number}: {name(dimension)} "
        for at, code in enumerate(parts_of(dimension, year), start=1):
            labels[code] = f"{number}.{at}: {name(code)} "
    if retrofitted:
        labels |= RETROFITTED
        if year < 2018:
            second, third = sorted(parts_of("D3", year)[1:], key=lambda code: code[0] != "r")
            if year < 2016:
                second, third = "peoples_inspection_boards", "community_investment_boards"
            labels[second] = "3.2: Giải quyết khiếu nại, tố giác của người dân "
            labels[third] = "3.3: Tiếp cận dịch vụ tư pháp "
    write(summary, year, labels, list(UNITS))
    for dimension in dimensions(year):
        sheet = book.create_sheet(f"Điểm thành phần {dimension[1:]}")
        own = {code: labels[code] for code in (dimension, *parts_of(dimension, year))}
        write(sheet, year, own, list(reversed(UNITS)))
        sheet.cell(1, 9, "Ghi chú: điểm càng cao càng tốt")
        sheet.merge_cells("I1:K3")
    book.save(path)
    return path


def write(sheet, year: int, labels: dict[str, str], units: list[str]) -> None:
    order = sorted(labels, key=lambda code: labels[code].strip().split(":")[0])
    sheet.append(["Tên tỉnh ", *(labels[code] for code in order)])
    for unit in units:
        sheet.append([UNITS[unit], *(score(unit, code, year) for code in order)])


def full(path: Path, year: int = 2019) -> Path:
    """F3: provinces side by side, codes above names, totals with bounds, rows of indicators."""
    book = Workbook()
    sheet = book.active
    sheet.title = "ProvincialIndicators"
    fill_full(sheet, year, list(UNITS))
    fill_full(book.create_sheet("HoChiMinh"), year, ["79"])
    secret = book.create_sheet("draft")
    fill_full(secret, year, ["01"])
    secret.sheet_state = "hidden"
    book.save(path)
    return path


def fill_full(sheet, year: int, units: list[str]) -> None:
    sheet.append(["Mã tỉnh", None, *map(int, units)])
    sheet.append(["Tên tỉnh/thành phố", "Thang điểm", *(UNITS[unit] for unit in units)])
    for word, more in (("có trọng số", 1), ("không có trọng số", 0)):
        totals = [score(unit, "total", year) + more for unit in units]
        sheet.append([f"Chỉ số PAPI {year} ({word})", "10-80 điểm", *totals])
        sheet.append(["Cận dưới (95%)", None, *(round(total - 1.645 * 0.5, 4) for total in totals)])
        sheet.append(["Cận trên (95%)", None, *(round(total + 1.645 * 0.5, 4) for total in totals)])
        sheet.append(["Sai số chuẩn", None, *(0.5 for _ in totals)])
    for dimension in dimensions(year):
        label = f"Chỉ số nội dung {dimension[1:]}: {name(dimension)}"
        sheet.append([label, "1-10 điểm", *figures(units, dimension, year)])
        for at, code in enumerate(parts_of(dimension, year), start=1):
            text = f"{dimension[1:]}.{at}: {name(code)}*"
            sheet.append([text, "0.25-2.5 điểm", *figures(units, code, year)])
            sheet.append(
                [
                    "Quan hệ là quan trọng khi xin vào 1 trong số 5 vị trí (%)",
                    "0%-100%",
                    *(0.5 for _ in units),
                ]
            )
    sheet.append([])
    sheet.append(["KCDL = Không có dữ liệu"])


def figures(units: list[str], code: str, year: int) -> list[object]:
    """Figures of an indicator; one province has none of the last dimension."""
    last = dimensions(year)[-1]
    without = {last, *parts_of(last, year)}
    return [
        "KCDL" if unit == "24" and code in without else score(unit, code, year) for unit in units
    ]


def coded(year: int, blank: Sequence[str] = ()) -> str:
    """F5: P01 … in the order of codes, SC11 … in the numbering of 2018, as text."""
    codes = [unit.code for unit in CATALOGUE.units_of(63)]
    numbered = {
        f"SC{item[1:]}{at}": code
        for item in dimensions(2019)
        for at, code in enumerate(parts_of(item, 2019), start=1)
    }
    lines = [",".join(["Province", *numbered])]
    for unit in UNITS:
        cells = [
            str(score(unit, code, year)) if code not in blank else "" for code in numbered.values()
        ]
        lines.append(",".join([f"P{codes.index(unit) + 1:02d}", *cells]))
    return "\n".join(lines)


def read_again(path: Path, reading: Reading) -> list[tuple[float, float]]:
    """Every figure of a reading beside what openpyxl finds in the cell that it names."""
    book = load_workbook(io.BytesIO(path.read_bytes()))
    pairs = []
    for part in reading.parts:
        sheet = book[part.table.sheet]
        for cell, figure in zip(part.rows["cell"], part.rows["score"], strict=True):
            value = sheet[cell].value
            number = parse_number(str(value))
            pairs.append((figure, figure if str(value).startswith("=") else number.value))
    return pairs
