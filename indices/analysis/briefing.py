"""What a delegation takes along: why this host, the figures, the roads, what to ask.

Plain content, without any page or document: both are made from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

import numpy as np

from indices.analysis.cube import Cube
from indices.analysis.destinations import Destinations
from indices.analysis.questions import question
from indices.analysis.reasons import reasons, today
from indices.analysis.series import Segment, runs
from indices.catalogue import Catalogue, Index, Indicator, Text
from indices.frames import Row

MOST_QUESTIONS = 10
# Figures of a unit in a year, by indicator.
Rows = dict[str, Row]


@dataclass(frozen=True)
class Figure:
    """One weak indicator of the focus unit, its own figure and the host's.

    `gap` is host − focus, positive where the host leads; `counts` says whether it exceeds
    `threshold`; `sources` holds codes of the two figures' sources, the chosen one first.
    """

    indicator: Indicator
    ours: float | None
    theirs: float | None
    gap: float | None
    threshold: float
    counts: bool
    strong: bool
    weight: float
    missing_reason: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Road:
    """One indicator over the years: runs that never cross a break, of host and focus unit."""

    indicator: Indicator
    theirs: tuple[Segment, ...]
    ours: tuple[Segment, ...]


@dataclass(frozen=True)
class Change:
    """What changed there on an indicator since a comparable year: points, places, beyond others.

    `extra` is what it gained beyond the median of all units; `counts` whether that exceeds the
    uncertainty of a change.
    """

    indicator: Indicator
    since: int
    points: float
    extra: float
    places: int
    counts: bool


@dataclass(frozen=True)
class Question:
    """What to ask about a part in which the host leads, the largest lead first."""

    indicator: Indicator
    parent: str
    ours: float
    theirs: float
    gap: float
    text: Text


@dataclass(frozen=True, eq=False)
class Briefing:
    """Everything about one host.

    Attributes:
        found: the terms of all hosts; `place` is that of this one.
        reason: the line of the list.
        today: what the unit belongs to since 2025; None where its name lives on.
        successor: code of the unit of the 34 that it belongs to today; empty for those themselves.
        figures, roads, changes: by weak indicator, in catalogue order.
        questions: at most MOST_QUESTIONS.
    """

    found: Destinations
    place: int
    reason: Text
    today: Text | None
    successor: str
    figures: tuple[Figure, ...]
    roads: tuple[Road, ...]
    changes: tuple[Change, ...]
    questions: tuple[Question, ...]


def make_briefing(found: Destinations, place: int, cube: Cube, catalogue: Catalogue) -> Briefing:
    """Gather what is known about a host.

    Args:
        found: the terms.
        place: of the host.
        cube: of the index.
        catalogue: names, breaks and questions.
    """
    host = found.hosts[place]
    index = catalogue.indices[found.index]
    ours, theirs = (
        cube.of_unit(found.year, unit, ("score", "missing_reason", "sources"))
        for unit in (found.focus, host.code)
    )
    weak = [index.indicator(code) for code in found.codes]
    now = today(host, catalogue)
    return Briefing(
        found=found,
        place=place,
        reason=reasons(found, [place], catalogue, [now])[0],
        today=now,
        successor=host.successor,
        figures=tuple(_figures(found, place, ours, theirs, weak)),
        roads=tuple(
            Road(
                one,
                tuple(_line(cube, index, host.code, one.code)),
                tuple(_line(cube, index, found.focus, one.code)),
            )
            for one in weak
        ),
        changes=tuple(_changes(found, place, weak)),
        questions=tuple(_questions(found, place, ours, theirs, catalogue)),
    )


def _line(cube: Cube, index: Index, unit: str, code: str) -> list[Segment]:
    scores = cube.values("score")[:, cube.unit(unit), cube.indicator(code)].tolist()
    years = ((year, scores[cube.year(year)]) for year in cube.years)
    return runs([pair for pair in years if not isnan(pair[1])], index, code)


def _figures(
    found: Destinations, place: int, ours: Rows, theirs: Rows, weak: list[Indicator]
) -> list[Figure]:
    figures = []
    for column, one in enumerate(weak):
        own, other = ours.get(one.code, {}), theirs.get(one.code, {})
        codes = ";".join(row["sources"] for row in (other, own) if row.get("sources"))
        figures.append(
            Figure(
                indicator=one,
                ours=_number(found.own[column]),
                theirs=_number(found.scores[place, column]),
                gap=_number(found.gap[place, column]),
                threshold=float(found.threshold[place, column]),
                counts=bool(found.gap_term[place, column] > 0),
                strong=bool(found.strong[place, column]),
                weight=float(found.weights[column]),
                missing_reason=other.get("missing_reason"),
                sources=tuple(dict.fromkeys(code for code in codes.split(";") if code)),
            )
        )
    return figures


def _changes(found: Destinations, place: int, weak: list[Indicator]) -> list[Change]:
    gained = found.gains
    return [
        Change(
            indicator=one,
            since=int(gained.since[place, column]),
            points=float(gained.points[place, column]),
            extra=float(gained.extra[place, column]),
            places=int(gained.places[place, column]),
            counts=bool(found.gain_term[place, column] > 0),
        )
        for column, one in enumerate(weak)
        if gained.since[place, column]
    ]


def _questions(
    found: Destinations, place: int, ours: Rows, theirs: Rows, catalogue: Catalogue
) -> list[Question]:
    """Ask about the parts of weak indicators in which the host leads; else about these."""
    index = catalogue.indices[found.index]
    asked = []
    for column, code in enumerate(found.codes):
        if not found.gap_term[place, column] > 0:
            continue
        parts = [part for part in index.children(code, found.year) if part.breakdown]
        leads = [
            (part, ours.get(part.code, {}).get("score"), theirs.get(part.code, {}).get("score"))
            for part in parts or [index.indicator(code)]
        ]
        asked += [
            Question(part, code, own, other, other - own,
                     question(catalogue, index, part, found.year))
            for part, own, other in leads
            if own is not None and other is not None and other > own
        ]  # fmt: skip
    return sorted(asked, key=lambda one: -one.gap)[:MOST_QUESTIONS]


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
