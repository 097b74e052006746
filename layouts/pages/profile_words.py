"""The unit page in a sentence."""

from __future__ import annotations

from layouts.components import terms
from layouts.components.result_facts import score_text
from layouts.pages.profile import Profile, Record
from layouts.wording import Wording


def finding(profile: Profile) -> str:
    """Say where the unit stands on each index, and on which nothing has been found.

    An index whose figures do not come with the product says so in its own place, not here.
    """
    w = profile.w
    if profile.is_new and profile.subjects[0] != profile.unit:
        return _no_figures_yet(profile)
    records = [records[0] for records in profile.records.values()]
    parts = [_place(record, w) for record in records if record.known("score", "rank")]
    unknown = [
        w.name(record.index.short_name)
        for record in records
        if record.index.supplied and not record.known("score", "rank")
    ]
    if unknown:
        parts.append(w.t("nothing found yet on {indices}", indices=w.listing(unknown)))
    return f"{profile.name}: {'; '.join(parts)}."


def _no_figures_yet(profile: Profile) -> str:
    w, n = profile.w, len(profile.subjects)
    if n == 1:
        return w.t(
            "{unit}: no figure of the 34 units has been found yet; those of the same territory "
            "until 30 June 2025 are below.",
            unit=profile.name,
        )
    return w.t(
        "{unit}: no figure of the 34 units has been found yet; below are those of its {n} "
        "constituent units, side by side and never averaged.",
        unit=profile.name,
        n=n,
    )


def _place(record: Record, w: Wording) -> str:
    """Return "41st of 61 on PAPI 2024 (group Lower-medium)"."""
    result = record.results()[0]
    row, index = result.row, record.index
    title = terms.index_year(index, result.year, w)
    if row["rank"] is None or row["rank_of"] is None:
        text = w.t("{score} on {index}", score=score_text(index, row, w), index=title)
    else:
        place = w.place(row["rank"], row["rank_of"])
        place = w.t("joint {place}", place=place) if result.tied else place
        text = w.t("{place} on {index}", place=place, index=title)
    grade = terms.grade_name(index, row["grade"], w).partition(" (")[0]
    return w.t("{place} (group {group})", place=text, group=grade) if grade else text
