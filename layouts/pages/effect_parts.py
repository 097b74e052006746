"""The parts of the page that asks whether tours helped: words, chart, table, warnings."""

from __future__ import annotations

import pandas as pd
from dash import html
from dash.development.base_component import Component

from indices.analysis import effects as ef
from indices.analysis.effects import Effect
from indices.analysis.synthetic import LEAST_BEFORE
from layouts import theme
from layouts.components.chart import Chart
from layouts.components.table import plain_table
from layouts.figures.strips import Mark, Names, Strip, height, strips
from layouts.pages.effect_view import Results
from layouts.wording import UNKNOWN

CHANCE, TABLE = "chance", "table"


def finding(results: Results) -> str:
    """Say how many indicators moved more than chance allows; never that a tour worked."""
    w = results.w
    head = w.t("{index}, tours of {month}", index=w.name(results.index.short_name),
               month=w.date(results.month))  # fmt: skip
    if not results.measured:
        return f"{head}: {w.t('not enough years yet')} ({_reasons(results)})."
    out = [one for one in results.measured if one.stands_out]
    if not out:
        said = w.n(
            "the one indicator measured moved no more than chance allows",
            "none of {n} indicators of {name} moved more than chance allows",
            len(results.measured),
            name=results.name,
        )
        return f"{head}: {said}."
    said = w.n(
        "{n} of {of} indicators of {name} moved more than chance usually allows; "
        "what caused it, figures cannot say",
        "{n} of {of} indicators of {name} moved more than chance usually allows; "
        "what caused it, figures cannot say",
        len(out),
        of=len(results.measured),
        name=results.name,
    )
    return f"{head}: {said}."


def warnings(results: Results) -> list[Component]:
    """Say what has to be known before any number is read."""
    w, measured = results.w, results.measured
    if not measured:
        return [html.P(f"{_reasons(results)}.", className="lead")]
    some = measured[0]
    lines = [
        w.t(
            "Compared are the years {before} with {after}, the change of {name} with that of the "
            "{n} provinces nearest to it in the years before.",
            before=_span(some.before), after=_span(some.after), name=results.name, n=ef.CONTROLS,
        ),
        w.t(
            "Chance: at {level} % about {n} of {of} indicators would stand out though nothing "
            "happened.",
            level=w.number(100 * ef.LEVEL, 0), n=w.number(ef.LEVEL * len(measured), 1),
            of=len(measured),
        ),
    ]  # fmt: skip
    if any(ef.FEW_YEARS in one.warnings for one in measured):
        lines.append(w.t("Few years: so short a time before or after shows little but chance."))
    back = [one.indicator for one in measured if ef.REGRESSION in one.warnings]
    if back:
        lines.append(
            w.t(
                "Return to the mean: {list} stood in the lowest or highest quarter before; units "
                "there move towards the middle without any tour (the table says how far).",
                list=w.listing([_short(results, code) for code in back]),
            )
        )
    lines.append(
        w.t("Other causes: whatever else happened in the city or elsewhere is in the numbers, too.")
    )
    return [html.Ul([html.Li(line) for line in lines], className="warnings")]


def chance_chart(results: Results) -> Chart:
    """Return one row per indicator: the city's difference among those of all other provinces."""
    w, measured = results.w, results.measured
    empty = "" if measured else w.t("Not enough years yet: {reasons}", reasons=_reasons(results))
    # The total moves eight times as far as its parts and would press them together.
    drawn = [one for one in measured if one.indicator != "total"] or measured
    rows = [
        Strip(
            name=results.indicator_name(one.indicator),
            others=[
                (value, f"{results.unit_name(unit)}: {w.number(value, 2, sign=True)}", "")
                for unit, value in one.placebos
            ],
            marked=[one.effect],
            left=w.t(
                "{effect} beyond similar provinces; as much or more in {share} % of provinces",
                effect=w.number(one.effect, 2, sign=True),
                share=w.number(100 * one.p_value, 0),
            ),
        )
        for one in drawn
    ]  # fmt: skip
    texts = [f"{results.name}: {w.number(one.effect, 2, sign=True)}" for one in drawn]
    names = Names("", w.t("each stroke: another province, as if it had travelled"), w.t("points"))
    return Chart(
        name=CHANCE,
        title=empty or _title(results),
        figure=theme.empty_figure(empty)
        if empty
        else strips(rows, [Mark(results.name, theme.HCMC, texts)], names),
        table=lambda: effect_table(results),
        source=results.source,
        note="" if empty else w.t(
            "Zero: the indicator moved as it did in the provinces that ran alike before."
        ),
        empty=empty,
        height=height(len(rows)),
    )  # fmt: skip


def effect_table(results: Results) -> pd.DataFrame:
    """Return every number of every indicator; what cannot be answered says why."""
    w, rows = results.w, results.effects
    own = [one.synthetic for one in rows]

    def numbers(values: list[float | None]) -> pd.Series:
        return pd.Series(values, dtype="float64").round(6)

    return pd.DataFrame(
        {
            w.t("Indicator"): [results.indicator_name(one.indicator) for one in rows],
            w.t("Years before"): [_span(one.before) for one in rows],
            w.t("Years after"): [_span(one.after) for one in rows],
            w.t("Before"): numbers([one.own_before for one in rows]),
            w.t("After"): numbers([one.own_after for one in rows]),
            w.t("Change"): numbers([one.change for one in rows]),
            w.t("Change of similar provinces"): numbers([one.control_change for one in rows]),
            w.t("Difference"): numbers([one.effect for one in rows]),
            w.t("p by permutation"): numbers([one.p_value for one in rows]),
            w.t("Synthetic control: difference"): numbers(
                [one.effect if one else None for one in own]
            ),
            w.t("Synthetic control: fit before (RMSPE)"): numbers(
                [one.rmspe if one else None for one in own]
            ),
            w.t("Synthetic control: p"): numbers([one.p_value if one else None for one in own]),
            w.t("Usual move of so extreme a quarter"): numbers([one.rebound for one in rows]),
            w.t("Reading"): [_reading(results, one) for one in rows],
            w.t("Similar provinces"): [
                ", ".join(results.unit_name(code) for code in one.controls) or UNKNOWN
                for one in rows
            ],
        }
    )  # fmt: skip


def shown_table(results: Results) -> list[Component]:
    """Return the table with short numbers."""
    caption = results.w.t("Every number")
    return [plain_table(effect_table(results), results.w, caption=caption, decimals=2)]


def table_file(results: Results) -> Chart:
    """Return the table as a file."""
    return Chart(
        TABLE, finding(results), theme.empty_figure(""), lambda: effect_table(results),
        results.source,
    )  # fmt: skip


def _title(results: Results) -> str:
    w, measured = results.w, results.measured
    most = min(measured, key=lambda one: one.p_value)
    return w.t(
        "Least like chance: {indicator}, {effect} points; as much or more in {share} % of "
        "provinces",
        indicator=results.indicator_name(most.indicator),
        effect=w.number(most.effect, 2, sign=True),
        share=w.number(100 * most.p_value, 0),
    )


def _reading(results: Results, one: Effect) -> str:
    w = results.w
    if one.reason:
        return _reason(results, one)
    if one.stands_out:
        said = w.t("more than chance usually gives; the cause is open")
    else:
        said = w.t("cannot be told from chance")
    if one.synthetic is None:
        said += "; " + w.t("synthetic control: fewer than {n} years before", n=LEAST_BEFORE)
    return said


def _reasons(results: Results) -> str:
    return "; ".join(dict.fromkeys(_reason(results, one) for one in results.effects))


def _reason(results: Results, one: Effect) -> str:
    w = results.w
    return {
        ef.NO_YEAR_AFTER: w.t("no results of {year} or later yet", year=results.year),
        ef.FEW_YEARS_BEFORE: w.t(
            "fewer than two comparable years before {year}", year=results.year
        ),
        ef.OWN_UNKNOWN: w.t("a score of {name} in these years is not known", name=results.name),
        ef.FEW_UNITS: w.t("too few provinces are known in all of these years"),
    }[one.reason]


def _short(results: Results, code: str) -> str:
    if code[:1] == "D" and code[1:].isdigit():
        return code
    return results.indicator_name(code)


def _span(years: tuple[int, ...]) -> str:
    if not years:
        return UNKNOWN
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
