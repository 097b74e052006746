"""The figures of a PAPI panel: blanks, totals without their parts and repeats are left out."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from indices.findings import Finding, Place
from indices.loaders.formats.panels import Panel
from indices.loaders.formats.papi_columns import Columns
from indices.loaders.numbers import is_missing, parse_number
from indices.said import as_is, said

_SAME = 1e-9
_TOTALS = ("total", "weighted_total")
Key = tuple[int, str, str]


@dataclass
class Seen:
    """Figures that earlier sheets of the file have given: what was printed, and where."""

    figures: dict[Key, tuple[str, Place]] = field(default_factory=dict)


def read_figures(
    panel: Panel, columns: Columns, year: int, seen: Seen
) -> tuple[list[dict[str, Any]], list[Finding]]:
    """Read the figures of a panel, one mapping each as `make_part` takes them.

    A total counts only where every dimension of the sheet has a figure: sums that a program works
    out over blanks are no figures. A figure that an earlier sheet gave is left out; a finding says
    where the two differ.
    """
    by_statistic: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for column, (code, statistic) in columns.codes.items():
        by_statistic[statistic][code] = column
    scores = by_statistic["score"]
    dimensions = [column for code, column in scores.items() if code.startswith("D")]
    figures: list[dict[str, Any]] = []
    findings: list[Finding] = []
    blank, repeated = [], 0
    for line, unit in panel.units.items():
        incomplete = [at for at in dimensions if not _is_figure(panel.text(line, at))]
        for code, column in scores.items():
            text = panel.text(line, column)
            if is_missing(text):
                blank.append(panel.cell(line, column))
                continue
            if code in _TOTALS and (incomplete or _is_zero(text)):
                findings.append(_no_total(panel, line, column, incomplete))
                continue
            key = (year, unit, code)
            if key in seen.figures:
                findings += _differing(panel, line, column, seen.figures[key])
                repeated += 1
                continue
            seen.figures[key] = (text, panel.place(line, column))
            figure = {
                "cell": panel.cell(line, column),
                "year": year,
                "unit": unit,
                "indicator": code,
                "score": text,
            }
            for statistic in ("lower", "upper", "standard_error", "respondents"):
                at = by_statistic[statistic].get(code)
                if at is not None and not is_missing(panel.text(line, at)):
                    figure[statistic] = panel.text(line, at)
            figures.append(figure)
    return figures, [*findings, *_counted(panel, blank, repeated)]


def _is_figure(text: str) -> bool:
    return parse_number(text) is not None


def _is_zero(text: str) -> bool:
    number = parse_number(text)
    return number is not None and number.value == 0


def _no_total(panel: Panel, line: int, column: int, incomplete: list[int]) -> Finding:
    found = as_is(panel.text(line, column))
    if incomplete:
        cell = panel.cell(line, incomplete[0])
        found = said("{figure} although {cell} has no figure", figure=str(found), cell=cell)
    expected = said("a total only where every dimension has a figure; it is left out")
    return Finding("total_without_parts", "info", panel.place(line, column), expected, found)


def _differing(panel: Panel, line: int, column: int, earlier: tuple[str, Place]) -> list[Finding]:
    text, (printed, place) = panel.text(line, column), earlier
    ours, theirs = parse_number(text), parse_number(printed)
    if ours and theirs and math.isclose(ours.value, theirs.value, rel_tol=_SAME):
        return []
    cell = f"{place.sheet} {place.cell}"
    expected = said("{figure}, as in {cell}, which counts", figure=printed, cell=cell)
    here = panel.place(line, column)
    return [Finding("unlike_other_sheet", "warning", here, expected, as_is(text))]


def _counted(panel: Panel, blank: list[str], repeated: int) -> list[Finding]:
    findings = []
    place = Place(panel.file, panel.sheet.name)
    if blank:
        cells = ", ".join(blank[:5]) + (" …" if len(blank) > 5 else "")
        found = said("{n} cells without one ({cells}), left out", n=len(blank), cells=cells)
        expected = said("a figure in every cell")
        findings.append(Finding("no_figure", "info", place, expected, found))
    if repeated:
        found = said("{n} figures that another sheet gives, not counted again", n=repeated)
        expected = said("figures of its own")
        findings.append(Finding("repeated_figures", "info", place, expected, found))
    return findings
