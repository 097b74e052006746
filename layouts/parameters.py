"""Parameters of an API request, checked for form: each known, given once and well formed.

Whether a code exists is another question, which `indices.reports.codes` answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from indices.catalogue import VINTAGES, Catalogue
from indices.reports.codes import shown
from layouts.wording import LANGUAGES

# Whose standard errors an interval rests on, and how far weights of other methods may be from the
# published ones.
ERRORS = ("published", "assumed")
SPREADS = ("near", "any")
# Whether a value is well formed, and the allowed values in words.
Form = tuple[Callable[[str], bool], str]


class WrongParameter(ValueError):
    """A parameter that is missing, malformed, repeated or unknown; the text is the sentence."""


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
                f"The parameter {shown(name)} is unknown; allowed are {', '.join(known)}."
            )
        if len(values) > 1:
            raise WrongParameter(
                f"The parameter {name} is given {len(values)} times; give it once."
            )
    for name in required:
        if name not in given:
            raise WrongParameter(
                f"The parameter {name} is missing; give {_allowed(name, catalogue)}."
            )
    for name, (value,) in given.items():
        form, allowed = own[name] if name in own else (_FORMS[name], "")
        if not form(value):
            raise WrongParameter(
                f"The parameter {name} is {shown(value)}; "
                f"give {allowed or _allowed(name, catalogue)}."
            )
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


def _allowed(name: str, catalogue: Catalogue) -> str:
    """The allowed values of a parameter, in words."""
    years = sorted({year for index in catalogue.indices.values() for year in index.years})
    return {
        "index": " or ".join(catalogue.indices),
        "year": f"a year of four digits from {years[0]} to {years[-1]}",
        "indicator": "total, a dimension such as D4 or a code that /api/v1/indices lists",
        "unit": "a code of two digits, such as 79, that /api/v1/units lists",
        "against": "codes of units with commas between, such as 22,46, or mean, median, best, or a "
        "group such as @cities",
        "errors": " or ".join(ERRORS),
        "weights": " or ".join(SPREADS),
        "variables": "variables with their weights, such as population:1,urban:0.5",
        "set": "new scores of some indicators, such as D4:7.5,D5:7.9",
        "vintage": " or ".join(map(str, VINTAGES)),
        "lang": " or ".join(LANGUAGES),
    }[name]
