"""The parts of an indicator in sentences: the finding, the coverage, why there is nothing."""

from __future__ import annotations

from layouts.components import terms
from layouts.pages.profile_absences import joined_codes
from layouts.pages.profile_parts import Parts


def why_empty(parts: Parts) -> str:
    """Say why there is nothing to draw; empty where there is."""
    w = parts.profile.w
    if not parts.marked:
        return terms.missing_reason("unit_did_not_exist", w)
    rows = [parts.row(part, one) for part in parts.parts for one in parts.marked]
    if any(row["score"] is not None for row in rows):
        return ""
    reasons = sorted({row["missing_reason"] for row in rows})
    return w.listing([terms.missing_reason(reason, w) for reason in reasons])


def no_parts(parts: Parts, reason: str) -> str:
    """Say of whom no part is known, and why."""
    w, profile = parts.profile.w, parts.profile
    name = profile.label(parts.marked[0]) if len(parts.marked) == 1 else profile.name
    return w.t(
        "{index}: no part of {unit} is known ({reason})",
        index=parts.title,
        unit=name,
        reason=reason,
    )


def title(parts: Parts) -> str:
    """Say in how many parts the unit is above the median, and where it is furthest below it."""
    w, profile = parts.profile.w, parts.profile
    if len(parts.marked) > 1:
        return w.t("{index}: the constituent units, part by part", index=parts.title)
    compared = [
        (part, score - part.median)
        for part in parts.shown
        if (score := parts.row(part, parts.marked[0])["score"]) is not None
        and part.median is not None
    ]
    name = profile.label(parts.marked[0])
    if not compared:
        n = sum(parts.row(part, parts.marked[0])["score"] is not None for part in parts.shown)
        return w.n(
            "{index}: {n} part of {unit} is known, and no median",
            "{index}: {n} parts of {unit} are known, and no median",
            n,
            index=parts.title,
            unit=name,
        )
    above = sum(distance > 0 for _, distance in compared)
    lowest, distance = min(compared, key=lambda one: one[1])
    text = w.t(
        "{index}: {unit} is above the median in {n} of {of} parts",
        index=parts.title,
        unit=name,
        n=above,
        of=len(compared),
    )
    if distance >= 0:
        return text
    far = w.t("furthest below it in {part}", part=lowest.name)
    return f"{text}; {far} ({w.number(distance, parts.index.decimals, sign=True)})"


def note(parts: Parts) -> str:
    """Say how many units stand behind the strokes, and which parts are not drawn."""
    w, catalogue = parts.profile.w, parts.profile.catalogue
    n_units = len(catalogue.units_of(catalogue.vintage(parts.year)))
    counts = sorted({len(part.known) for part in parts.shown})
    known = "–".join(str(count) for count in dict.fromkeys((counts[0], counts[-1])))
    notes = [w.t("{n} of {of} units known.", n=known, of=n_units)]
    withheld = {
        code
        for part in parts.shown
        for code, row in part.rows.items()
        if row["missing_reason"] == "withheld"
    }
    if withheld:
        units = [catalogue.unit(code, catalogue.vintage(parts.year)) for code in sorted(withheld)]
        listed = w.listing([w.unit_name(unit) for unit in units])
        notes.append(w.t("Withheld in whole or in part: {units}.", units=listed))
    absent = [part for part in parts.parts if not part.known]
    if absent:
        codes = [part.indicator.code for part in absent if part.has_code]
        names = [part.name for part in absent if not part.has_code]
        listed = ", ".join([*names, *joined_codes(codes)])
        notes.append(w.t("Of no province known: {parts}.", parts=listed))
    if any(part.median is None for part in parts.shown):
        notes.append(w.t("No median and no best where not all ranked units are known."))
    return " ".join(notes)
