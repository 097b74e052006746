"""Terms of the field in words: reasons, bases, grades, names, sources. Used on several pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from indices.catalogue import Catalogue, Index, Unit
from layouts.wording import Wording

_MOST_SOURCES = 2


def missing_reason(reason: str | None, w: Wording) -> str:
    """Say why a figure is missing; "not found" is ours, the other reasons are the publisher's."""
    if reason is None or pd.isna(reason):
        return ""
    return {
        "not_surveyed": w.t("not surveyed"),
        "withheld": w.t("withheld by the publisher"),
        "unit_did_not_exist": w.t("the unit did not exist"),
        "indicator_did_not_exist": w.t("the indicator did not exist"),
        "not_found": w.t("not found by us yet"),
    }.get(reason, reason)


def rank_basis(basis: str | None, w: Wording) -> str:
    """Say how a rank came about."""
    return {
        "published": w.t("published"),
        "derived": w.t("derived"),
        "computed": w.t("computed"),
    }.get(str(basis), "")


def grade_basis(basis: str | None, w: Wording) -> str:
    """Say how a grade came about."""
    return {
        "published": w.t("published"),
        "thresholds": w.t("from the score"),
        "counts": w.t("from rank and counts"),
        "computed": w.t("computed"),
    }.get(str(basis), "")


def change_reason(reason: str | None, w: Wording) -> str:
    """Say why there is no change on the year before."""
    return {
        "no_previous": w.t("no year before"),
        "not_comparable": w.t("not comparable: method changed"),
        "unknown_now": w.t("no score this year"),
        "unknown_before": w.t("no score the year before"),
    }.get(str(reason), "")


def grade_name(index: Index, grade: str | None, w: Wording) -> str:
    """Return the wording of a grade or group; empty where there is none."""
    return "" if grade is None or pd.isna(grade) else w.name(index.grading.name(grade))


def short_name(unit: Unit, catalogue: Catalogue, w: Wording) -> str:
    """Return a unit's name as labels use it: short for the focus unit."""
    return w.name(catalogue.focus_name) if unit.code == catalogue.focus else w.unit_name(unit)


def indicator_name(index: Index, code: str, year: int, w: Wording) -> str:
    """Return an indicator's name in a year, with the code of a dimension before it."""
    name = w.name(index.indicator(code).name_in(year))
    return f"{code} {name}" if code[0] == "D" and code[1:].isdigit() else name


def index_year(index: Index, year: int, w: Wording) -> str:
    """Return "PAPI 2024"."""
    return f"{w.name(index.short_name)} {year}"


def source_line(
    codes: Iterable[str | None], index: Index, year: int | str, catalogue: Catalogue, w: Wording
) -> str:
    """Return who published what and where it was found: "UNDP …, PAPI 2024, as printed by …".

    Args:
        codes: values of the column `sources` (";"-joined, the chosen one first) or single codes.
        index: whose figures.
        year: one year or a span such as "2011–2024".
        catalogue: names of the sources.
        w: wording.
    """
    chosen = Counter(code.partition(";")[0] for code in codes if code and isinstance(code, str))
    printed = dict.fromkeys(
        catalogue.sources[code].publisher.partition(" (")[0]
        for code, _ in chosen.most_common()
        if code in catalogue.sources
    )
    publisher = w.name(index.publisher)
    head = f"{publisher}, {w.name(index.short_name)} {year}"
    names = [name for name in printed if name and name != publisher]
    if not names:
        return head
    if len(names) <= _MOST_SOURCES:
        return w.t("{head}, as printed by {names}", head=head, names="; ".join(names))
    return w.t(
        "{head}, as printed by {names} and {n} others",
        head=head,
        names="; ".join(names[:_MOST_SOURCES]),
        n=len(names) - _MOST_SOURCES,
    )


def scale_unit(index: Index, indicator: str, w: Wording) -> str:
    """Return the unit of an indicator's score: "%", or points where it is a part."""
    if index.unit == "%" and indicator == "total":
        return "%"
    return w.t("points")
