"""Sentences of the gaps page: its finding, who is compared with, and what is not known."""

from __future__ import annotations

from layouts.components.terms import missing_reason
from layouts.pages.gap_view import ALL_UNITS, CHOSEN, View
from layouts.wording import Wording


def finding(view: View) -> str:
    """Say how large the gap is and in how many parts, or why nobody can say."""
    w, gap = view.w, view.total["gap"]
    if gap is None:
        return f"{view.title}: {_without_gap(view)}."
    values = {
        "name": view.name,
        "gap": view.number(abs(gap)),
        "points": view.points,
        "reference": view.reference,
    }
    behind = sum((part["gap"] or 0) > 0 for part in view.parts)
    if gap > 0:
        said = w.t("{name} is {gap} {points} behind {reference}", **values)
    elif gap < 0:
        said = w.t("{name} is {gap} {points} ahead of {reference}", **values)
    else:
        said = w.t("{name} is level with {reference}", **values)
    if view.parts:
        said += ", " + w.t("behind in {n} of {of} parts", n=behind, of=len(view.parts))
    return f"{view.title}: {said}."


def no_gap(view: View) -> str:
    """Say why nothing can be compared; empty where anything can."""
    if any(row["gap"] is not None for row in view.gaps.values()):
        return ""
    return capital(_without_gap(view))


def notes_on_reference(view: View) -> str:
    """Say who stands behind the reference, who is left out and why, and which figures are rough."""
    w = view.w
    notes = [_members(view)]
    if view.rounded:
        names = w.listing([view.unit_name(code) for code in view.rounded])
        notes.append(w.t("Rounded by the source: {names}; distances are approximate.", names=names))
    if any(row["status"] == "disputed" for row in (view.total, *view.parts)):
        notes.append(w.t("Sources disagree on a figure behind this gap."))
    return " ".join(note for note in notes if note)


def short_reason(reason: str | None, w: Wording) -> str:
    """Say in a word or two why a gap is not known; `reason` is that of the gap table."""
    if not reason:
        return ""
    word = reason.removeprefix("focus_").removeprefix("reference_")
    return {
        "withheld": w.t("withheld"),
        "not_surveyed": w.t("not surveyed"),
        "not_found": w.t("not found"),
    }.get(word, w.t("unknown"))


def capital(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


def _without_gap(view: View) -> str:
    w = view.w
    if view.whole["score"] is None:
        rank, reason = view.whole["rank"], view.reason()
        if rank is None:
            return w.t("the score of {name} is not known ({reason})", name=view.name, reason=reason)
        return w.t(
            "{name} ranks {rank}; its score is not known ({reason})",
            name=view.name, rank=w.rank(rank, view.whole["rank_of"]), reason=reason,
        )  # fmt: skip
    if view.state.against in ALL_UNITS:
        return w.t("no gap can be shown: not every score of this year is known")
    if not view.against:
        return w.t("choose provinces to compare {name} with", name=view.name)
    return w.t("no gap can be shown: {units}", units=_left_out(view))


def _members(view: View) -> str:
    """Name the units whose mean is taken and those left out of it."""
    w = view.w
    if view.state.against != CHOSEN or len(view.against) < 2 or not view.members:
        return ""
    said = w.t("Mean of {names}.", names=w.listing([view.unit_name(one) for one in view.members]))
    left_out = _left_out(view)
    return f"{said} {w.t('Left out: {units}.', units=left_out)}" if left_out else said


def _left_out(view: View) -> str:
    """Name units that lack the score, or parts of it, with the reason."""
    codes = [view.against] if isinstance(view.against, str) else list(view.against)
    reasons = dict(zip(view.cube.units, view.column("missing_reason"), strict=True))
    named: dict[str, list[str]] = {}
    for code in codes:
        if code not in view.members:
            reason = missing_reason(reasons[code], view.w) if reasons[code] else ""
            reason = reason or view.w.t("parts not known")
            named.setdefault(reason, []).append(view.unit_name(code))
    return "; ".join(f"{view.w.listing(names)} ({reason})" for reason, names in named.items())
