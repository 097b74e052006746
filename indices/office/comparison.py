"""Figures of the city beside those of its hosts, on the data that was out when a tour began."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from indices.analysis.cube import Cube
from indices.analysis.gaps import gap_rows
from indices.catalogue import Catalogue, Index, Source, Unit, vintage_of
from indices.frames import SCORE_COLUMNS, Row, plain_rows
from indices.office.subject import Subject
from indices.reports.yearly.words import BASES, MISSING, place
from indices.writing import UNKNOWN, Writing

# Results of a year are announced in April or May of the next.
_ANNOUNCED = 5


@dataclass(frozen=True, eq=False)
class Comparison:
    """One index in one year: the city, then its hosts, as the units of that year.

    Attributes:
        index, year: what is compared.
        units: the city first.
        scores: SCORE_COLUMNS of the year, all units.
    """

    index: Index
    year: int
    units: tuple[Unit, ...]
    scores: pd.DataFrame

    def total(self, unit: Unit) -> Row:
        """Return SCORE_COLUMNS of a unit's total; nothing is known of a unit of another time."""
        own = (self.scores["unit"] == unit.code) & (self.scores["indicator"] == "total")
        known = own.to_numpy() & (unit in self.units)
        return next(iter(plain_rows(self.scores[known])), dict.fromkeys(SCORE_COLUMNS))

    def gaps(self, host: Unit) -> dict[str, Row]:
        """Return the gaps of the dimensions that are known of both, by code; gap = host − city."""
        city = self.units[0].code
        rows = gap_rows(Cube(self.scores), self.index, self.year, city, host.code)
        return {
            row["indicator"]: row
            for row in rows
            if row["level"] == "dimension" and row["gap"] is not None
        }

    def sources(self, indicators: Iterable[str]) -> list[str]:
        """Return codes of the sources that the figures of these units are taken from."""
        codes = [unit.code for unit in self.units]
        rows = self.scores["unit"].isin(codes) & self.scores["indicator"].isin(list(indicators))
        known = self.scores["sources"][rows.to_numpy()].dropna()
        return list(dict.fromkeys(code.partition(";")[0] for code in known if code))


def comparisons(subject: Subject) -> list[Comparison]:
    """Return a comparison for each index of the tour; for all three where it names none.

    Raises:
        DatabaseUnavailable: the database cannot answer.
    """
    catalogue = subject.catalogue
    codes = subject.index_codes or catalogue.claim_indices
    found = (_comparison(subject, catalogue.indices[code]) for code in codes)
    return [one for one in found if one is not None] if subject.stops else []


def source_text(source: Source, w: Writing) -> str:
    """Return a source as a footnote."""
    day = w.date(source.published) if source.published else ""
    return (
        f"{', '.join(part for part in (source.publisher, source.title, day, source.url) if part)}."
    )


def source_texts(codes: Iterable[str], catalogue: Catalogue, w: Writing) -> list[str]:
    """Return sources as footnotes."""
    return [source_text(catalogue.sources[one], w) for one in codes if one in catalogue.sources]


def score_text(row: Row, w: Writing) -> str:
    """Return a score, or why there is none."""
    if row["score"] is not None:
        return w.number(row["score"])
    return w.of(MISSING, row["missing_reason"] or "not_found")


def rank_text(row: Row, w: Writing) -> str:
    """Return a rank with what it is out of and where it comes from: "33/63 (công bố)"."""
    basis = w.of(BASES, row["rank_basis"])
    return f"{place(row)} ({basis})" if basis else place(row)


def grade_text(row: Row, index: Index, w: Writing) -> str:
    """Return a grade or group in words."""
    return UNKNOWN if row["grade"] is None else w.name(index.grading.name(row["grade"]))


def _comparison(subject: Subject, index: Index) -> Comparison | None:
    """Take the newest year that was out and in which anything is known of one of the units."""
    last = _last_year(subject.start) if subject.start else index.years[-1]
    for year in sorted((one for one in index.years if one <= last), reverse=True):
        units = _units(subject, year)
        scores = subject.reader.scores(index.code, year)
        known = scores[scores["indicator"].eq("total") & scores["unit"].isin(
            [unit.code for unit in units])]  # fmt: skip
        if known[["score", "rank"]].notna().any(axis=None):
            return Comparison(index, year, units, scores)
    return None


def _last_year(start: str) -> int:
    year, month = int(start[:4]), int(start[5:7])
    return year - 1 if month >= _ANNOUNCED else year - 2


def _units(subject: Subject, year: int) -> tuple[Unit, ...]:
    """Return city and hosts as the units of a year: a merged host stands as what it was made of."""
    catalogue, vintage = subject.catalogue, vintage_of(year)
    found = [catalogue.unit(catalogue.focus, vintage)]
    for stop in subject.stops:
        if stop.vintage == vintage:
            found.append(stop)
        elif stop.successor:
            found.append(catalogue.unit(stop.successor, vintage))
        else:
            found += catalogue.predecessors(stop.code)
    return tuple(dict.fromkeys(found))
