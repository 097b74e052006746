"""Who is like a unit: distances by variables that the user picks and weighs, term by term.

Every variable's difference is first brought to one scale. Numbers are standardised, so that their
difference is counted in standard deviations; a difference in kind or region counts 1, as in
Gower's general coefficient for variables of mixed kinds (J. C. Gower, "A general coefficient of
similarity and some of its properties", Biometrics 27, 1971, 857-871); great-circle distance is
divided by the standard distance of the units (R. Bachi, "Standard distance measures and related
methods for spatial analysis", Papers of the Regional Science Association 10, 1963), which is to
places what the standard deviation is to numbers. The distance is the weighted mean of these terms.

A unit that lacks a picked variable is named and left out of scale and list: nothing is imputed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from indices.analysis.arrays import Floats
from indices.analysis.travel import distances, distances_from
from indices.catalogue import Catalogue, Unit
from indices.said import Told, said

VARIABLES = ("population", "urban", "grdp", "kind", "region", "distance", "profile")
DEFAULT_WEIGHTS: Mapping[str, float] = {"population": 1.0, "urban": 1.0, "grdp": 1.0, "kind": 1.0}
_NUMBERS = ("population", "urban", "grdp")
# Known of every unit; units are alike in them or not.
_NAMED = ("kind", "region")
_WEIGHT = re.compile(r"\d{1,3}(\.\d{1,4})?", re.ASCII)


class WrongVariables(Told, ValueError):
    """Weights that cannot be used; the sentence says what they do wrong."""


@dataclass(frozen=True, eq=False)
class Peers:
    """Distances of all units from one.

    Attributes:
        units: codes of the units that have every picked variable, the nearest first.
        apart: their distances, shape (units,).
        terms: picked variable -> its part in the distances, shape (units,); the terms of a unit add
            up to its distance.
        figures: variable -> code of every unit, in code order -> the variable as it was read
            (persons in thousands, shares, million VND a head, kilometres); NaN or empty where
            unknown.
        missing: unit -> picked variables it lacks.
        year: of the population and product figures; None where none of them is picked or known.
    """

    units: list[str]
    apart: Floats
    terms: dict[str, Floats]
    figures: dict[str, dict[str, Any]]
    missing: dict[str, list[str]]
    year: int | None

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row per unit, nearest first: unit, apart and a column per picked variable."""
        return pd.DataFrame({"unit": self.units, "apart": self.apart, **self.terms})


def read_weights(text: str) -> dict[str, float]:
    """Read "population:1,urban:0.5".

    Raises:
        WrongVariables: an unknown or repeated variable, a weight that is no plain number from 0 on,
            or no weight above 0.
    """
    weights: dict[str, float] = {}
    for one in text.split(","):
        name, _, value = (part.strip() for part in one.partition(":"))
        if name not in VARIABLES:
            raise WrongVariables(
                said(
                    "has no variable {name}; there are {known}",
                    name=repr(name[:40]), known=list(VARIABLES),
                )
            )  # fmt: skip
        if name in weights:
            raise WrongVariables(said("weighs {name} more than once; weigh it once", name=name))
        if not _WEIGHT.fullmatch(value):
            raise WrongVariables(
                said(
                    "weighs {name} with {value}; give a number from 0 on",
                    name=name, value=repr(value[:40]),
                )
            )  # fmt: skip
        weights[name] = float(value)
    if not any(weights.values()):
        raise WrongVariables(said("weighs nothing; give at least one weight above 0"))
    return weights


def peers(
    catalogue: Catalogue,
    covariates: pd.DataFrame,
    scores: pd.DataFrame | None,
    year: int,
    unit: str,
    weights: Mapping[str, float] = DEFAULT_WEIGHTS,
    lenient: bool = False,
) -> Peers:
    """Return every unit's distance from one, the nearest first.

    Args:
        catalogue: kinds, regions and places of the units.
        covariates: COVARIATE_COLUMNS; those of the newest year up to `year` count, else the first.
        scores: SCORE_COLUMNS of the index and year whose dimensions make up the profile; other
            years and indicators are passed over. None where no profile is picked.
        year: says which units there are.
        unit: code of the unit.
        weights: variable -> weight; those of weight 0 are not picked.
        lenient: whether variables that the unit itself lacks are not picked either.

    Returns:
        The peers; no units where the unit itself lacks a picked variable.
    """
    picked = {name: weight for name, weight in weights.items() if weight > 0}
    units = catalogue.units_of(catalogue.vintage(year))
    codes = [one.code for one in units]
    at = covariate_year(covariates, catalogue.vintage(year), year)
    values = _values(units, covariates, at)
    values["distance"] = (
        distances_from(units[codes.index(unit)], units)
        if unit in codes
        else np.full(len(codes), np.nan)
    )
    profile = np.full((len(codes), 1), np.nan)
    if "profile" in picked and scores is not None:
        profile = _profile(scores, year, codes)
    missing = _missing(codes, values, profile, picked)
    if lenient and unit in missing:
        picked = {name: weight for name, weight in picked.items() if name not in missing[unit]}
        missing = _missing(codes, values, profile, picked)
    figures = {name: dict(zip(codes, read.tolist(), strict=True)) for name, read in values.items()}
    shown_year = at if set(picked) & set(_NUMBERS) else None
    if unit in missing or unit not in codes or not picked:
        nothing = {name: np.empty(0) for name in picked}
        return Peers([], np.empty(0), nothing, figures, missing, shown_year)
    kept = np.array([code not in missing for code in codes])
    own = int(kept[: codes.index(unit)].sum())
    cut = {name: read[kept] for name, read in values.items()}
    there = [one for one in units if one.code not in missing]
    raw = _terms(cut, profile[kept], there, own, picked)
    whole = sum(picked.values())
    terms = {name: picked[name] * raw[name] / whole for name in picked}
    apart = np.sum(list(terms.values()), axis=0)
    # Units stand in code order, which a stable sort keeps among those equally near.
    order = np.argsort(apart, kind="stable")
    order = order[order != own]
    return Peers(
        [there[place].code for place in order.tolist()],
        apart[order],
        {name: term[order] for name, term in terms.items()},
        figures,
        missing,
        shown_year,
    )


def nearest(catalogue: Catalogue, covariates: pd.DataFrame, year: int, unit: str) -> list[str]:
    """Return the codes of the other units by the default weights, the nearest first.

    These weights pick no profile of scores, so that the order hangs on the covariates' year alone.

    Args:
        catalogue: as in `peers`.
        covariates: as in `peers`.
        year: says which units and which figures.
        unit: code of the unit.
    """
    return peers(catalogue, covariates, None, year, unit).units


def covariate_year(covariates: pd.DataFrame, vintage: int, year: int) -> int | None:
    """Return the year of the covariates to use: the newest up to `year`, else the first."""
    years = covariates["year"].to_numpy()[covariates["vintage"].to_numpy() == vintage]
    before = years[years <= year]
    return int(before.max()) if len(before) else int(years.min()) if len(years) else None


def _values(units: list[Unit], covariates: pd.DataFrame, at: int | None) -> dict[str, Any]:
    """Return what is known of every unit, variable by variable, in the order of `units`."""
    here = covariates["vintage"].to_numpy() == units[0].vintage
    here = here & (covariates["year"].to_numpy() == at)
    columns = (covariates[name].to_numpy()[here].tolist() for name in ("unit", "variable", "value"))
    known = {(unit, variable): value for unit, variable, value in zip(*columns, strict=True)}

    def read(variable: str) -> Floats:
        return np.array([known.get((one.code, variable), np.nan) for one in units], dtype="float64")

    people = read("population_thousand")
    return {
        "population": people,
        "urban": read("urban_population_thousand") / people,
        "grdp": read("grdp_per_capita_million_vnd"),
        "kind": np.array([one.kind for one in units], dtype=object),
        "region": np.array([one.region for one in units], dtype=object),
    }


def _profile(scores: pd.DataFrame, year: int, codes: list[str]) -> Floats:
    """Return the scores of the dimensions, shape (units, dimensions); NaN where unknown."""
    names = scores["indicator"].astype(str)
    own = scores[((scores["year"] == year) & names.str.fullmatch(r"D\d+")).to_numpy()]
    if own.empty:
        return np.full((len(codes), 1), np.nan)
    wide = own.pivot_table("score", "unit", "indicator", dropna=False).reindex(codes)
    return wide.to_numpy("float64")


def _missing(
    codes: list[str], values: Mapping[str, Any], profile: Floats, picked: Mapping[str, float]
) -> dict[str, list[str]]:
    gone: dict[str, Any] = {
        name: np.isnan(profile if name == "profile" else values[name][:, None]).any(axis=1)
        for name in VARIABLES
        if name in picked and name not in _NAMED
    }
    some = np.flatnonzero(np.any([*gone.values()], axis=0)).tolist()
    return {codes[at]: [name for name, lacking in gone.items() if lacking[at]] for at in some}


def _terms(
    values: Mapping[str, Any],
    profile: Floats,
    units: list[Unit],
    own: int,
    picked: Mapping[str, float],
) -> dict[str, Floats]:
    """Return each picked variable's difference from the unit in row `own` on the common scale."""
    terms: dict[str, Floats] = {}
    for name in picked:
        if name in _NAMED:
            terms[name] = np.where(values[name] != values[name][own], 1.0, 0.0)
        elif name == "distance":
            # The standard distance: the root of half the mean squared distance of all pairs.
            squares = distances(units) ** 2
            terms[name] = _over(values[name], math.sqrt(float(squares.mean()) / 2))
        elif name == "profile":
            standard = _over(profile - profile[own], profile.std(axis=0))
            terms[name] = np.asarray(np.sqrt((standard**2).mean(axis=1)), dtype="float64")
        else:
            # People and product differ by factors, not by amounts.
            x = values[name] if name == "urban" else np.log(values[name])
            terms[name] = np.abs(_over(x - x[own], x.std()))
    return terms


def _over(differences: Floats, scale: Floats | float) -> Floats:
    """Divide by a scale; where all units are alike nothing differs."""
    sizes = np.where(np.asarray(scale) > 0, scale, 1.0)
    divided: Floats = differences / sizes
    return divided
