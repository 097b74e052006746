"""The sentences of the compare page: what is compared, who is in it, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable

from layouts.components.terms import missing_reason
from layouts.pages.comparison import BEST, MEAN, MEDIAN, Comparison

FEW = 3
# Signs of a remark that fit one line beside a dumbbell.
SHORT = 9


def finding(comparison: Comparison) -> str:
    """Say by how much the focus unit is behind the chosen units, or why nobody can say."""
    w, units = comparison.w, comparison.units
    if comparison.own.score is None:
        said = _by_rank(comparison)
    elif not units:
        said = w.t(
            "{name} scores {score}; no province is chosen to compare it with",
            name=comparison.focus_name,
            score=comparison.score(comparison.own),
        )
    else:
        said = _by_score(comparison)
    return f"{comparison.title}: {said}."


def reference_name(comparison: Comparison) -> str:
    """Say in short what the focus unit is compared with: "mean of 5 provinces"."""
    w, against = comparison.w, comparison.state.against
    gap = comparison.gaps[comparison.state.indicator]
    n = gap["n_reference"]
    if against == MEAN:
        members = reference_members(comparison)
        if len(comparison.units) == 1:
            return comparison.unit_name(comparison.units[0])
        return w.n("the mean of {n} province", "the mean of {n} provinces", len(members))
    if against == MEDIAN:
        return w.n("the median of {n} province", "the median of {n} provinces", n)
    if against == BEST:
        return w.t("the best of all provinces")
    return comparison.unit_name(against)


def reference_members(comparison: Comparison) -> list[str]:
    """Return the codes of the chosen units whose mean is taken."""
    gap = comparison.gaps[comparison.state.indicator]
    missing = (gap["missing_reference"] or "").split(";")
    return [unit for unit in comparison.units if unit not in missing]


def coverage_note(comparison: Comparison) -> str:
    """Say of how many units the score is known, and who has none for the publisher's reasons."""
    w = comparison.w
    n, reasons = comparison.coverage
    of = n + sum(len(units) for units in reasons.values())
    said = w.t("Scores of {n} of {of} provinces known.", n=n, of=of)
    withheld = reasons.get("withheld", [])
    if withheld:
        said += " " + w.t("Withheld: {names}.", names=_names(withheld, comparison))
    return said


def disputed_note(comparison: Comparison) -> str:
    """Name the units whose shown figures are contradicted by another source; empty if none."""
    w = comparison.w
    units = [
        unit
        for unit in comparison.shown
        if any(comparison.figure(unit, code).status == "disputed" for code in comparison.columns)
    ]
    if not units:
        return ""
    names = w.listing([comparison.unit_name(unit) for unit in units])
    return w.t("Sources disagree on a figure of {names}.", names=names)


def rounded_note(comparison: Comparison) -> str:
    """Name the units whose score its source rounds, which makes distances approximate."""
    if not comparison.rounded:
        return ""
    names = comparison.w.listing([comparison.unit_name(unit) for unit in comparison.rounded])
    return comparison.w.t("Rounded by the source: {names}; distances are approximate.", names=names)


def short_reason(reason: str | None, comparison: Comparison) -> str:
    """Say in a word or two, on two lines, why a gap is not known.

    Args:
        reason: that of the gap table, or of a missing score.
        comparison: for the wording.
    """
    w = comparison.w
    if not reason:
        return ""
    word = reason.removeprefix("focus_").removeprefix("reference_")
    text = {
        "withheld": w.t("withheld"),
        "not_surveyed": w.t("not surveyed"),
        "not_found": w.t("not found"),
    }.get(word, w.t("unknown"))
    return text.replace(" ", "<br>", 1) if len(text) > SHORT else text


def sentence(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


def span(values: list[float], comparison: Comparison) -> str:
    """Write the smallest and the largest of some distances: "0.40–5.02", "~1–6" if rounded."""
    ends = [comparison.number(abs(value)) for value in (min(values, key=abs), max(values, key=abs))]
    return ("~" if comparison.rounded else "") + "–".join(dict.fromkeys(ends))


def _by_score(comparison: Comparison) -> str:
    w, units = comparison.w, comparison.units
    gaps = {unit: gap for unit in units if (gap := comparison.gap_to(unit)) is not None}
    unknown = [unit for unit in units if unit not in gaps]
    if not gaps:
        return w.t(
            "{name} scores {score}; no score to compare it with: {units}",
            name=comparison.focus_name,
            score=comparison.score(comparison.own),
            units=comparison.without_score(unknown),
        )
    said = _of_one(gaps, comparison) if len(units) == 1 else _distance(gaps, comparison)
    if unknown:
        missing = comparison.without_score(unknown)
        said += "; " + w.t("no score of {units}", units=missing)
    return said


def _distance(gaps: dict[str, float], comparison: Comparison) -> str:
    """Say to how many of the chosen units the focus unit is behind, and by how much."""
    w, of = comparison.w, len(comparison.units)
    behind = {unit: gap for unit, gap in gaps.items() if gap > 0}
    others = {unit: gap for unit, gap in gaps.items() if unit not in behind}
    values = {"name": comparison.focus_name, "points": comparison.points, "of": of}
    if not behind:
        gap = span(list(others.values()), comparison)
        if len(others) == of:
            return w.t(
                "{name} is {gap} {points} ahead of all {of} chosen provinces", gap=gap, **values
            )
        return w.t(
            "{name} is {gap} {points} ahead of {n} of {of} chosen provinces",
            gap=gap, n=len(others), **values,
        )  # fmt: skip
    values["gap"] = span(list(behind.values()), comparison)
    if len(behind) == of:
        return w.t("{name} is {gap} {points} behind all {of} chosen provinces", **values)
    if len(behind) <= min(FEW, len(others)):
        said = w.t(
            "{name} is {gap} {points} behind {names}", names=_names(behind, comparison), **values
        )
        return said + ", " + w.t("ahead of {n} of {of} chosen provinces", n=len(others), of=of)
    values["n"] = len(behind)
    said = w.t("{name} is {gap} {points} behind {n} of {of} chosen provinces", **values)
    if 0 < len(others) <= FEW:
        said += ", " + w.t("ahead of {names}", names=_names(others, comparison))
    return said


def _names(units: Iterable[str], comparison: Comparison) -> str:
    return comparison.w.listing([comparison.unit_name(unit) for unit in units])


def _of_one(gaps: dict[str, float], comparison: Comparison) -> str:
    [(unit, gap)] = gaps.items()
    values = {
        "name": comparison.focus_name,
        "gap": span([gap], comparison),
        "points": comparison.points,
        "other": comparison.unit_name(unit),
    }
    if gap > 0:
        return comparison.w.t("{name} is {gap} {points} behind {other}", **values)
    return comparison.w.t("{name} is {gap} {points} ahead of {other}", **values)


def _by_rank(comparison: Comparison) -> str:
    """Without a score ranks still tell who is ahead."""
    w, own = comparison.w, comparison.own
    about = {
        "name": comparison.focus_name,
        "reason": missing_reason(own.missing_reason or "not_found", w),
    }
    if own.rank is None:
        return w.t("the score of {name} is not known ({reason})", **about)
    said = w.t(
        "{name} ranks {rank}; its score is not known ({reason})",
        rank=w.rank(own.rank, own.rank_of),
        **about,
    )
    ranks = [figure.rank for unit in comparison.units if (figure := comparison.figure(unit)).rank]
    if not ranks:
        return said
    ahead = sum(rank < own.rank for rank in ranks)
    values = {"n": ahead, "of": len(ranks)}
    if ahead == len(ranks):
        above = w.t("all {of} chosen provinces with a known rank stand above it", **values)
        return f"{said}; {above}"
    above = w.t("of {of} chosen provinces with a known rank {n} stand above it", **values)
    return f"{said}; {above}"


def members_note(comparison: Comparison) -> str:
    """Say whose mean is taken and who is left out, with the reason; empty for a single unit."""
    w = comparison.w
    members = reference_members(comparison)
    if len(comparison.units) < 2 or not members:
        return ""
    names = w.listing([comparison.unit_name(unit) for unit in members])
    said = w.t("Mean of {names}.", names=names)
    left_out = [unit for unit in comparison.units if unit not in members]
    gone = [unit for unit in left_out if comparison.figure(unit).score is None]
    if gone:
        said += " " + w.t("Left out: {units}.", units=comparison.without_score(gone))
    partly = [comparison.unit_name(unit) for unit in left_out if unit not in gone]
    if partly:
        said += " " + w.t(
            "Left out, because their parts are not known: {names}.", names=w.listing(partly)
        )
    return said
