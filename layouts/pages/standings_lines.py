"""Lines of the bump chart: the focus unit, the benchmark provinces and the chosen ones."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from indices.analysis.series import segments
from layouts import theme
from layouts.components import terms
from layouts.components.keyed import Keyed
from layouts.figures.bump import Line
from layouts.pages.standings import Standings

Value = Literal["rank", "score"]


def line_units(standings: Standings) -> list[tuple[str, str, str]]:
    """Return (code, colour, dash) of the units with a line, the focus unit last."""
    catalogue = standings.catalogue
    vintage = catalogue.vintage(standings.state.year)
    fixed = [
        (code, color, "solid")
        for code, color in zip(catalogue.benchmark, theme.BENCHMARK, strict=False)
        if (vintage, code) in catalogue.units
    ]
    chosen = [
        (code, theme.MUTED, dash)
        for code, dash in zip(
            (code for code in standings.state.units if code not in catalogue.benchmark),
            theme.CHOSEN_DASHES,
            strict=False,
        )
    ]
    return [*fixed, *chosen, (catalogue.focus, theme.HCMC, "solid")]


def lines_of(standings: Standings, value: Value) -> list[Line]:
    """Return the lines of the units with at least one known value in the vintage of the year."""
    scores = _usable(standings, value)
    last = max(scores["year"], default=0)
    lines = []
    for code, color, dash in line_units(standings):
        own = scores[scores["unit"] == code]
        runs = [
            (run.years, run.values)  # noqa: PD011  (a field of Segment)
            for run in segments(own, standings.index, code, standings.state.indicator, value)
        ]
        if not runs:
            continue
        texts = _texts(own, code, standings)
        end, final = runs[-1][0][-1], runs[-1][1][-1]
        shown = standings.w.number(final, 0 if value == "rank" else standings.index.decimals)
        label = f"{standings.unit_name(code)} {shown}"
        name = label if end == last else f"{label} ({end})"
        keys = {year: standings.key(code, value, year) for year in texts}
        focus = code == standings.catalogue.focus
        lines.append(Line(name, runs, texts, color, dash, focus, keys))
    return lines


def lines_rows(standings: Standings, value: Value, years: list[int]) -> pd.DataFrame:
    """Return the scores that the lines show, and those beside them that say why they end."""
    scores = _usable(standings, value)
    units = [code for code, _, _ in line_units(standings)]
    return scores[scores["unit"].isin(units) & scores["year"].isin(years)]


def lines_table(standings: Standings, value: Value, years: list[int]) -> Keyed:
    """Return one row a year and unit: rank, ranked units, score, basis."""
    w, rows = standings.w, lines_rows(standings, value, years)
    units = [code for code, _, _ in reversed(line_units(standings))]
    order = {code: place for place, code in enumerate(units)}
    rows = rows.assign(place=rows["unit"].map(order)).sort_values(["place", "year"])
    facts = [
        [
            standings.key(unit, figure, year)
            for unit, year in zip(rows["unit"], rows["year"], strict=True)
        ]
        for figure in ("rank", "score")
    ]
    frame = pd.DataFrame(
        {
            w.t("Province"): [standings.unit_name(code) for code in rows["unit"]],
            w.t("Year"): rows["year"].tolist(),
            w.t("Rank"): rows["rank"].array,
            w.t("Ranked units"): rows["rank_of"].array,
            w.t("Rank basis"): [terms.rank_basis(one, w) or None for one in rows["rank_basis"]],
            w.t("Score"): rows["score"].tolist(),
            w.t("Why there is no score"): [
                terms.missing_reason(one, w) or None for one in rows["missing_reason"]
            ],
        }
    )
    return Keyed(frame, {w.t("Rank"): facts[0], w.t("Score"): facts[1]})


def lines_title(standings: Standings, value: Value) -> str:
    """Say between which values the focus unit moved, and in which years."""
    w, name = standings.w, standings.focus_name
    scores = _usable(standings, value)
    own = scores[(scores["unit"] == standings.catalogue.focus) & scores[value].notna()]
    if own.empty:
        if value == "rank":
            return w.t("No rank of {name} is known", name=name)
        return w.t("No score of {name} is known", name=name)
    # A place counts by the number of ranked units: 41st of 61 is lower than 41st of 63.
    order = (own["rank"] / own["rank_of"]).astype("float64") if value == "rank" else -own["score"]
    best, worst = own.iloc[int(order.argmin())], own.iloc[int(order.argmax())]
    years = {"name": name, "best_year": best["year"], "worst_year": worst["year"]}
    if value == "rank":
        return w.t(
            "{name}: best rank {best} ({best_year}), lowest {worst} ({worst_year})",
            best=w.rank(best["rank"], best["rank_of"]),
            worst=w.rank(worst["rank"], worst["rank_of"]),
            **years,
        )
    decimals = standings.index.decimals
    return w.t(
        "{name}: scores between {worst} ({worst_year}) and {best} ({best_year}), "
        "comparable within one method only",
        best=w.number(best["score"], decimals),
        worst=w.number(worst["score"], decimals),
        **years,
    )


def left_out(standings: Standings) -> str:
    """Name the years that are not drawn because fewer than half of the units were ranked."""
    scores = _same_vintage(standings)
    few = scores[_few(scores)].groupby("year")["rank_of"].max()
    return " ".join(
        standings.w.t("{year} is left out: only {n} units were ranked.", year=year, n=n)
        for year, n in few.items()
    )


def _usable(standings: Standings, value: Value) -> pd.DataFrame:
    scores = _same_vintage(standings)
    return scores[~_few(scores)] if value == "rank" else scores


def _few(scores: pd.DataFrame) -> pd.Series[bool]:
    """Rows of years in which fewer than half of the units were ranked: places among few."""
    return (scores["rank_of"] * 2 < scores["vintage"]).fillna(False).astype(bool)


def _same_vintage(standings: Standings) -> pd.DataFrame:
    vintage = standings.catalogue.vintage(standings.state.year)
    return standings.scores[standings.scores["vintage"] == vintage]


def _texts(own: pd.DataFrame, code: str, standings: Standings) -> dict[int, str]:
    w, name = standings.w, standings.unit_name(code)
    texts = {}
    place, points = w.t("rank"), w.t("score")
    fields = ("year", "rank", "rank_of", "rank_basis", "score")
    columns = (own[one].tolist() for one in fields)
    for year, rank, rank_of, basis, score in zip(*columns, strict=True):
        parts = [f"<b>{name}</b> {year}"]
        if pd.notna(rank):
            parts.append(f"{place} {w.rank(rank, rank_of)} ({terms.rank_basis(basis, w)})")
        if pd.notna(score):
            parts.append(f"{points} {w.number(score, standings.index.decimals)}")
        texts[year] = "<br>".join(parts)
    return texts
