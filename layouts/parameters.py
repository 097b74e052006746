"""Parameters of an API request, checked for form: each known, given once and well formed.

Whether a code exists is another question, which `indices.reports.codes` answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from types import MappingProxyType

from indices.catalogue import VINTAGES, Catalogue
from indices.reports.codes import shown
from indices.said import Said, Told, as_is, said
from layouts.wording import LANGUAGES

# Whose standard errors an interval rests on, and how far weights of other methods may be from the
# published ones.
ERRORS = ("published", "assumed")
SPREADS = ("near", "any")
# Whether a value is well formed, and the allowed values in words.
Form = tuple[Callable[[str], bool], Said]


class WrongParameter(Told, ValueError):
    """A parameter that is missing, malformed, repeated or unknown, in one sentence."""


def checked(
    given: Mapping[str, Sequence[str]],
    required: Sequence[str],
    optional: Sequence[str],
    catalogue: Catalogue,
    own: Mapping[str, Form] = MappingProxyType({}),
) -> dict[str, str]:
    """One value per parameter.

    Args:
        given: every parameter of the request with all its values.
        required: parameters without which there is no answer.
        optional: parameters that may be left out; every request may also carry `lang`.
        catalogue: for the allowed values that a sentence names.
        own: further optional parameters with their forms.

    Raises:
        WrongParameter: the first parameter that is unknown, repeated, missing or malformed.
    """
    known = (*required, *optional, *own, "lang")
    for name, values in given.items():
        if name not in known:
            raise WrongParameter(
                said(
                    "The parameter {name} is unknown; allowed are {known}.",
                    name=shown(name), known=list(known),
                )
            )  # fmt: skip
        if len(values) > 1:
            raise WrongParameter(
                said(
                    "The parameter {name} is given {n} times; give it once.",
                    name=name, n=len(values),
                )
            )  # fmt: skip
    for name in required:
        if name not in given:
            raise WrongParameter(
                said(
                    "The parameter {name} is missing; give {allowed}.",
                    name=name, allowed=_allowed(name, catalogue),
                )
            )  # fmt: skip
    for name, (value,) in given.items():
        form, allowed = own[name] if name in own else (_FORMS[name], _allowed(name, catalogue))
        if not form(value):
            raise WrongParameter(
                said(
                    "The parameter {name} is {value}; give {allowed}.",
                    name=name, value=shown(value), allowed=allowed,
                )
            )  # fmt: skip
    return {name: value for name, (value,) in given.items()}


def _is_year(value: str) -> bool:
    # str.isdigit alone would let full-width and superscript digits through.
    return len(value) == 4 and value.isascii() and value.isdigit()


_FORMS: dict[str, Callable[[str], bool]] = {
    "index": bool,
    "year": _is_year,
    "indicator": bool,
    "unit": bool,
    "against": lambda value: all(value.split(",")),
    "set": bool,
    "variables": bool,
    "errors": lambda value: value in ERRORS,
    "weights": lambda value: value in SPREADS,
    "vintage": lambda value: value in map(str, VINTAGES),
    "lang": lambda value: value in LANGUAGES,
}


def one_of(words: Iterable[object]) -> Said:
    """Say words with "or" between them."""
    return reduce(
        lambda some, word: said("{some} or {word}", some=some, word=word),
        (as_is(str(word)) for word in words),
    )


def _allowed(name: str, catalogue: Catalogue) -> Said:
    """Return the allowed values of a parameter, in words."""
    years = sorted({year for index in catalogue.indices.values() for year in index.years})
    return {
        "index": one_of(catalogue.indices),
        "year": said(
            "a year of four digits from {first} to {last}", first=years[0], last=years[-1]
        ),
        "indicator": said("total, a dimension such as D4 or a code that /api/v1/indices lists"),
        "unit": said("a code of two digits, such as 79, that /api/v1/units lists"),
        "against": said(
            "codes of units with commas between, such as 22,46, or mean, median, best, or a group "
            "such as @cities"
        ),
        "errors": one_of(ERRORS),
        "weights": one_of(SPREADS),
        "variables": said("variables with their weights, such as population:1,urban:0.5"),
        "set": said("new scores of some indicators, such as D4:7.5,D5:7.9"),
        "vintage": one_of(VINTAGES),
        "lang": one_of(LANGUAGES),
    }[name]
