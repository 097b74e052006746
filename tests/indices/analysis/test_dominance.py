"""Who stands above on every index: three answers, and unknown is not no."""

from __future__ import annotations

import pytest

from indices.analysis.cube import Cube
from indices.analysis.dominance import dominance

THREE = ("PAR", "SIPAS", "PAPI")


@pytest.fixture
def ask(catalogue, reader):
    def find(year, indices=THREE, unit="79"):
        read = ("rank", "score", "precision", "missing_reason")
        cubes = {code: Cube(reader.scores(code)) for code in indices}
        scores = {code: cube.of_indicator(year, "total", read) for code, cube in cubes.items()}
        return {one.unit: one for one in dominance(scores, catalogue, year, unit, indices)}

    return find


def test_2021_as_the_notice_of_2022_says_it(ask):
    """Hà Nội stood above in PAR (10 to 43) and PAPI (9 to 46); SIPAS must be known for a yes."""
    found = ask(2021)
    assert found["01"].above["PAR"] is True and found["01"].above["PAPI"] is True
    assert {one.verdict for one in found.values()} <= {"yes", "no", "unknown"}
    assert len(found) == 62 and "79" not in found


def test_one_no_outweighs_what_is_unknown(ask):
    for one in ask(2022).values():
        if False in one.above.values():
            assert one.verdict == "no"
        elif None in one.above.values():
            assert one.verdict == "unknown" and one.reasons
        else:
            assert one.verdict == "yes" and not one.reasons


def test_withheld_is_unknown_with_its_reason(ask):
    one = ask(2021, ("PAPI",))["22"]
    assert (one.verdict, one.above, one.reasons) == (
        "unknown",
        {"PAPI": None},
        {"PAPI": "withheld"},
    )


def test_on_papi_alone_the_ranks_decide(ask):
    found = ask(2021, ("PAPI",))
    assert sum(one.verdict == "yes" for one in found.values()) == 45
    assert sum(one.verdict == "no" for one in found.values()) == 14


def test_an_unknown_focus_leaves_everything_open(ask):
    assert {one.reasons.get("PAPI") for one in ask(2021, ("PAPI",), "22").values()} == {
        "focus_unknown"
    }
