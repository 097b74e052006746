"""Endpoint of peers: which units are most like one, by variables with weights."""

from __future__ import annotations

from indices.analysis.peers import DEFAULT_WEIGHTS, WrongVariables, peers, read_weights
from indices.reports.codes import check_unit, check_year
from indices.reports.items import Item
from indices.reports.peers import peer_items
from indices.said import said
from layouts.api.question import Endpoint, Question
from layouts.parameters import WrongParameter

# Whose dimensions make up the profile of scores, where no index is named.
_PROFILE = "PAPI"


def _peers(question: Question) -> list[Item]:
    catalogue, unit = question.catalogue, question.values["unit"]
    index = check_year(catalogue, question.values.get("index", _PROFILE), question.year)
    check_unit(catalogue, unit, catalogue.vintage(question.year))
    given = question.values.get("variables")
    try:
        weights = dict(DEFAULT_WEIGHTS) if given is None else read_weights(given)
    except WrongVariables as error:
        raise WrongParameter(
            said("The parameter variables {what}.", what=error.sentence)
        ) from error
    scores = question.reader.scores(index.code, question.year)
    found = peers(catalogue, question.reader.covariates(), scores, question.year, unit, weights)
    return peer_items(found, catalogue, question.year, unit, question.lang)


ENDPOINTS = {"v1/peers": Endpoint(_peers, ("unit", "year"), ("variables", "index"))}
