"""Facts about one result: score, rank and grade, each with its basis and its change."""

from __future__ import annotations

from indices.analysis.ranking import NOISE_DECIMALS
from indices.analysis.series import Change
from indices.analysis.standing import Result
from indices.catalogue import Index
from indices.frames import Row
from layouts.components import terms
from layouts.components.facts import Fact, make_fact
from layouts.components.keyed import row_key
from layouts.wording import UNKNOWN, Wording


def points(index: Index, score: float, w: Wording, rounded: bool = False) -> str:
    """Write a score with the index's decimals: "86.97 %", "42.81"; "≈ 84 %" where it is rounded."""
    text = w.number(score, 0 if rounded else index.decimals)
    return f"{'≈ ' if rounded else ''}{text}{' %' if index.unit == '%' else ''}"


def points_change(index: Index, change: float, w: Wording, rounded: bool = False) -> str:
    """Write a difference of scores: "▲ +2.27", "≈ ▼ −5" where one of them is rounded."""
    if rounded:
        return f"≈ {w.change(round(change), 0)}"
    return w.change(round(change, NOISE_DECIMALS), index.decimals)


def gap_text(index: Index, gap: float, w: Wording, rounded: bool = False) -> str:
    """Write a gap (reference − score) as the unit sees it: "▼ −3.54 pts" is behind."""
    return w.t("{change} pts", change=points_change(index, -gap, w, rounded))


def score_text(index: Index, row: Row, w: Wording) -> str:
    """Write the score of a row, "–" where it is unknown."""
    if row["score"] is None:
        return UNKNOWN
    return points(index, row["score"], w, row["precision"] == "rounded")


def score_fact(index: Index, result: Result, w: Wording) -> Fact:
    """Return the score with what it rests on and its change on the year before."""
    label, row = w.t("Score"), result.row
    if not result.has_score:
        reason = terms.missing_reason(row["missing_reason"], w)
        return make_fact(label, UNKNOWN, [reason], leading=True, key=row_key(row))
    doubt = w.t("disputed: sources contradict each other") if row["status"] == "disputed" else ""
    notes = [_precision(index, result, w), _score_change(index, result, w), doubt]
    return make_fact(label, score_text(index, row, w), notes, leading=True, key=row_key(row))


def rank_fact(result: Result, w: Wording) -> Fact:
    """Return the rank with its basis and the places gained on the year before."""
    label, row = w.t("Rank"), result.row
    if row["rank"] is None:
        key = row_key(row, "rank")
        return make_fact(label, UNKNOWN, [w.t("no rank known")], leading=True, key=key)
    basis = {
        "published": w.t("published"),
        "derived": w.t("derived from the next year's announcement"),
        "computed": w.t("computed from the scores of all provinces"),
    }[row["rank_basis"]]
    rank = w.rank(row["rank"], row["rank_of"], result.tied)
    notes = [basis, _rank_change(result, w)]
    return make_fact(label, rank, notes, leading=True, key=row_key(row, "rank"))


def grade_fact(index: Index, result: Result, w: Wording) -> Fact:
    """Return grade or group with its basis."""
    label, row = w.t("Group"), result.row
    if index.grading.kind == "none":
        name = w.name(index.short_name)
        return make_fact(label, UNKNOWN, [w.t("{index} has no groups", index=name)])
    if row["grade"] is None:
        return make_fact(label, UNKNOWN, [w.t("not known for this year")])
    name, _, span = terms.grade_name(index, row["grade"], w).partition(" (")
    basis = {
        "published": w.t("published"),
        "computed": w.t("computed from the score"),
        "counts": w.t("from the rank and the size of the groups"),
    }[row["grade_basis"]]
    return make_fact(label, name, [span.rstrip(")"), basis], key=row_key(row, "grade"))


def _precision(index: Index, result: Result, w: Wording) -> str:
    if index.unit != "%":
        low, high = index.scale("total", result.year)
        return w.t("points, scale {scale}", scale=f"{low:.0f}–{high:.0f}")
    return {
        "rounded": w.t("rounded by the source"),
        "derived": w.t("derived from the next year's announcement"),
    }.get(result.row["precision"], "")


def _score_change(index: Index, result: Result, w: Wording) -> str:
    change, before = result.score_change, result.previous
    if change.value is None or before is None:
        return _no_change(change, w.t("no score for {year}", year=change.previous_year), w)
    rounded = "rounded" in (result.row["precision"], before["precision"])
    return w.t(
        "{change} on {year} ({before})",
        change=points_change(index, change.value, w, rounded),
        year=change.previous_year,
        before=score_text(index, before, w),
    )


def _rank_change(result: Result, w: Wording) -> str:
    change, before = result.rank_change, result.previous
    if change.value is None or before is None:
        return _no_change(change, w.t("no rank for {year}", year=change.previous_year), w)
    rank = w.rank(before["rank"], before["rank_of"])
    if before["rank_basis"] == "derived":
        rank = f"{rank}, {terms.rank_basis('derived', w)}"
    places = round(change.value)
    return w.n(
        "{change} place on {year} ({before})",
        "{change} places on {year} ({before})",
        abs(places),
        change=w.change(places, 0),
        year=change.previous_year,
        before=rank,
    )


def _no_change(change: Change, unknown_before: str, w: Wording) -> str:
    """Say why there is no change; what the missing value says already is not repeated."""
    reason = {
        "unknown_now": "",
        "unknown_before": unknown_before,
        "no_previous": w.t("nothing published for {year}", year=change.previous_year),
        "not_comparable": w.t("not comparable: method changed"),
    }[str(change.reason)]
    return w.t("change unknown: {reason}", reason=reason) if reason else ""
