"""One state of the page of peers: weights, distances, and the figures of the nearest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from indices.analysis.groups import MOST, NEAREST
from indices.analysis.peers import DEFAULT_WEIGHTS, VARIABLES, Peers, peers
from indices.database.known_sources import with_imported_sources
from indices.frames import plain_rows
from indices.reference import load_catalogue
from layouts.pages.view import IndexView
from layouts.urls import PageState
from layouts.wording import Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

_SHOWN = ("year", "unit", "score", "rank", "rank_of", "missing_reason", "sources")
_WEIGHT = re.compile(r"\d{1,2}([.,]\d{1,3})?", re.ASCII)


@dataclass(frozen=True, eq=False)
class View(IndexView):
    """What the parts of the page share.

    Attributes:
        weights: variable -> weight, all of VARIABLES.
        found: the distances.
        totals: SCORE_COLUMNS of the year's totals, those that the page needs.
        origins: codes of the sources of the population and product figures.
    """

    weights: dict[str, float]
    found: Peers
    totals: pd.DataFrame
    origins: tuple[str, ...]

    @cached_property
    def nearest(self) -> list[str]:
        """Codes of the nearest units, as many as asked for."""
        return self.found.units[: int(self.state.option("k"))]

    @cached_property
    def picked(self) -> list[str]:
        """Variables with a weight above 0."""
        return [name for name in VARIABLES if self.weights[name] > 0]

    @cached_property
    def rows(self) -> dict[str, tuple[float | None, int | None, int | None]]:
        """Unit -> score, rank and number of ranked units in the index and year."""
        columns = ("unit", "score", "rank", "rank_of")
        rows = plain_rows(self.totals, columns=columns)
        return {row["unit"]: (row["score"], row["rank"], row["rank_of"]) for row in rows}

    @cached_property
    def source(self) -> str:
        """Who published the figures that make up the distance."""
        w, parts = self.w, []
        if self.found.year is not None:
            names = [self.catalogue.sources[code].publisher for code in self.origins]
            parts.append(w.t("{names}, figures of {year}", names="; ".join(names),
                             year=self.found.year))  # fmt: skip
        if "profile" in self.picked:
            parts.append(f"{w.name(self.index.publisher)}, {self.title}")
        return "; ".join(parts) or w.t("list of units")


def read_view(reader: Reader, state: PageState, w: Wording) -> View:
    """Read the figures of a state.

    Raises:
        DatabaseUnavailable: the database cannot answer.
    """
    catalogue = with_imported_sources(load_catalogue(), reader)
    index = catalogue.indices[state.index]
    weights = {name: float(state.option(name)) for name in VARIABLES}
    scores = reader.scores(index.code, state.year) if weights["profile"] > 0 else None
    covariates = reader.covariates()
    found = peers(catalogue, covariates, scores, state.year, state.unit, weights)
    used = covariates["source"].to_numpy()[covariates["year"].to_numpy() == found.year]
    origins = tuple(code for code in dict.fromkeys(used.tolist()) if code in catalogue.sources)
    # Totals of all years are read once; a few columns of them are cut in half the time.
    totals = reader.scores(index.code, indicator="total")[list(_SHOWN)]
    totals = totals[(totals["year"] == state.year).to_numpy()]
    return View(state, w, catalogue, index, weights, found, totals, origins)


def default_weight(name: str) -> str:
    """Return the weight of a variable that the address leaves out."""
    return f"{DEFAULT_WEIGHTS.get(name, 0.0):g}"


def read_weight(text: str) -> str | None:
    """Accept a weight from 0 on, with a decimal point or comma."""
    plain = text.strip()
    return f"{float(plain.replace(',', '.')):g}" if _WEIGHT.fullmatch(plain) else None


def read_count(text: str) -> str | None:
    """Accept how many units count as the nearest."""
    plain = text.strip()
    known = plain.isascii() and plain.isdigit() and 1 <= int(plain) <= MOST
    return str(int(plain)) if known else None


NEAREST_TEXT = str(NEAREST)


def variable_names(w: Wording) -> dict[str, str]:
    """Return what each variable is called."""
    return {
        "population": w.t("Population (logarithm)"),
        "urban": w.t("Urban share of the population"),
        "grdp": w.t("GRDP per head (logarithm)"),
        "kind": w.t("Kind: city or province"),
        "region": w.t("Region"),
        "distance": w.t("Distance as the crow flies"),
        "profile": w.t("Profile of dimension scores"),
    }
