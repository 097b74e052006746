"""Terms of the field in words: reasons, bases, grades, names, sources. Used on several pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import pandas as pd

from indices.catalogue import Catalogue, Index, Unit
from layouts.wording import N_, Wording

_MOST_SOURCES = 2


_MISSING = {
    "not_surveyed": N_("not surveyed"),
    "withheld": N_("withheld by the publisher"),
    "unit_did_not_exist": N_("the unit did not exist"),
    "indicator_did_not_exist": N_("the indicator did not exist"),
    "not_found": N_("not found by us yet"),
}
_RANK_BASIS = {
    "published": N_("published"),
    "derived": N_("derived"),
    "computed": N_("computed"),
}
_GRADE_BASIS = {
    "published": N_("published"),
    "thresholds": N_("from the score"),
    "counts": N_("from rank and counts"),
    "computed": N_("computed"),
}
_NO_CHANGE = {
    "no_previous": N_("no year before"),
    "not_comparable": N_("not comparable: method changed"),
    "unknown_now": N_("no score this year"),
    "unknown_before": N_("no score the year before"),
}

_KINDS = {
    "official": N_("official"),
    "dataset": N_("data set"),
    "academic": N_("academic"),
    "press": N_("press"),
}
_STATUSES = {
    "accepted": N_("accepted"),
    "disputed": N_("disputed"),
    "rejected": N_("rejected"),
}
_PRECISIONS = {"exact": N_("exact"), "rounded": N_("rounded"), "derived": N_("derived")}


def kind_name(kind: str | None, w: Wording) -> str:
    """Write what kind of source it is."""
    return _said(_KINDS, kind, w)


def status_name(status: str | None, w: Wording) -> str:
    """Write what is thought of an observation."""
    return _said(_STATUSES, status, w)


def precision_name(precision: str | None, w: Wording) -> str:
    """Write how a figure was printed."""
    return _said(_PRECISIONS, precision, w)


def missing_reason(reason: str | None, w: Wording) -> str:
    """Say why a figure is missing; "not found" is ours, the other reasons are the publisher's."""
    return _said(_MISSING, reason, w)


def rank_basis(basis: str | None, w: Wording) -> str:
    """Say how a rank came about."""
    return _said(_RANK_BASIS, basis, w)


def grade_basis(basis: str | None, w: Wording) -> str:
    """Say how a grade came about."""
    return _said(_GRADE_BASIS, basis, w)


def change_reason(reason: str | None, w: Wording) -> str:
    """Say why there is no change on the year before."""
    return _said(_NO_CHANGE, reason, w)


def _said(sentences: Mapping[str, str], code: str | None, w: Wording) -> str:
    """Return the sentence of a code; nothing for a missing code, the code itself for a new one."""
    if not isinstance(code, str):
        return ""
    return w.t(sentences[code]) if code in sentences else code


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
    chosen: Counter[str] = Counter()
    for code, rows in Counter(codes).items():
        if code and isinstance(code, str):
            chosen[code.partition(";")[0]] += rows
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
    return w.n(
        "{head}, as printed by {names} and {n} other",
        "{head}, as printed by {names} and {n} others",
        len(names) - _MOST_SOURCES,
        head=head,
        names="; ".join(names[:_MOST_SOURCES]),
    )


def scale_unit(index: Index, indicator: str, w: Wording) -> str:
    """Return the unit of an indicator's score in words: "%" or points."""
    return "%" if index.unit_of(indicator) == "%" else w.t("points")
