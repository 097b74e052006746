"""Native charts of the workbook: drawn by the spreadsheet from the cells beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from indices.reports.charts.caption import GREY, HCMC, REFERENCE

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTH_CM, _HEIGHT_CM = 24.0, 9.0
_ROW_CM = 0.42


def bars(
    sheet: Worksheet,
    at: str,
    title: str,
    names: int,
    columns: Sequence[int],
    rows: tuple[int, int],
    focus: int | None = None,
) -> None:
    """Add horizontal bars, the first row on top.

    Args:
        sheet: holds the cells.
        at: cell at which the chart begins.
        title: of the chart.
        names: column with the names of the bars.
        columns: of the values; of two, the first is the city's and the second the reference.
        rows: first and last row.
        focus: row of the city, where one column has bars of all units.
    """
    from openpyxl.chart import BarChart
    from openpyxl.chart.series import DataPoint

    chart = BarChart()
    chart.type, chart.barDir, chart.gapWidth, chart.title = "bar", "bar", 40, title
    _values(chart, sheet, names, columns, rows)
    colors = [HCMC, REFERENCE] if len(columns) > 1 else [GREY]
    for series, color in zip(chart.series, colors, strict=False):
        _paint(series.graphicalProperties, color)
    if focus is not None:
        own = DataPoint(idx=focus - rows[0])
        _paint(own.graphicalProperties, HCMC)
        chart.series[0].data_points.append(own)
    chart.x_axis.scaling.orientation = "maxMin"
    chart.legend = None if len(columns) == 1 else chart.legend
    chart.height = max(_HEIGHT_CM, _ROW_CM * (rows[1] - rows[0] + 1) + 2)
    _place(chart, sheet, at)


def lines(
    sheet: Worksheet,
    at: str,
    title: str,
    years: int,
    columns: Sequence[int],
    rows: tuple[int, int],
) -> None:
    """Add a line for each column, all in the city's colour; an empty cell cuts a line.

    Args:
        sheet: holds the cells.
        at: cell at which the chart begins.
        title: of the chart.
        years: column with the years.
        columns: one for each run of comparable years.
        rows: first and last row.
    """
    from openpyxl.chart import LineChart

    chart = LineChart()
    chart.title, chart.display_blanks, chart.legend = title, "gap", None
    _values(chart, sheet, years, columns, rows)
    for series in chart.series:
        series.graphicalProperties.line.solidFill = HCMC.lstrip("#")
        series.marker.symbol, series.smooth = "circle", False
        _paint(series.marker.graphicalProperties, HCMC)
    chart.y_axis.number_format = "0"
    chart.height = _HEIGHT_CM
    _place(chart, sheet, at)


def _values(
    chart: Any, sheet: Worksheet, names: int, columns: Sequence[int], rows: tuple[int, int]
) -> None:
    from openpyxl.chart import Reference, Series

    first, last = rows
    for column in columns:
        values = Reference(sheet, min_col=column, min_row=first, max_row=last)
        series = Series(values, title=str(sheet.cell(1, column).value))
        chart.series.append(series)
    chart.set_categories(Reference(sheet, min_col=names, min_row=first, max_row=last))


def _paint(look: Any, color: str) -> None:
    look.solidFill = look.line.solidFill = color.lstrip("#")


def _place(chart: Any, sheet: Worksheet, at: str) -> None:
    chart.width = _WIDTH_CM
    # Newer spreadsheets hide axes that do not say that they are shown.
    chart.x_axis.delete = chart.y_axis.delete = False
    sheet.add_chart(chart, at)
