"""The rankings page in sentences: its finding, and what must be said about coverage."""

from __future__ import annotations

from layouts.components import terms
from layouts.pages.standings import Standing, Standings


def finding(standings: Standings) -> str:
    """Say where the focus unit stands, how far the leader is, and what is not known."""
    parts = [_place(standings.focus, standings), coverage(standings)]
    return f"{standings.title}: {'; '.join(part for part in parts if part)}."


def coverage(standings: Standings) -> str:
    """Say how many scores are known and which are missing for a reason; empty if all are there."""
    w, rows = standings.w, standings.rows
    parts = []
    if not standings.complete:
        parts.append(
            w.t(
                "scores of {n} of {of} units known",
                n=len(standings.scored),
                of=len(standings.expected) or len(rows),
            )
        )
    for reason in ("withheld", "not_surveyed"):
        n = sum(row.missing_reason == reason for row in rows)
        if n:
            parts.append(
                w.n("{n} unit withheld", "{n} units withheld", n)
                if reason == "withheld"
                else w.n("{n} unit not surveyed", "{n} units not surveyed", n)
            )
    return ", ".join(parts)


def note(standings: Standings) -> str:
    """Return the coverage as a sentence of its own, for the foot of a chart."""
    text = coverage(standings)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def grid_notes(standings: Standings) -> list[str]:
    """Return what must be known to read the grid: marks, ranks, and why nothing is compared."""
    w = standings.w
    notes = [
        w.t("◆ benchmark province."),
        {
            "published": w.t("Ranks as published."),
            "computed": w.t("Ranks computed here from the scores of all ranked units."),
            "derived": w.t("Ranks derived from the next year's figures."),
        }.get(standings.focus.rank_basis or "", ""),
    ]
    if standings.index.grading.kind == "quartiles":
        index = w.name(standings.index.short_name)
        message = w.t(
            "{index} itself puts provinces into groups and does not rank them.", index=index
        )
        notes.append(message)
    if all(row.change_reason == "not_comparable" for row in standings.rows):
        notes.append(
            w.t("No yearly change: the method changed in {year}.", year=standings.state.year)
        )
    ranges = standings.ranges.note(standings.focus_name, standings.state.year, w)
    return [" ".join(sentence for sentence in [*notes, note(standings)] if sentence), ranges]


def _place(focus: Standing, standings: Standings) -> str:
    w, name = standings.w, standings.focus_name
    if focus.rank is None or focus.rank_of is None:
        if focus.score is None:
            reason = terms.missing_reason(focus.missing_reason or "not_found", w)
            return w.t("no score of {name} ({reason})", name=name, reason=reason)
        return w.t(
            "{name} scores {score}, its rank is not known",
            name=name,
            score=standings.number(focus),
        )
    place = w.place(focus.rank, focus.rank_of)
    values = {
        "name": name,
        "place": w.t("joint {place}", place=place) if focus.tied else place,
        "basis": terms.rank_basis(focus.rank_basis, w),
    }
    if focus.score is None:
        reason = terms.missing_reason(focus.missing_reason or "not_found", w)
        return w.t("{name} is {place} ({basis}); its score: {reason}", reason=reason, **values)
    return w.t("{name} is {place} ({basis})", **values) + _distance(focus, standings)


def _distance(focus: Standing, standings: Standings) -> str:
    """Say how far the leader is ahead, or the second behind; empty where that is not known."""
    w = standings.w
    others = [row for row in standings.rows if row.unit != focus.unit and row.rank is not None]
    nearest = next((row for row in others if row.rank == 1), None) if focus.rank != 1 else None
    if focus.rank == 1 and others:
        nearest = others[0]
    if nearest is None or nearest.score is None or focus.score is None:
        return ""
    points = w.number(abs(nearest.score - focus.score), standings.index.decimals)
    values = {"points": points, "leader": nearest.name}
    if focus.rank == 1:
        return ", " + w.t("{points} points ahead of {leader}", **values)
    return ", " + w.t("{points} points behind the leader {leader}", **values)
