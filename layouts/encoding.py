"""What pages show as JSON, written once: Dash would walk through every part at every answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.memo import Memo

_OF_THE_KIND = frozenset(vars(html.Div())) - {"children"}
_HEAVY = (dict, list, tuple, Component)


class Encoder:
    """Remembers the JSON of values that are kept by a page's memo and never changed."""

    def __init__(self, size: int = 2048) -> None:
        """Remember at most `size` values."""
        self._memo = Memo(size)

    def answer(self, answer: Mapping[str, Any]) -> dict[str, Any]:
        """Return an answer of `updates.update_page` with its parts written out.

        Figures and extras are kept, choices and links are made for each answer.
        """
        kept = {name: [self.encoded(one) for one in answer[name]] for name in ("charts", "extras")}
        made = {name: [_written(one) for one in answer[name]] for name in ("filters", "local")}
        return {**answer, **kept, **made}

    def encoded(self, value: Any) -> Any:
        """Return a value as finished JSON; what is small stays as it is."""
        if not isinstance(value, _HEAVY) or not value:
            return value
        # The value is kept beside its JSON, so that its id stands for it alone.
        return self._memo.get(id(value), lambda: (value, _fragment(value)))[1]


def _written(value: Any) -> Any:
    return _fragment(value) if isinstance(value, _HEAVY) else value


def _fragment(value: Any) -> Any:
    """Return a value's JSON, as Dash would write it."""
    import orjson

    options = orjson.OPT_NON_STR_KEYS | orjson.OPT_SERIALIZE_NUMPY
    return orjson.Fragment(orjson.dumps(value, default=_component, option=options))


def _component(value: Any) -> Any:
    """Return what Dash writes of a component; orjson asks for all that it does not know.

    Dash asks each component for each property that it may have. What it was given stands in its
    dict, beside what all of its kind have.
    """
    if not isinstance(value, Component):
        raise TypeError(f"{type(value).__name__} is no part of an answer")
    props = {name: one for name, one in vars(value).items() if name not in _OF_THE_KIND}
    return {"props": props, "type": value._type, "namespace": value._namespace}
