"""Sentences of the engine: English text that still knows its template and what fills it.

The command line prints the text. A page words the template in its own language and fills it anew,
so that this package needs no catalogue of translations.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from indices.index import Text

Value = object


class Said(str):
    """A text made of a template; it is the English text wherever a text is wanted.

    Attributes:
        template: the English sentence with its {places}.
        values: what fills them: texts, numbers, names in both languages, other sentences, or a list
            of these, which is joined by commas.
    """

    template: str
    values: Mapping[str, Value]

    def __new__(cls, template: str, /, **values: Value) -> Said:
        """Fill the template in English."""
        shown = {name: _english(value) for name, value in values.items()}
        made = super().__new__(cls, template.format(**shown))
        made.template, made.values = template, values
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return unpacked, (packed(self),)


class Told(Exception):
    """Why something was not done, in one sentence that may be shown to anybody."""

    def __init__(self, sentence: Said) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def said(template: str, /, **values: Value) -> Said:
    """Say a sentence; the template must be a literal, because translations are found by it."""
    return Said(template, **values)


def template(text: str) -> str:
    """Mark a template that is filled elsewhere, so that its translation is found."""
    return text


def as_is(text: str) -> Said:
    """Say what somebody else wrote, such as the text of a cell: it reads the same everywhere."""
    return Said("{text}", text=text)


def noted(text: str) -> Said:
    """Say what data/ notes in English; pages know translations of such notes."""
    return Said(text.replace("{", "{{").replace("}", "}}"))


def quoted(text: str) -> Said:
    """Say what a cell holds, in quotation marks, or that it is blank."""
    return as_is(repr(text)) if text.strip() else said("a blank cell")


def packed(text: Value) -> Any:
    """Return a sentence as values that JSON can write; other texts and numbers stay what they are.

    Numbers of numpy become numbers of Python, and what JSON does not know becomes a text.
    """
    if isinstance(text, Said):
        return {
            "say": text.template,
            "with": {key: packed(one) for key, one in text.values.items()},
        }
    if isinstance(text, Text):
        return {"vi": text.vi, "en": text.en}
    if isinstance(text, list | tuple):
        return [packed(one) for one in text]
    if isinstance(text, float):
        return float(text)
    return text if isinstance(text, int) else str(text)


def unpacked(value: Any) -> Any:
    """Return what was packed; a text that is no sentence stays a text."""
    if isinstance(value, Mapping) and "vi" in value:
        return Text(**value)
    if isinstance(value, Mapping):
        return Said(value["say"], **{key: unpacked(one) for key, one in value["with"].items()})
    return [unpacked(one) for one in value] if isinstance(value, list) else value


def _english(value: Value) -> str:
    if isinstance(value, Text):
        return value.en
    if isinstance(value, float):
        return f"{value:g}"
    return ", ".join(map(_english, value)) if isinstance(value, list | tuple) else str(value)
