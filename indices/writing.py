"""How numbers, dates and lists are written in Vietnamese and English, on pages and on paper."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from indices.catalogue import Text
from indices.numerals import numeral

UNKNOWN = "–"
_AND = {"vi": "và", "en": "and"}
_MONTH = re.compile(r"\d{4}-\d{2}")
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


class Writing:
    """The habits of one language, "vi" or "en"."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.separators = ",." if lang == "vi" else ".,"

    def number(self, value: Any, decimals: int = 2, sign: bool = False) -> str:
        """Write a number with this language's signs; a missing one is "–"."""
        if is_missing(value):
            return UNKNOWN
        return numeral(value, decimals, self.lang, sign)

    def name(self, text: Text) -> str:
        """Return a name or sentence of two languages in this one."""
        return text.get(self.lang)

    def say(self, text: Text, /, **values: Any) -> str:
        """Return a sentence with its {values} filled in."""
        return self.name(text).format(**values)

    def of(self, texts: Mapping[str, Text], code: Any) -> str:
        """Return the words of a code; nothing for a missing code, itself for a new one."""
        if not isinstance(code, str):
            return ""
        return self.name(texts[code]) if code in texts else code

    def date(self, value: str | date | datetime) -> str:
        """Write a day or a month: "01/07/2025", "1 July 2025", "07/2025"; other text as it is."""
        month = isinstance(value, str) and _MONTH.fullmatch(value) is not None
        try:
            day = datetime.fromisoformat(f"{value}-01" if month else str(value))
        except ValueError:
            return str(value)
        if self.lang == "vi":
            return f"{day:%m/%Y}" if month else f"{day:%d/%m/%Y}"
        text = f"{_MONTHS[day.month - 1]} {day.year}"
        return text if month else f"{day.day} {text}"

    def listing(self, names: list[str]) -> str:
        """Join names: "A, B and C"."""
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {_AND[self.lang]} {names[-1]}"


def is_missing(value: Any) -> bool:
    """Whether a value is None, NaN or pandas' NA."""
    if value is None or isinstance(value, str):
        return value is None
    try:
        return math.isnan(value)
    except TypeError:
        return True
