"""A random 200 numbers an index: the cell that a page names holds that number."""

from __future__ import annotations

import csv
import random
import re
from functools import lru_cache
from pathlib import Path

import pytest

from indices.analysis.provenance import choices

ROOT = Path(__file__).parents[2]
N_NUMBERS = 200


@lru_cache(maxsize=4)
def rows_of(file: str) -> list[list[str]]:
    with (ROOT / file).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))


def standing(file: str, cell: str) -> str:
    column, row = re.fullmatch(r"([A-Z])([0-9]+)", cell).groups()
    return rows_of(file)[int(row) - 1][ord(column) - ord("A")]


@pytest.mark.parametrize("index", ["PAR", "SIPAS", "PAPI"])
def test_the_cell_that_is_named_holds_the_number(index, reader):
    scores = reader.scores(index).set_index(["year", "unit", "indicator"])
    observations = reader.observations(index)
    facts = observations.groupby(["year", "unit", "indicator"]).indices
    asked = random.Random(index).sample(sorted(facts), min(N_NUMBERS, len(facts)))
    opened = 0
    for fact in asked:
        for choice in choices(observations.iloc[facts[fact]]):
            one = choice.shown
            # Nobody prints a sum that was derived: its parts have cells instead.
            if one is None or (one["cell"] is None and one["remark"] == "sum of parts"):
                continue
            figure = scores.loc[fact, choice.figure]
            if choice.figure == "score":
                assert float(standing(one["file"], one["cell"])) == figure
            else:
                assert str(figure) in rows_of(one["file"])[int(one["cell"][1:]) - 1]
            opened += 1
    assert opened >= N_NUMBERS / 2
