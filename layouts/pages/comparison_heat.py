"""The heat map of the compare page: shown units × parts, shaded by fifths of all ranked units."""

from __future__ import annotations

import math
from functools import partial
from typing import Any

import pandas as pd

from layouts.components.chart import Chart
from layouts.components.keyed import Keyed
from layouts.components.terms import missing_reason
from layouts.figures import heat_map
from layouts.figures.heat_map import Cell, Row
from layouts.pages.comparison import DEPENDS, Comparison, Figure
from layouts.pages.comparison_words import coverage_note, disputed_note
from layouts.wording import UNKNOWN

NAME = "heat"
LOWEST = heat_map.N_SHADES - 1
# What the second column shows where no part is known.
RANK = ""


def heat_chart(comparison: Comparison) -> Chart:
    """Every shown unit's score and parts, the highest score first."""
    w = comparison.w
    columns, units = _columns(comparison), sorted_units(comparison)
    headers = [_header(code, comparison) for code in columns]
    rows = [
        Row(
            comparison.unit_name(unit),
            [_cell(unit, code, comparison) for code in columns],
            focus=unit == comparison.catalogue.focus,
        )
        for unit in units
    ]
    key = w.t("best to lowest fifth of all provinces")
    return Chart(
        name=NAME,
        title=_title(comparison),
        figure=heat_map.heat_map(rows, headers, key),
        table=partial(_table, comparison, units, columns, headers),
        source=comparison.source,
        note=" ".join(note for note in _notes(comparison, columns) if note),
        height=heat_map.height(len(rows), headers),
        depends=DEPENDS,
    )


def fifth(figure: Figure) -> int | None:
    """Return the fifth of all ranked units: 0 the best, 4 the lowest, None without a rank."""
    if figure.rank is None or not figure.rank_of:
        return None
    return min(LOWEST, (figure.rank - 1) * heat_map.N_SHADES // figure.rank_of)


def sorted_units(comparison: Comparison) -> list[str]:
    """Return the shown units, the best first: by rank where all scores have one, else by score."""
    figures = {unit: comparison.figure(unit) for unit in comparison.shown}
    ranked = all(one.rank is not None for one in figures.values() if one.score is not None)

    def place(unit: str) -> tuple[float, float]:
        score, rank = figures[unit].score, figures[unit].rank
        by_rank = math.inf if rank is None else float(rank)
        by_score = math.inf if score is None else -score
        return (by_rank, by_score) if ranked else (by_score, by_rank)

    return sorted(comparison.shown, key=place)


def _columns(comparison: Comparison) -> list[str]:
    """Return the columns: the whole and its parts, or score and rank where no part is known."""
    return comparison.columns if len(comparison.columns) > 1 else [comparison.state.indicator, RANK]


def _header(code: str, comparison: Comparison) -> str:
    w = comparison.w
    if code == RANK:
        return w.t("Rank")
    return w.t("Score") if len(comparison.columns) == 1 else comparison.indicator_code(code)


def _cell(unit: str, code: str, comparison: Comparison) -> Cell:
    w = comparison.w
    figure = comparison.figure(unit, "" if code == RANK else code)
    rank = w.rank(figure.rank, figure.rank_of)
    score = comparison.score(figure)
    reason = missing_reason(figure.missing_reason or "not_found", w)
    lines = [f"<b>{comparison.unit_name(unit)}</b>", comparison.indicator_name(code)]
    lines.append(score if figure.score is not None else f"{UNKNOWN} {reason}")
    if figure.rank is not None:
        lines.append(w.t("rank {rank}", rank=rank))
    text = rank if code == RANK else score
    shade = fifth(figure) if text != UNKNOWN else None
    return Cell(text, shade, "<br>".join(lines), _key(unit, code, comparison))


def _key(unit: str, code: str, comparison: Comparison) -> str:
    if code == RANK:
        return comparison.key(unit, figure="rank")
    return comparison.key(unit, code)


def _title(comparison: Comparison) -> str:
    """Say in which parts the focus unit is among the lowest and the best of all units."""
    w, name = comparison.w, comparison.focus_name
    focus = comparison.catalogue.focus
    parts = comparison.columns[1:]
    fifths = {code: fifth(comparison.figure(focus, code)) for code in parts}
    known = {code: place for code, place in fifths.items() if place is not None}
    if not known:
        return _title_of_rank(comparison)
    lowest = [comparison.indicator_code(code) for code, place in known.items() if place == LOWEST]
    best = [comparison.indicator_code(code) for code, place in known.items() if place == 0]
    values = {"name": name, "lowest": w.listing(lowest), "best": w.listing(best)}
    if lowest and best:
        return w.t(
            "{name} is in the lowest fifth in {lowest}, in the best fifth in {best}", **values
        )
    if lowest:
        return w.t("{name} is in the lowest fifth in {lowest}, in the best fifth nowhere", **values)
    if best:
        return w.t("{name} is in the best fifth in {best}, in the lowest fifth nowhere", **values)
    return w.t("{name} is neither in the best nor in the lowest fifth in any part", name=name)


def _title_of_rank(comparison: Comparison) -> str:
    w, own = comparison.w, comparison.own
    if own.rank is None or own.rank_of is None:
        return w.t("The rank of {name} is not known", name=comparison.focus_name)
    place = w.place(own.rank, own.rank_of)
    return w.t("{name} is {place} among all provinces", name=comparison.focus_name, place=place)


def _notes(comparison: Comparison, columns: list[str]) -> list[str]:
    w = comparison.w
    notes = [coverage_note(comparison), disputed_note(comparison)]
    notes.append(_unknown(columns, comparison))
    if any(_unshaded(unit, code, comparison) for unit in comparison.shown for code in columns):
        notes.append(w.t("Without shade: the rank is not known."))
    return notes


def _unshaded(unit: str, code: str, comparison: Comparison) -> bool:
    figure = comparison.figure(unit, code)
    return figure.score is not None and fifth(figure) is None


def _unknown(columns: list[str], comparison: Comparison) -> str:
    """Say what "–" means, unit by unit; whose total is withheld the coverage has said already."""
    reasons: dict[str, list[str]] = {}
    for unit in comparison.shown:
        if comparison.figure(unit).missing_reason == "withheld":
            continue
        figures = [comparison.figure(unit, code) for code in columns]
        for reason in dict.fromkeys(one.missing_reason for one in figures if one.score is None):
            text = missing_reason(reason or "not_found", comparison.w)
            reasons.setdefault(text, []).append(comparison.unit_name(unit))
    said = [f"{reason}: {comparison.w.listing(names)}" for reason, names in reasons.items()]
    return f"{UNKNOWN} {'; '.join(said)}." if said else ""


def _table(
    comparison: Comparison, units: list[str], columns: list[str], headers: list[str]
) -> Keyed:
    table: dict[str, list[Any]] = {
        comparison.w.t("Province"): [comparison.unit_name(unit) for unit in units]
    }
    for code, header in zip(columns, headers, strict=True):
        figures = [comparison.figure(unit, code) for unit in units]
        table[header] = [one.rank if code == RANK else one.score for one in figures]
    facts = {
        header: [_key(unit, code, comparison) for unit in units]
        for code, header in zip(columns, headers, strict=True)
    }
    return Keyed(pd.DataFrame(table), facts)
