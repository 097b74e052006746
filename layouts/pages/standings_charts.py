"""The charts of the rankings page: tile map, bump chart, distribution."""

from __future__ import annotations

from collections import Counter
from functools import partial
from statistics import median
from typing import Any

import pandas as pd

from layouts import theme
from layouts.components import terms
from layouts.components.chart import Chart
from layouts.components.keyed import Keyed
from layouts.figures import bump, distribution, tile_map
from layouts.pages.standings import Standing, Standings
from layouts.pages.standings_grid import grid_table, in_region, standings_table
from layouts.pages.standings_lines import (
    Value,
    left_out,
    lines_of,
    lines_rows,
    lines_table,
    lines_title,
)
from layouts.pages.standings_words import finding, note

# Archipelagos are drawn nearer the coast than their column says, to leave tiles more room.
_NEARER = 0.6
HERE = ("index", "year", "indicator")
MAP = (*HERE, "region")
LINES = ("index", "indicator", "units", "view", "vintage")


def map_chart(standings: Standings) -> Chart:
    """The tile-grid map, shaded by grade or by quarter of the ranking."""
    w, catalogue = standings.w, standings.catalogue
    vintage = catalogue.vintage(standings.state.year)
    rows = {row.unit: row for row in standings.rows}
    places = [tile for tile in catalogue.tiles if tile.vintage == vintage]
    tiles = [
        tile_map.TileMark(
            tile.row,
            tile.column - _NEARER,
            _two_lines(w.name(tile.name)),
            None,
            hover=f"{w.name(tile.name)} ({standings.unit_name(tile.code)})",
            outline="archipelago",
        )
        if tile.kind == "archipelago"
        else _tile(rows[tile.code], tile.row, tile.column, standings)
        for tile in places
    ]
    return Chart(
        name="map",
        title=_map_title(standings),
        figure=tile_map.tile_map(tiles, standings.legend, w.t("unknown")),
        table=partial(standings_table, standings, standings.rows),
        source=_source(standings),
        note=_joined(
            w.t(
                "Number: rank. Thick outline: {name}; thin: benchmark provinces.",
                name=standings.focus_name,
            ),
            note(standings),
        ),
        height=tile_map.height(max(tile.row for tile in places)),
        depends=MAP,
    )


def grid_file(standings: Standings) -> Chart:
    """The rows of the grid, for download."""
    return Chart(
        name="grid",
        title=finding(standings),
        figure={},
        table=partial(grid_table, standings),
        source=_source(standings),
        note=note(standings),
    )


def bump_chart(standings: Standings) -> Chart:
    """Ranks or scores of the focus unit, the benchmark provinces and the chosen ones."""
    w, index, state = standings.w, standings.index, standings.state
    value: Value = "rank" if state.view == "ranks" else "score"
    lines = lines_of(standings, value)
    years = [year for run in index.segments(state.indicator) for year in run]
    breaks = [year for year, _ in index.break_years(state.indicator) if years and year > years[0]]
    empty = "" if lines else w.t("No rank of these provinces is known in any year.")
    if lines:
        figure = bump.bump(lines, years, breaks, value == "rank", w.t("method changed"))
    else:
        figure = theme.empty_figure(empty)
    return Chart(
        name="bump",
        title=lines_title(standings, value),
        figure=figure,
        table=partial(lines_table, standings, value, years),
        source=terms.source_line(
            lines_rows(standings, value, years)["sources"],
            index,
            f"{years[0]}–{years[-1]}" if years else state.year,
            standings.catalogue,
            w,
        ),
        note=_joined(
            w.t(
                "Lines are cut where the method changed (dotted) and where a year is unknown. "
                "A rank can change without any change in the province."
            ),
            left_out(standings) if value == "rank" else "",
        ),
        empty=empty,
        height=bump.HEIGHT,
        depends=LINES,
    )


def distribution_chart(standings: Standings) -> Chart:
    """All scores on one axis, with the focus unit and the benchmark provinces by name."""
    w = standings.w
    scores = [row.score for row in standings.scored if row.score is not None]
    empty = "" if scores else w.t("No score is known for this year.")
    lines = []
    if standings.complete and len(scores) > 2:
        lines.append((median(scores), w.t("median")))
    unit = terms.scale_unit(standings.index, standings.state.indicator, w)
    if scores:
        dots = sorted(
            (_dot(row, standings) for row in standings.scored),
            key=lambda dot: (dot.focus, dot.label),
        )
        figure = distribution.distribution(dots, lines, unit)
    else:
        figure = theme.empty_figure(empty)
    return Chart(
        name="distribution",
        title=_distribution_title(standings, scores),
        figure=figure,
        table=partial(_scores_table, standings),
        source=_source(standings),
        note=note(standings),
        empty=empty,
        height=distribution.HEIGHT,
        depends=HERE,
    )


def _scores_table(standings: Standings) -> Keyed:
    names = [standings.w.t("Province"), standings.w.t("Score")]
    frame = pd.DataFrame([(row.name, row.score) for row in standings.scored], columns=names)
    return Keyed(frame, {names[1]: [standings.key(row.unit) for row in standings.scored]})


def _tile(row: Standing, line: int, column: int, standings: Standings) -> tile_map.TileMark:
    w, catalogue = standings.w, standings.catalogue
    known = w.rank(row.rank, None, row.tied) if row.rank is not None else row.grade or "–"
    group = standings.group_names[row.group] if row.group is not None else w.t("unknown")
    score = standings.number(row) if row.score is not None else _reason(row, standings)
    place = w.rank(row.rank, row.rank_of, row.tied)
    outline = ""
    if row.unit == catalogue.focus:
        outline = "focus"
    elif row.unit in catalogue.benchmark:
        outline = "benchmark"
    return tile_map.TileMark(
        line,
        column,
        f"{_short(standings.unit_name(row.unit))}<br><b>{known}</b>",
        row.group,
        hover=f"<b>{row.name}</b><br>{place} · {score}<br>{group}",
        outline=outline,
        faded=not in_region(row, standings),
        key=standings.key(row.unit, "score" if row.rank is None else "rank"),
    )


def _reason(row: Standing, standings: Standings) -> str:
    return terms.missing_reason(row.missing_reason or "not_found", standings.w)


def _short(name: str) -> str:
    """Shorten a name for a tile: "Q. Ninh", "TP.HCM", "TT Huế"."""
    words = name.replace("-", " ").split()
    if len(words) == 1 or len(name) <= 6:
        return name
    if len(words) == 2:
        return f"{words[0][0]}.{words[1]}"
    return "".join(word[0] for word in words[:-1]) + (
        f".{words[-1]}" if len(words) == 3 else words[-1][0]
    )


def _two_lines(name: str) -> str:
    return "<br>".join(name.split(" ", 1))


def _map_title(standings: Standings) -> str:
    """Say where the best group lies and in which group the focus unit is."""
    w, catalogue = standings.w, standings.catalogue
    vintage = catalogue.vintage(standings.state.year)
    best = [row for row in standings.rows if row.group == 0]
    focus = standings.focus.group
    own = standings.group_names[focus] if focus is not None else w.t("unknown")
    values: dict[str, Any] = {"name": standings.focus_name, "own": own}
    if not best:
        return w.t("{name}: {own}", **values)
    group = standings.group_names[0]
    values |= {"group": f"{group[0].upper()}{group[1:]}", "of": len(best)}
    regions = Counter(catalogue.unit(row.unit, vintage).region for row in best).most_common(2)
    if len(regions) > 1 and regions[0][1] == regions[1][1]:
        return w.t("{group}: {of} units known; {name}: {own}", **values)
    code, n = regions[0]
    region = next(one for one in catalogue.regions if (one.vintage, one.code) == (vintage, code))
    values |= {"n": n, "region": w.name(region.name)}
    if any(row.group is None and row in standings.expected for row in standings.rows):
        return w.t("{group}: {n} of the {of} units known lie in {region}; {name}: {own}", **values)
    return w.t("{group}: {n} of {of} units lie in {region}; {name}: {own}", **values)


def _distribution_title(standings: Standings, scores: list[float]) -> str:
    w, focus = standings.w, standings.focus
    if not scores:
        return w.t("No score is known for this year.")
    ends = {
        "low": w.number(min(scores), standings.index.decimals),
        "high": w.number(max(scores), standings.index.decimals),
    }
    if focus.score is None:
        return w.t("Known scores run from {low} to {high}", **ends)
    values = {"name": standings.focus_name, "score": standings.number(focus), **ends}
    if not standings.complete:
        return w.t("{name} at {score}; known scores run from {low} to {high}", **values)
    middle = median(scores)
    values["median"] = w.number(middle, standings.index.decimals)
    if focus.score < middle:
        return w.t("{name} at {score}, below the median of {median}", **values)
    return w.t("{name} at {score}, not below the median of {median}", **values)


def _dot(row: Standing, standings: Standings) -> distribution.Dot:
    catalogue, name = standings.catalogue, standings.unit_name(row.unit)
    hover, key = f"{row.name}: {standings.number(row)}", standings.key(row.unit)
    if row.unit == catalogue.focus:
        return distribution.Dot(row.score or 0, hover, theme.HCMC, name, focus=True, key=key)
    if row.unit in catalogue.benchmark:
        return distribution.Dot(row.score or 0, hover, theme.REFERENCE, name, key=key)
    return distribution.Dot(row.score or 0, hover, key=key)


def _source(standings: Standings) -> str:
    return terms.source_line(
        (row.sources or "" for row in standings.rows),
        standings.index,
        standings.state.year,
        standings.catalogue,
        standings.w,
    )


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
