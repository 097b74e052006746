"""Endpoint of what-ifs: other scores for some parts of a unit, and what they would lead to."""

from __future__ import annotations

from indices.analysis.whatif import Refusal, read_changes
from indices.reports.codes import check_unit, check_year, shown
from indices.reports.items import Item
from indices.reports.whatif import whatif_item
from layouts.api.question import Endpoint, Question
from layouts.components.outcomes import read_outcome
from layouts.parameters import WrongParameter


def _whatif(question: Question) -> list[Item]:
    index = check_year(question.catalogue, question.values["index"], question.year)
    unit = question.values["unit"]
    check_unit(question.catalogue, unit, question.catalogue.vintage(question.year))
    changes, refusals = read_changes(question.values["set"])
    outcome, lender = read_outcome(
        question.reader, question.catalogue, index, question.year, unit, changes, refusals
    )
    for refusal in outcome.scenario.refusals:
        raise WrongParameter(_sentence(refusal, index.code, question.year))
    return [
        whatif_item(
            outcome, question.catalogue, index.code, question.year, unit, question.lang, lender
        )
    ]


def _sentence(refusal: Refusal, index: str, year: int) -> str:
    """Say in one sentence what is wrong with a change and what can be given instead."""
    code, value = shown(refusal.indicator), shown(refusal.value)
    scale = f"give a value from {refusal.low:g} to {refusal.high:g}"
    said = {
        "malformed": f"holds {value}; write it as D4:7.5,D5:7.9",
        "unknown_indicator": f"names {code}, which {index} {year} does not have; "
        "/api/v1/indices lists those it has",
        "no_summand": f"names {code}, which is no summand of the total of {index} {year}",
        "not_a_number": f"gives {code} the value {value}; give a plain number such as 7.5",
        "above": f"gives {code} the value {value}, above its maximum; {scale}",
        "below": f"gives {code} the value {value}, below its minimum; {scale}",
        "repeated": f"gives {code} more than once; give it once",
        "total_and_parts": "sets the total together with parts of it; set either",
        "two_breakdowns": f"sets {code} and {value}, which count the same points twice; "
        "set parts of one breakdown",
        "not_additive": f"names {code}, but the parts of {index} {year} do not add up to its "
        "total, so no new total can be computed; set total itself",
    }[refusal.reason]
    return f"The parameter set {said}."


ENDPOINTS = {"v1/whatif": Endpoint(_whatif, ("index", "year", "unit", "set"))}
