"""Which indicator of PAPI each label of a table stands for, in one year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from indices.catalogue import Catalogue, Index
from indices.findings import Finding, Severity
from indices.loaders.formats.panels import Panel
from indices.loaders.formats.papi_labels import Label, by_name, canonical, read_label
from indices.loaders.labels import (
    IndicatorLabels,
    LabelCorrection,
    indicator_labels,
    read_label_corrections,
)
from indices.said import Said, noted, quoted, said

INDEX = "PAPI"


@dataclass
class Columns:
    """What the labels of a panel stand for.

    Attributes:
        codes: indicator and statistic by column (a row of the sheet when transposed).
        unknown: columns with figures whose label names nothing.
        findings: at the labels.
    """

    codes: dict[int, tuple[str, str]] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class _Read:
    """A label with what its number and its words say."""

    label: Label
    number: str | None
    name: str | None


def read_columns(panel: Panel, year: int, format: str, catalogue: Catalogue) -> Columns:
    """Tell what every label of a panel stands for; labels without figures are passed over.

    A number stands for the place in the numbering since 2018, unless the words contradict it;
    label corrections apply where number and words agree on what the index did not have yet.
    """
    index = catalogue.indices[INDEX]
    labels = indicator_labels(catalogue, INDEX)
    columns = Columns()
    read = {
        column: _read(panel, column, index, labels, columns)
        for column in panel.labels
        if panel.has_figures(column)
    }
    corrected = _corrected(panel, read, year, format, catalogue, columns)
    last: tuple[int, str] | None = None
    for column, item in read.items():
        # Bounds and errors without a name belong to the figure that stands right before them.
        beside = last[1] if last and last[0] == column - 1 else None
        code = corrected.get(column) or _code(panel, column, item, index, labels, columns)
        if item.label.bare:
            code = beside
        if code is None:
            columns.unknown.append(column)
            continue
        last = (column, code)
        columns.codes[column] = (code, item.label.statistic)
    _refuse_repeated(panel, columns)
    _refuse_unborn(panel, columns, year, index)
    return columns


def _read(
    panel: Panel, column: int, index: Index, labels: IndicatorLabels, columns: Columns
) -> _Read:
    """Read a label that may stand there in two languages."""
    texts = panel.labels[column][:1] if panel.transposed else panel.labels[column]
    found = [read_label(text) for text in texts]
    best = next((label for label in found if label.total or label.numbered), found[-1])
    names = [by_name(label, index, labels) for label in found]
    known = {name for name in names if name}
    if len(known) > 1:
        expected = said("two names of one indicator")
        _note(columns, panel, column, "two_labels", "blocking", expected, " / ".join(texts))
        return _Read(Label(best.text), None, None)
    # In a transposed table the rows without a number are indicators below the sub-dimensions.
    name = None if panel.transposed and not best.numbered else next(iter(known), None)
    return _Read(best, canonical(best, index), name)


def _code(
    panel: Panel,
    column: int,
    item: _Read,
    index: Index,
    labels: IndicatorLabels,
    columns: Columns,
) -> str | None:
    label = item.label
    if label.total:
        return label.total
    if item.name is None or item.name == item.number:
        return item.number
    if item.number is None or not label.part:
        contradicted = item.number is not None
    else:
        contradicted = index.indicator(item.name).parent != f"D{label.dimension}"
    if contradicted:
        expected = said("the label of {code}", code=item.number)
        _note(columns, panel, column, "contradictory_label", "blocking", expected, label.text)
        return None
    return item.name


def _corrected(
    panel: Panel,
    read: dict[int, _Read],
    year: int,
    format: str,
    catalogue: Catalogue,
    columns: Columns,
) -> dict[int, str]:
    """Return what wrongly labelled columns hold."""
    index = catalogue.indices[INDEX]
    codes: dict[int, str] = {}
    for correction in read_label_corrections(catalogue.root):
        if not correction.covers(INDEX, format, year):
            continue
        dimension = index.indicator(correction.sign).parent
        printed = {
            column: item.number
            for column, item in read.items()
            if item.number and item.label.part and f"D{item.label.dimension}" == dimension
        }
        # Words that contradict their number are right: such a file was not labelled anew.
        honest = any(read[column].name not in (None, printed[column]) for column in printed)
        if honest or correction.sign not in printed.values():
            continue
        meaning = dict(zip(correction.printed, correction.means, strict=True))
        for column, code in printed.items():
            if code in meaning:
                codes[column] = meaning[code]
                _tell(panel, column, codes[column], correction, index, columns)
    return codes


def _tell(
    panel: Panel,
    column: int,
    code: str,
    correction: LabelCorrection,
    index: Index,
    columns: Columns,
) -> None:
    if code == dict(zip(correction.means, correction.printed, strict=True))[code]:
        return
    expected = said(
        "{name} ({code}), because {reason}",
        name=repr(index.indicator(code).name.vi), code=code, reason=noted(correction.reason),
    )  # fmt: skip
    text = panel.labels[column][0]
    _note(columns, panel, column, "label_corrected", "info", expected, text)


def _refuse_repeated(panel: Panel, columns: Columns) -> None:
    """Leave out every column of an indicator that two labels claim."""
    by_code: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for column, code in columns.codes.items():
        by_code[code].append(column)
    for (claimed, _), claiming in by_code.items():
        for column in claiming[1:]:
            cell = panel.cell(panel.headings[claiming[0]][0], claiming[0])
            expected = said("{code} once; {cell}", code=claimed, cell=cell)
            text = panel.labels[column][0]
            _note(columns, panel, column, "repeated_label", "blocking", expected, text)
        if len(claiming) > 1:
            for column in claiming:
                del columns.codes[column]


def _refuse_unborn(panel: Panel, columns: Columns, year: int, index: Index) -> None:
    """Leave out indicators that the index did not have in the year."""
    existing = {item.code for item in index.indicators_in(year)}
    for column, (code, _) in list(columns.codes.items()):
        if code in existing:
            continue
        del columns.codes[column]
        # The weighted total is printed in several years and kept for the one that has errors.
        severity: Severity = "info" if code == "weighted_total" else "blocking"
        expected = said(
            "an indicator of {index} {year}; {code} was no part of it",
            index=INDEX, year=year, code=code,
        )  # fmt: skip
        text = panel.labels[column][0]
        _note(columns, panel, column, "indicator_not_in_year", severity, expected, text)


def missing_indicators(codes: Sequence[str], year: int, index: Index) -> list[str]:
    """Return the sub-dimensions, and the dimensions without any, that no label stands for."""
    missing = []
    for item in index.indicators_in(year):
        if item.level == "dimension":
            parts = [part.code for part in index.children(item.code, year)]
            absent = [code for code in parts if code not in codes]
            if item.code not in codes and absent:
                missing.append(item.code)
            missing += absent
    return missing


def _note(
    columns: Columns,
    panel: Panel,
    column: int,
    code: str,
    severity: Severity,
    expected: Said,
    found: str,
) -> None:
    place = panel.label_place(column)
    columns.findings.append(Finding(code, severity, place, expected, quoted(found)))
