"""Endpoint of what-ifs: other scores for some parts of a unit, and what they would lead to."""

from __future__ import annotations

from indices.analysis.whatif import Refusal, read_changes
from indices.reports.codes import check_unit, check_year, shown
from indices.reports.items import Item
from indices.reports.whatif import whatif_item
from indices.said import Said, said
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


def _sentence(refusal: Refusal, index: str, year: int) -> Said:
    """Say in one sentence what is wrong with a change and what can be given instead."""
    code, value = shown(refusal.indicator), shown(refusal.value)
    # As they are to be typed, with a point.
    scale = {"low": f"{refusal.low:g}", "high": f"{refusal.high:g}"}
    what = {
        "malformed": said("holds {value}; write it as D4:7.5,D5:7.9", value=value),
        "unknown_indicator": said(
            "names {code}, which {index} {year} does not have; /api/v1/indices lists those it has",
            code=code, index=index, year=year,
        ),
        "no_summand": said(
            "names {code}, which is no summand of the total of {index} {year}",
            code=code, index=index, year=year,
        ),
        "not_a_number": said(
            "gives {code} the value {value}; give a plain number such as 7.5",
            code=code, value=value,
        ),
        "above": said(
            "gives {code} the value {value}, above its maximum; give a value from {low} to {high}",
            code=code, value=value, **scale,
        ),
        "below": said(
            "gives {code} the value {value}, below its minimum; give a value from {low} to {high}",
            code=code, value=value, **scale,
        ),
        "repeated": said("gives {code} more than once; give it once", code=code),
        "total_and_parts": said("sets the total together with parts of it; set either"),
        "two_breakdowns": said(
            "sets {code} and {value}, which count the same points twice; set parts of one "
            "breakdown",
            code=code, value=value,
        ),
        "not_additive": said(
            "names {code}, but the parts of {index} {year} do not add up to its total, so no new "
            "total can be computed; set total itself",
            code=code, index=index, year=year,
        ),
    }[refusal.reason]  # fmt: skip
    return said("The parameter set {what}.", what=what)


ENDPOINTS = {"v1/whatif": Endpoint(_whatif, ("index", "year", "unit", "set"))}
