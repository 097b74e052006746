"""Facts that hold a result against others: benchmark provinces, the best, the own target."""

from __future__ import annotations

from dash.development.base_component import Component

from indices.analysis.standing import Result
from indices.analysis.targets import TargetCheck
from indices.catalogue import Catalogue, Index, Target
from indices.facts import fact_key
from indices.frames import Row
from layouts.components import terms
from layouts.components.facts import Fact, make_fact, source_link
from layouts.components.keyed import fact_button
from layouts.components.result_facts import gap_text, points
from layouts.urls import PageState
from layouts.wording import UNKNOWN, Wording

SIGNS = {"met": "✓", "missed": "✗", "unknown": "?"}


def mean_fact(index: Index, result: Result, catalogue: Catalogue, w: Wording) -> Fact:
    """Return the gap to the mean of the benchmark provinces, naming those that are not in it."""
    label, gap = w.t("vs benchmark mean"), result.mean
    if gap["gap"] is None:
        return make_fact(label, UNKNOWN, [_no_gap(gap, catalogue, w), _ranks(result, catalogue, w)])
    rounded = mean_rounded(result)
    mean = w.t(
        "mean {mean}: {n} of {all} provinces",
        mean=points(index, gap["reference"], w, rounded),
        n=gap["n_reference"],
        all=len(catalogue.benchmark),
    )
    value = gap_text(index, gap["gap"], w, rounded)
    return make_fact(label, value, [mean, left_out(result, catalogue, w), doubt(result, w)])


def mean_rounded(result: Result) -> bool:
    """Whether the gap to the mean rests on a figure that its source rounds."""
    scored = [row for row in (result.row, *result.benchmark) if row["score"] is not None]
    return any(row["precision"] == "rounded" for row in scored)


def best_fact(index: Index, result: Result, catalogue: Catalogue, w: Wording) -> Fact:
    """Return the gap to the best of all ranked units and who that is."""
    label, gap = w.t("vs the best"), result.best
    if gap["best"] is None:
        return make_fact(label, UNKNOWN, [w.t("score of the best not found by us yet")])
    names = [unit_name(code, catalogue, w) for code in str(gap["best_unit"]).split(";")]
    keys = [fact_key(index.code, result.year, code) for code in str(gap["best_unit"]).split(";")]
    leader = fact_button(f"{w.listing(names)}: {points(index, gap['best'], w)}", keys[0])
    if gap["gap"] is None:
        return make_fact(label, UNKNOWN, [_no_gap(gap, catalogue, w), leader])
    rounded = result.row["precision"] == "rounded"
    return make_fact(label, gap_text(index, gap["gap"], w, rounded), [leader])


def target_fact(
    index: Index, result: Result, catalogue: Catalogue, state: PageState, w: Wording
) -> Fact:
    """Return the city's own target for the year: met, missed or unknown, with both values."""
    label = w.t("City's target for {year}", year=result.year)
    if not result.targets:
        return make_fact(label, UNKNOWN, [w.t("no target found by us")])
    check = result.targets[0]
    outcome = {"met": w.t("met"), "missed": w.t("missed"), "unknown": w.t("cannot be checked")}
    notes: list[str | Component] = [
        w.t("target: {target}", target=target_text(index, check.target, w)),
        w.t("result: {result}", result=_actual(index, check, w)),
        source_link(check.target.source, catalogue, state, w),
    ]
    return make_fact(label, f"{SIGNS[check.outcome]} {outcome[check.outcome]}", notes)


def target_text(index: Index, target: Target, w: Wording) -> str:
    """Write a target: "rank 15 or better", "group High", "above 6.50"."""
    if target.kind == "rank_at_most":
        return w.t("rank {rank} or better", rank=target.value)
    if target.kind == "score_above":
        return w.t("above {score}", score=w.number(float(target.value), index.decimals))
    name = terms.grade_name(index, target.value, w)
    if target.value == index.grading.groups[0][0]:
        return w.t("group {group}", group=name)
    return w.t("group {group} or better", group=name)


def left_out(result: Result, catalogue: Catalogue, w: Wording) -> str:
    """Name the benchmark units that are not in the mean, with the reason; empty when all are."""
    codes = (result.mean["missing_reference"] or "").split(";")
    return "; ".join(
        w.t(
            "without {unit} ({reason})",
            unit=unit_name(row["unit"], catalogue, w),
            reason=terms.missing_reason(row["missing_reason"], w) or w.t("parts unknown"),
        )
        for row in result.benchmark
        if row["unit"] in codes
    )


def doubt(result: Result, w: Wording) -> str:
    """Say that the gap to the mean rests on a figure on which sources disagree; else empty."""
    return w.t("rests on a disputed figure") if result.mean["status"] == "disputed" else ""


def unit_name(code: str, catalogue: Catalogue, w: Wording) -> str:
    """Return the name of one of the 63 units by its code."""
    return w.unit_name(catalogue.unit(code))


def _no_gap(gap: Row, catalogue: Catalogue, w: Wording) -> str:
    if str(gap["reason"]).startswith("focus"):
        return w.t("score of {unit} unknown", unit=w.name(catalogue.focus_name))
    return w.t("scores of the others unknown")


def _ranks(result: Result, catalogue: Catalogue, w: Wording) -> str:
    """List the known ranks of the benchmark units and name those whose rank is unknown."""
    ranked = [row for row in result.benchmark if row["rank"] is not None]
    ranked.sort(key=lambda row: int(row["rank"]))
    if not ranked:
        return ""
    known = [f"{unit_name(row['unit'], catalogue, w)} {row['rank']}" for row in ranked]
    text = w.t("ranks: {ranks}", ranks=", ".join(known))
    absent = [
        unit_name(row["unit"], catalogue, w) for row in result.benchmark if row["rank"] is None
    ]
    return text + w.t("; not found: {units}", units=", ".join(absent)) if absent else text


def _actual(index: Index, check: TargetCheck, w: Wording) -> str:
    if check.actual is None:
        return terms.missing_reason(check.reason, w)
    if check.target.kind == "rank_at_most":
        return f"{w.rank(check.actual, check.rank_of)} ({terms.rank_basis(check.basis, w)})"
    if check.target.kind == "group_at_least":
        grade = terms.grade_name(index, str(check.actual), w)
        return f"{grade} ({terms.grade_basis(check.basis, w)})"
    return w.number(float(check.actual), index.decimals)
