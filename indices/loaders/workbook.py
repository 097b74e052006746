"""The empty workbook that people fill in: data sheet, instructions in both languages, lists."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from indices.catalogue import VINTAGES, Catalogue
from indices.loaders.columns import Template
from indices.loaders.names import NATIONAL
from indices.loaders.template import TEMPLATES
from indices.vocabulary import PRECISIONS, STATUSES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LAST_ROW = 5000
_INSTRUCTIONS, _LISTS = "Hướng dẫn - Instructions", "Danh mục - Lists"
_RULES = (
    (
        "Mỗi dòng là một số liệu của một nguồn. Nhập vào sheet đầu tiên, dưới dòng tiêu đề; không "
        "đổi tên cột, không thêm cột.",
        "One row is one figure of one source. Fill in the first sheet under its heading; do not "
        "rename or add columns.",
    ),
    (
        "Nhập số đúng như bản in. Chấp nhận dấu phẩy hoặc dấu chấm thập phân, ký hiệu % và cách "
        "ghi 9,42/10.",
        "Enter numbers as printed. Decimal comma or point, a % sign and 9.42/10 are understood.",
    ),
    (
        "Không có số liệu thì để trống hoặc ghi KCDL; không ghi 0.",
        "Leave a cell blank, or write KCDL, where there is no figure; never write 0.",
    ),
    (
        "Dòng của vùng và của cả nước (Bình quân, Cao nhất…) được bỏ qua và được thông báo.",
        "Rows of regions and of the country (Average, Highest …) are left out, and you are told.",
    ),
    (
        "Cùng một số liệu từ hai nguồn khác nhau: nhập cả hai dòng.",
        "The same figure from two sources: enter both rows.",
    ),
    (
        "Lưu tệp rồi chạy: python -m indices import <tệp> --dry-run",
        "Save the file, then run: python -m indices import <file> --dry-run",
    ),
)


def template_workbook(index: str, catalogue: Catalogue) -> bytes:
    """Return the workbook of one index as bytes.

    Its first sheet bears the index's code and the heading of the template; lists of units,
    indicators, sources and words are offered in its cells.
    """
    from openpyxl import Workbook

    book = Workbook()
    template = TEMPLATES[index]
    data = book.active
    data.title = index
    lists = _lists(index, catalogue)
    _fill_data(data, template)
    _fill_instructions(book.create_sheet(_INSTRUCTIONS), template)
    _fill_lists(book.create_sheet(_LISTS), lists)
    _offer_lists(data, template, lists)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _lists(index: str, catalogue: Catalogue) -> dict[str, Sequence[str]]:
    """Return the words that each column offers."""
    chosen = catalogue.indices[index]
    names = [unit.name.vi for vintage in VINTAGES for unit in catalogue.units_of(vintage)]
    return {
        "unit": list(dict.fromkeys([*names, *NATIONAL])),
        "indicator": [indicator.code for indicator in chosen.indicators],
        "grade": [code for code, _ in chosen.grading.groups],
        "precision": PRECISIONS,
        "status": STATUSES,
        "source": list(catalogue.sources),
    }


def _fill_data(sheet: Worksheet, template: Template) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.append(list(template.names))
    sheet.freeze_panes = "A2"
    for number, column in enumerate(template.columns, start=1):
        sheet.cell(1, number).font = Font(bold=True)
        width = {"unit": 24, "indicator": 30, "text": 40}.get(column.kind, 14)
        sheet.column_dimensions[get_column_letter(number)].width = width
        if column.kind in ("unit", "word", "indicator"):
            # As text, so that "01" keeps its zero.
            sheet.column_dimensions[get_column_letter(number)].number_format = "@"


def _fill_instructions(sheet: Worksheet, template: Template) -> None:
    from openpyxl.styles import Alignment, Font

    rows = [("Quy tắc", "Rules"), *_RULES, ("", "")]
    for vi, en in rows:
        sheet.append([vi, en])
    sheet.append(["Cột - Column", "Bắt buộc - Required", "Nội dung", "What it holds"])
    heading = sheet.max_row
    for column in template.columns:
        required = "x" if column.required else ""
        sheet.append([column.name, required, column.about.vi, column.about.en])
    for letter, width in zip("ABCD", (60, 60, 70, 70), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=cell.row in (1, heading))


def _fill_lists(sheet: Worksheet, lists: dict[str, Sequence[str]]) -> None:
    for number, (name, words) in enumerate(lists.items(), start=1):
        for row, word in enumerate([name, *words], start=1):
            sheet.cell(row, number, word)


def _offer_lists(sheet: Worksheet, template: Template, lists: dict[str, Sequence[str]]) -> None:
    """Offer the lists in the cells of their columns, and ask for plausible years and numbers."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for number, column in enumerate(template.columns, start=1):
        cells = f"{get_column_letter(number)}2:{get_column_letter(number)}{LAST_ROW}"
        if words := lists.get(column.name):
            letter = get_column_letter(list(lists).index(column.name) + 1)
            formula = f"'{_LISTS}'!${letter}$2:${letter}${len(words) + 1}"
            offer = DataValidation("list", formula1=formula, allow_blank=True)
        elif column.kind == "year":
            offer = DataValidation("whole", "between", "1990", "2100", allow_blank=True)
        else:
            continue
        # A warning and not a refusal: other spellings are understood by the import.
        offer.errorStyle = "warning"
        offer.promptTitle, offer.prompt = column.name, column.about.vi[:255]
        offer.showInputMessage = True
        sheet.add_data_validation(offer)
        offer.add(cells)
