"""Short ways to write the frames that analysis takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from indices.catalogue import Catalogue
from indices.frames import OBSERVATION_COLUMNS, SCORE_COLUMNS, make_frame

Maker = Callable[..., pd.DataFrame]

USUAL_OBSERVATION = {
    "index": "PAR",
    "year": 2023,
    "vintage": 63,
    "indicator": "total",
    "decimals": 2,
    "precision": "exact",
    "status": "accepted",
    "kind": "press",
    "published": "2024-04-17",
    "source": "a",
}
USUAL_SCORE = {
    "index": "PAPI",
    "year": 2024,
    "vintage": 63,
    "indicator": "total",
    "precision": "exact",
    "status": "accepted",
    "sources": "a",
    "n_observations": 1,
}


def frame_of(rows, usual, columns) -> pd.DataFrame:
    full = [dict.fromkeys(columns) | usual | row for row in rows]
    return make_frame({name: [row[name] for row in full] for name in columns}, columns)


@pytest.fixture
def observed() -> Maker:
    """Observations from what is special about each."""
    return lambda *rows: frame_of(rows, USUAL_OBSERVATION, OBSERVATION_COLUMNS)


@pytest.fixture
def scored() -> Maker:
    """A score table from what is special about each row."""
    return lambda *rows: frame_of(rows, USUAL_SCORE, SCORE_COLUMNS)


@pytest.fixture
def no_reasons() -> pd.DataFrame:
    return pd.DataFrame({"year": [], "unit": [], "indicator": [], "reason": []}, dtype="object")


@pytest.fixture
def small(catalogue) -> Catalogue:
    """Four units only, so that a whole field can be written down."""
    kept = {(63, code): catalogue.unit(code) for code in ("01", "22", "48", "79")}
    return replace(catalogue, units=kept)
