"""Where a number comes from, in words: figures as printed, places, and the steps of the rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from indices.analysis.provenance import Rival
from indices.catalogue import Index
from layouts.components import terms
from layouts.wording import UNKNOWN, Wording

Row = Mapping[str, Any]
_ROW = re.compile(r"[A-Z]+([0-9]+)")


def printed(index: Index, row: Row, figure: str, w: Wording) -> str:
    """Write one figure of an observation as its source prints it; "–" where it has none."""
    if row[figure] is None:
        return UNKNOWN
    if figure == "rank":
        return w.rank(row["rank"], row["rank_of"])
    if figure == "grade":
        return terms.grade_name(index, row["grade"], w)
    text = w.number(row["score"], 2 if row["decimals"] is None else int(row["decimals"]))
    return f"{text} %" if index.unit == "%" and row["indicator"] == "total" else text


def all_printed(index: Index, row: Row, w: Wording) -> str:
    """Write everything that an observation says: "86.05 % · rank 43/63"."""
    said = []
    if row["score"] is not None:
        said.append(printed(index, row, "score", w))
    if row["rank"] is not None:
        said.append(w.t("rank {rank}", rank=printed(index, row, "rank", w)))
    if row["grade"] is not None:
        said.append(w.t("group {group}", group=printed(index, row, "grade", w)))
    return " · ".join(said) or UNKNOWN


def figure_name(figure: str, w: Wording) -> str:
    """Name a figure: score, rank or group."""
    return {"score": w.t("Score"), "rank": w.t("Rank"), "grade": w.t("Group")}[figure]


def place(row: Row, w: Wording) -> str:
    """Say where a figure stands: file, sheet and cell; empty for one that no file holds."""
    if not row["cell"]:
        return ""
    sheet = w.t("sheet {sheet}", sheet=row["sheet"]) if row["sheet"] else ""
    cell = w.t("cell {cell}", cell=row["cell"])
    return ", ".join(part for part in (row["file"], sheet, cell) if part)


def when(row: Row, named: bool, w: Wording) -> str:
    """Say when a file was read, and by whom where a person did it and names may be said."""
    if not row["imported_at"]:
        return ""
    at = moment(row["imported_at"], w)
    if row["origin"] != "import":
        return w.t("read on {moment}", moment=at)
    if named:
        return w.t("imported on {moment} by {who}", moment=at, who=row["imported_by"])
    return w.t("imported on {moment}", moment=at)


def moment(text: str, w: Wording) -> str:
    """Write a time of the database, ISO 8601 in UTC, as people read it."""
    day, _, time = text.partition("T")
    return w.t("{date} at {time} (UTC)", date=w.date(day), time=time[:5])


def row_of(cell: str | None) -> str:
    """Return the number of the row of a cell, "297" of "D297"."""
    found = _ROW.fullmatch(cell or "")
    return found.group(1) if found else ""


def reason(figure: str, rival: Rival, shown: Row | None, w: Wording) -> str:
    """Say by which step of the written rule an observation is not shown, with both values."""
    row = rival.row
    if rival.step == "rejected" or shown is None:
        return w.t("Rejected figures are never shown.")
    return {
        "status": lambda: w.t(
            "Accepted before disputed: this one is {this}, the one shown {shown}.",
            this=terms.status_name(row["status"], w),
            shown=terms.status_name(shown["status"], w),
        ),
        "printed": lambda: w.t("A printed rank stands before a derived one."),
        "kind": lambda: w.t(
            "Official before data set before academic before press: this one is {this}, the one "
            "shown {shown}.",
            this=terms.kind_name(row["kind"], w),
            shown=terms.kind_name(shown["kind"], w),
        ),
        "precision": lambda: w.t(
            "Exact before rounded before derived: this one is {this}, the one shown {shown}.",
            this=terms.precision_name(row["precision"], w),
            shown=terms.precision_name(shown["precision"], w),
        ),
        "decimals": lambda: w.t(
            "More decimals first: this one has {this}, the one shown {shown}.",
            this=_count(row["decimals"]),
            shown=_count(shown["decimals"]),
        ),
        "newer": lambda: w.t(
            "Newer first: this source is of {this}, the one shown of {shown}.",
            this=_dated(row, w),
            shown=_dated(shown, w),
        ),
        "source": lambda: w.t(
            "Equal in all else, so by the code of the source: {shown} before {this}.",
            this=row["source"],
            shown=shown["source"],
        ),
        "imported": lambda: w.t("The same source has said otherwise since; the later file stands."),
        "overruled": lambda: w.t(
            "An editor chose the other figure: {reason}", reason=shown["overruled"]
        ),
    }[rival.step]()


def basis(provenance_row: Row, figure: str, w: Wording) -> str:
    """Say how the shown rank or group came about where no source prints it."""
    if figure == "rank" and provenance_row["rank_basis"] == "computed":
        return w.t(
            "No source prints this rank; it is computed from the scores of all {n} ranked units.",
            n=provenance_row["rank_of"],
        )
    if figure == "grade" and provenance_row["grade_basis"] == "computed":
        return w.t("No source prints this group; it is computed from the score.")
    if figure == "grade" and provenance_row["grade_basis"] == "counts":
        return w.t(
            "No source prints this group; it follows from the rank and the published number of "
            "units in each group."
        )
    return ""


def _count(decimals: Any) -> int:
    return 0 if decimals is None else int(decimals)


def _dated(row: Row, w: Wording) -> str:
    return w.date(row["published"]) if row["published"] else w.t("an unknown date")
