"""How gaps, destinations, sets of them, looks back and effects are worked out, with the defaults.

Every number is taken from the module that works with it, so that text and method cannot part.
"""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from indices.analysis import effects, panel, portfolio, rooms, synthetic, travel, trends
from indices.analysis.destinations import BEST_SHARE
from indices.analysis.gains import ENOUGH, HORIZON
from indices.analysis.portfolio_search import MOST_STOPS
from indices.analysis.rank_ranges import SHARE
from indices.analysis.weakness import Wishes
from layouts.wording import Wording

# Slug, title, parts.
Section = tuple[str, str, list[Component]]


def method_sections(w: Wording) -> list[Section]:
    """Return the sections in the order of the page."""
    return [
        ("gaps", w.t("Gaps, trends and what closing them takes"), _gaps(w)),
        ("alike", w.t("Who is like whom"), _alike(w)),
        ("destinations", w.t("How destinations are ranked"), _destinations(w)),
        ("portfolio", w.t("How sets of destinations are chosen"), _portfolio(w)),
        ("looking-back", w.t("Looking back at tours made"), _looking_back(w)),
        ("effects", w.t("Did it help: effects of a tour"), _effects(w)),
    ]


def _terms(pairs: list[tuple[str, str]]) -> Component:
    return html.Dl([part for head, text in pairs for part in (html.Dt(head), html.Dd(text))])


def _formula(text: str) -> Component:
    return html.P(text, className="formula")


def _gaps(w: Wording) -> list[Component]:
    return [
        _formula(w.t("gap = reference − score; total gap = Σ gaps of the parts + remainder")),
        _terms([
            (w.t("Reference"), w.t(
                "One province, the mean of several, or mean, median or best of all. A mean is "
                "taken over the same provinces in every part, otherwise parts would not add up. "
                "Mean and median of all are given only where every ranked province has a score, "
                "the best also where the province ranked first has one.")),
            (w.t("Cheapest sets of parts"), w.t(
                "The fewest parts, {most} at most, whose distances to the best observed practice "
                "hold the points; of these the ones that need the smallest share of that "
                "distance.", most=rooms.MOST_PARTS)),
            (w.t("Uncertainty of a distance"), w.t(
                "1.96 × √(SE₁² + SE₂²), by published standard errors or, under that name, by those "
                "of 2019 assumed.")),
            (w.t("Trend in words"), w.t(
                "The least-squares line through the newest {fewest} to {most} comparable years "
                "rises or falls by at least {share} % of the scale; otherwise stable.",
                fewest=trends.FEWEST, most=trends.MOST,
                share=w.number(100 * trends.THRESHOLD, 0))),
        ]),
    ]  # fmt: skip


def _alike(w: Wording) -> list[Component]:
    return [
        _formula(w.t("distance = Σ weight × difference ÷ Σ weights")),
        html.P(w.t(
            "Population and GRDP per head are compared as logarithms, numbers in standard "
            "deviations, kind and region count 1 where they differ (Gower, 1971), places in "
            "standard distances (Bachi, 1963). By default population, urban share, GRDP per head "
            "and kind weigh 1, the others 0. A province that lacks a variable is named and left "
            "out. Figures: General Statistics Office, of the newest year up to the one shown.")),
    ]  # fmt: skip


def _destinations(w: Wording) -> list[Component]:
    asked = Wishes()
    return [
        _formula(w.t("learning potential = (Σ weight × lead + {gain} × Σ weight × improvement) × "
                     "factor", gain=w.number(asked.gain, 1))),
        _formula(w.t("value = learning potential − {day} × days of travel",
                     day=w.number(asked.day, 1))),
        _terms([
            (w.t("Weak indicators"), w.t(
                "Those in which the city stands below the median of all provinces, or by choice "
                "below the mean of the benchmark provinces; or those chosen by hand. Each weighs 1 "
                "by default.")),
            (w.t("Lead"), w.t(
                "The whole distance where the host is ahead by more than the uncertainty of the "
                "difference at 95 %, or than a threshold chosen by hand; nothing otherwise.")),
            (w.t("Improvement"), w.t(
                "Points gained since the first comparable year, {years} years back at most, less "
                "the median gain of all, where at least {share} % of the provinces are known in "
                "both years and the host is not behind. It weighs more than the position, because "
                "the road teaches more.", years=HORIZON, share=w.number(100 * ENOUGH, 0))),
            (w.t("Factor"), w.t(
                "1 − {alike} × (1 − likeness), with likeness = 1 ÷ (1 + distance) by the distance "
                "above: what a very different province does is harder to take over.",
                alike=w.number(asked.alike, 1))),
            (w.t("Days of travel"), w.t(
                "An estimate by straight lines: a visit takes {visit} day, a leg of up to {near} "
                "km none, a longer one {leg} day, by road up to {air} km, by air beyond.",
                visit=w.number(travel.VISIT_DAYS, 0), near=w.number(travel.NEAR_KM, 0),
                leg=w.number(travel.LEG_DAYS, 1), air=w.number(travel.AIR_KM, 0))),
            (w.t("Unknown terms"), w.t(
                "A term that is not known is never 0: the value is then a lower bound, and the "
                "host gets no rank.")),
            (w.t("Interval of a rank"), w.t(
                "Where the rank stays in {share} % of random weights around those chosen "
                "(Dirichlet).", share=w.number(100 * SHARE, 0))),
        ]),
    ]  # fmt: skip


def _portfolio(w: Wording) -> list[Component]:
    return [
        _terms([
            (w.t("Strong host"), w.t(
                "Ahead of the city beyond the threshold, and in the best {share} % of all known "
                "scores.", share=w.number(100 * BEST_SHARE, 0))),
            (w.t("Order of the sets"), w.t(
                "Of {fewest} to {most} hosts: first those that cover the most weak indicators, "
                "then those with the fewest km over tours of up to two stops. The search is exact: "
                "no set is passed over.", fewest=portfolio.FEWEST_STOPS, most=MOST_STOPS)),
            (w.t("Near-ties"), w.t(
                "Sets whose way is longer than the shortest by {share} % at most: take them as "
                "equal.", share=w.number(100 * portfolio.NEAR_TIE, 0))),
            (w.t("When a host declines"), w.t(
                "What nobody else of the set is strong in is lost; the host that restores most of "
                "it at the least travel is named.")),
            (w.t("Tours already made"), w.t(
                "On request, what the hosts of the past two years are strong in counts as covered, "
                "and nobody goes there again.")),
        ]),
    ]  # fmt: skip


def _looking_back(w: Wording) -> list[Component]:
    return [
        html.P(w.t(
            "The results of a year come out in spring of the next: a tour of December 2022 knew "
            "those of 2021, one of August 2023 those of 2022. On these data, with the weights and "
            "rules of today, the hosts visited are held against the best set of the same size: how "
            "many weak indicators they cover of those that could be covered, and the sum of their "
            "learning potential as a share of the best sum. Hosts whose potential was not known "
            "then are named and count in neither sum.")),
    ]  # fmt: skip


def _effects(w: Wording) -> list[Component]:
    return [
        _formula(w.t("effect = change of the city − mean change of its controls")),
        _terms([
            (w.t("Before and after"), w.t(
                "Means over comparable years only. The year in which a tour began counts as "
                "before. At least {before} years before and one after, and {units} provinces that "
                "have all of them; otherwise “not enough years yet”.",
                before=panel.LEAST_BEFORE, units=effects.LEAST_UNITS)),
            (w.t("Controls"), w.t(
                "The {n} provinces whose scores before were nearest to the city's "
                "(difference-in-differences on matched units).", n=effects.CONTROLS)),
            (w.t("Chance"), w.t(
                "The same is worked out for every other province as if it had travelled (placebo "
                "permutation). The p-value is the share of all with a difference at least as "
                "large; {level} % or less stands out.", level=w.number(100 * effects.LEVEL, 0))),
            (w.t("Synthetic control"), w.t(
                "With {years} years before: a weighted mean of at most {donors} provinces that ran "
                "as the city did (Abadie, Diamond and Hainmueller, 2010), tested by the same "
                "placebos.", years=synthetic.LEAST_BEFORE, donors=synthetic.DONORS)),
            (w.t("Warnings"), w.t(
                "Regression to the mean where the city stood in the lowest or highest quarter "
                "before; few years below {before} before or {after} after; other causes always. "
                "One tour proves nothing, and no number here is a verdict.",
                before=effects.FEW_BEFORE, after=effects.FEW_AFTER)),
        ]),
    ]  # fmt: skip
