"""The sheets of figures: overview, rankings, gaps, years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from indices.catalogue import Text
from indices.reports.workbook.sheets import GAP, POINTS, TEXT, WHOLE, Head, Sheet, Value
from indices.reports.yearly.checks import outcome, target_text
from indices.reports.yearly.words import BASES, MISSING, PRECISIONS, STATUSES, Words

if TYPE_CHECKING:
    from indices.analysis.standing import Result
    from indices.analysis.yearly import IndexYear, Yearly
    from indices.frames import Row

_OVERVIEW = Text("Tổng quan", "Overview")
_OVERVIEW_HEADS = (
    (Text("Chỉ số", "Index"), 14, TEXT),
    (Text("Năm", "Year"), 8, WHOLE),
    (Text("Điểm của {city}", "Score of {city}"), 12, POINTS),
    (Text("Trung bình đối sánh", "Benchmark mean"), 13, POINTS),
    (Text("Khoảng cách (điểm − trung bình)", "Gap (score − mean)"), 16, GAP),
    (Text("Số tỉnh, thành phố tính trung bình", "Provinces in the mean"), 14, WHOLE),
    (Text("Cao nhất", "Best"), 10, POINTS),
    (Text("Hạng", "Rank"), 8, WHOLE),
    (Text("Số đơn vị xếp hạng", "Ranked units"), 11, WHOLE),
    (Text("Căn cứ hạng", "Basis of the rank"), 13, TEXT),
    (Text("Nhóm", "Group"), 18, TEXT),
    (Text("Thay đổi điểm so với năm trước", "Change of the score on the year before"), 16, GAP),
    (Text("Bậc tăng so với năm trước", "Places gained on the year before"), 14, "+0;-0;0"),
    (Text("Chỉ tiêu của Thành phố", "The city's own target"), 22, TEXT),
    (Text("Kết quả so với chỉ tiêu", "Outcome"), 18, TEXT),
    (Text("Lý do không có điểm", "Why there is no score"), 24, TEXT),
)
_RANKING = Text("Hạng {index}", "Ranks {index}")
_RANKING_HEADS = (
    (Text("Tỉnh, thành phố", "Province"), 22, TEXT),
    (Text("Mã", "Code"), 7, TEXT),
    (Text("Điểm", "Score"), 10, POINTS),
    (Text("Hạng", "Rank"), 8, WHOLE),
    (Text("Số đơn vị xếp hạng", "Ranked units"), 11, WHOLE),
    (Text("Căn cứ hạng", "Basis of the rank"), 13, TEXT),
    (Text("Nhóm", "Group"), 18, TEXT),
    (Text("Căn cứ nhóm", "Basis of the group"), 20, TEXT),
    (Text("Độ chính xác", "Precision"), 12, TEXT),
    (Text("Tình trạng số liệu", "Status"), 14, TEXT),
    (Text("Lý do không có điểm", "Why there is no score"), 26, TEXT),
    (Text("Nguồn", "Sources"), 16, TEXT),
)
_GAPS = Text("Khoảng cách", "Gaps")
_GAP_HEADS = (
    (Text("Nội dung", "Part"), 46, TEXT),
    (Text("Chỉ số", "Index"), 12, TEXT),
    (Text("Mã", "Code"), 34, TEXT),
    (Text("Thuộc", "Parent"), 26, TEXT),
    (Text("{city}", "{city}"), 10, POINTS),
    (Text("Trung bình đối sánh", "Benchmark mean"), 13, POINTS),
    (Text("Khoảng cách (điểm − trung bình)", "Gap (score − mean)"), 16, GAP),
    (Text("Tối đa", "Maximum"), 10, POINTS),
    (Text("Cao nhất", "Best"), 10, POINTS),
    (Text("Đơn vị cao nhất", "Best provinces"), 24, TEXT),
    (Text("Số tỉnh, thành phố tính trung bình", "Provinces in the mean"), 14, WHOLE),
    (Text("Lý do chưa tính được", "Why it is unknown"), 34, TEXT),
)
_YEARS = Text("Các năm", "Years")
_YEAR = Text("Năm", "Year")


def overview(found: Yearly, w: Words) -> Sheet:
    """Return a row for every index."""
    rows = [_overview_row(one, w) for one in found.indices]
    return Sheet(w.name(_OVERVIEW), _heads(_OVERVIEW_HEADS, w), rows)


def ranking(one: IndexYear, w: Words) -> Sheet:
    """Return all units of an index, the highest score first, then by rank."""
    ordered = sorted(
        one.totals,
        key=lambda row: (
            row["score"] is None,
            -(row["score"] or 0.0),
            row["rank"] is None,
            row["rank"] or 0,
            row["unit"],
        ),
    )
    focus = {place for place, row in enumerate(ordered) if row["unit"] == w.catalogue.focus}
    rows = [_ranking_row(one, row, w) for row in ordered]
    title = w.say(_RANKING, index=w.head(one.index))
    return Sheet(title, _heads(_RANKING_HEADS, w), rows, frozenset(focus))


def gaps(found: Yearly, w: Words) -> Sheet:
    """Return total and parts of every index, the parts of the total first."""
    rows = []
    for one in found.known:
        rows += [_gap_row(one, row, w) for row in ordered_gaps(one)]
    return Sheet(w.name(_GAPS), _heads(_GAP_HEADS, w), rows)


def ordered_gaps(one: IndexYear) -> list[Row]:
    """Return the gaps of an index: the total, its parts with a known gap, everything else."""
    first = [] if one.result is None else [one.result.mean, *one.parts]
    codes = {row["indicator"] for row in first}
    return [*first, *(row for row in one.gaps if row["indicator"] not in codes)]


def years(found: Yearly, w: Words) -> tuple[Sheet, dict[str, list[int]]]:
    """Return the city's totals by year, a column for each run of comparable years.

    Returns:
        The sheet, and the columns of each index by its code.
    """
    focus = w.catalogue.focus
    heads, figures = [Head(w.name(_YEAR), 8, WHOLE)], []
    columns: dict[str, list[int]] = {}
    for one in found.indices:
        columns[one.index.code] = []
        for run in one.history.get(focus, ()):
            name = f"{w.name(one.index.short_name)} {run.years[0]}"
            name += f"–{run.years[-1]}" if len(run.years) > 1 else ""
            heads.append(Head(name, 16, POINTS))
            columns[one.index.code].append(len(heads))
            figures.append(dict(zip(run.years, run.values, strict=True)))
    known = sorted({year for run in figures for year in run})
    span = range(known[0], known[-1] + 1) if known else ()
    rows: list[list[Value]] = [[year, *(run.get(year) for run in figures)] for year in span]
    return Sheet(w.name(_YEARS), heads, rows), columns


def _heads(heads: Sequence[tuple[Text, float, str]], w: Words) -> list[Head]:
    return [Head(w.say(title, city=w.city), width, number) for title, width, number in heads]


def _overview_row(one: IndexYear, w: Words) -> list[Value]:
    name = w.name(one.index.short_name)
    if one.result is None:
        return [name, w.year, *[None] * (len(_OVERVIEW_HEADS) - 3), w.of(MISSING, "not_published")]
    row, mean, result = one.result.row, one.result.mean, one.result
    own = [check for check in one.targets if check.target.indicator == "total"]
    return [
        name,
        w.year,
        row["score"],
        mean["reference"],
        behind(mean),
        mean["n_reference"],
        mean["best"],
        row["rank"],
        row["rank_of"],
        w.of(BASES, row["rank_basis"]),
        _group(one, row, w),
        result.score_change.value,
        result.rank_change.value,
        "; ".join(target_text(one.index, check.target, w) for check in own),
        "; ".join(outcome(check, w) for check in own),
        _why(row, w),
    ]


def _ranking_row(one: IndexYear, row: Row, w: Words) -> list[Value]:
    return [
        w.unit(row["unit"]),
        row["unit"],
        row["score"],
        row["rank"],
        row["rank_of"],
        w.of(BASES, row["rank_basis"]),
        _group(one, row, w),
        w.of(BASES, row["grade_basis"]),
        w.of(PRECISIONS, row["precision"]) if row["score"] is not None else "",
        w.of(STATUSES, row["status"]),
        _why(row, w),
        (row["sources"] or "").replace(";", ", "),
    ]


def _gap_row(one: IndexYear, row: Row, w: Words) -> list[Value]:
    result: Result | None = one.result
    best = [code for code in (row["best_unit"] or "").split(";") if code]
    return [
        w.part(one.index, row["indicator"]),
        w.name(one.index.short_name),
        row["indicator"],
        row["parent"],
        row["score"],
        row["reference"],
        behind(row),
        row["max_points"],
        row["best"],
        w.units(best),
        row["n_reference"],
        w.no_gap(row) if result is not None and row["gap"] is None else "",
    ]


def behind(gap: Row) -> float | None:
    """Return a gap as the city sees it: score − reference, minus is behind."""
    # Adding zero turns −0.0 into 0.0.
    return None if gap["gap"] is None else -gap["gap"] + 0.0


def _group(one: IndexYear, row: Row, w: Words) -> str:
    return "" if row["grade"] is None else w.grade(one.index, row["grade"])


def _why(row: Row, w: Words) -> str:
    return "" if row["score"] is not None else w.of(MISSING, row["missing_reason"])
