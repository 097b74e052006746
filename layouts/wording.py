"""Words and numbers in Vietnamese and English: gettext, decimal signs, collation, search.

Sentences stand in the code in English and are translated through `locale/<lang>/LC_MESSAGES`.
"""

from __future__ import annotations

import gettext
import io
import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

from indices.catalogue import Text, Unit
from indices.said import Said, Value
from indices.writing import UNKNOWN, Writing, is_missing

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("vi", "en")

# Order of the Vietnamese alphabet; tones count only where the letters are the same.
_ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACE = {letter: place for place, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def N_(message: str) -> str:
    """Mark a sentence for translation where no Wording is at hand yet."""
    return message


def fold(text: str) -> str:
    """Reduce a text to what a search compares: no diacritics, no case, no punctuation."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d").replace("ð", "d"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[a-z0-9]+", letters))


@lru_cache(maxsize=1024)
def sort_key(name: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Key for Vietnamese collation: a ă â b … d đ e ê, then tones ngang huyền hỏi ngã sắc nặng."""
    letters: list[int] = []
    tones: list[int] = []
    for sign in unicodedata.normalize("NFC", name.lower()):
        marks = unicodedata.normalize("NFD", sign)
        tone = next((_TONES[mark] for mark in marks if mark in _TONES), 0)
        kept = "".join(mark for mark in marks if mark not in _TONES)
        letters.append(_PLACE.get(unicodedata.normalize("NFC", kept), -1))
        tones.append(tone)
    return tuple(letters), tuple(tones)


class Wording(Writing):
    """All wording of one language; cheap to pass around, made once per language by `wording`."""

    def __init__(self, lang: str, translations: gettext.NullTranslations) -> None:
        super().__init__(lang)
        self._translations = translations

    def t(self, msgid: str, **values: Any) -> str:
        """Translate an English sentence and fill in its {values}."""
        text = self._translations.gettext(msgid)
        return text.format(**values) if values else text

    def n(self, singular: str, plural: str, n: int, **values: Any) -> str:
        """Translate a sentence that depends on a number; {n} is filled in as well."""
        return self._translations.ngettext(singular, plural, n).format(n=n, **values)

    def change(self, value: Any, decimals: int = 2) -> str:
        """Write a change with arrow and sign: "▲ +2.27", "▼ −0.40", "= 0"."""
        if is_missing(value):
            return UNKNOWN
        arrow = "▲" if value > 0 else "▼" if value < 0 else "="
        return f"{arrow} {self.number(value, decimals, sign=True)}"

    def rank(self, rank: Any, rank_of: Any, tied: bool = False) -> str:
        """Write a rank and the number of ranked units: "33/63", "=12/63"; "–" for none."""
        if is_missing(rank):
            return UNKNOWN
        of = "" if is_missing(rank_of) else f"/{int(rank_of)}"
        return f"{'=' if tied else ''}{int(rank)}{of}"

    def said(self, text: Value) -> str:
        """Word a sentence of the engine; what is none, such as the text of a cell, stays as it is.

        Args:
            text: a `Said`, or what may fill one: a text, a number, a list of these.
        """
        if isinstance(text, Said):
            values = {name: self.said(value) for name, value in text.values.items()}
            return self._translations.gettext(text.template).format(**values)
        if isinstance(text, Text):
            return self.name(text)
        if isinstance(text, list | tuple):
            return ", ".join(map(self.said, text))
        if isinstance(text, float):
            return f"{text:g}".replace(".", self.separators[0])
        return str(text)

    def place(self, rank: int, rank_of: int) -> str:
        """Write a place in words: "41st of 61", "41/61"."""
        if self.lang == "vi":
            return f"{rank}/{rank_of}"
        return self.t("{rank} of {rank_of}", rank=ordinal(rank), rank_of=rank_of)

    def unit_name(self, unit: Unit) -> str:
        """Return a unit's name in this language."""
        return unit.name.get(self.lang)


def ordinal(number: int) -> str:
    """Return the English ordinal: 1st, 2nd, 3rd, 11th."""
    teens = 10 < number % 100 < 14
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


@lru_cache(maxsize=8)
def wording(lang: str) -> Wording:
    """Return the wording of a language; English is the language of the code."""
    if lang == "en":
        return Wording("en", gettext.NullTranslations())
    return Wording("vi", _translations(LOCALE / "vi" / "LC_MESSAGES"))


def _translations(folder: Path) -> gettext.NullTranslations:
    """Open the compiled catalogue, compiling it in memory where set-up has not done so."""
    source, compiled = folder / "messages.po", folder / "messages.mo"
    if not source.exists():
        return gettext.NullTranslations()
    if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
        return gettext.GNUTranslations(io.BytesIO(_compile(source, compiled)))
    return gettext.GNUTranslations(io.BytesIO(compiled.read_bytes()))


def _compile(source: Path, compiled: Path) -> bytes:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    content = io.BytesIO()
    with source.open("rb") as lines:
        write_mo(content, read_po(lines, locale="vi"))
    try:
        compiled.write_bytes(content.getvalue())
    except OSError:
        pass  # a read-only installation translates from memory
    return content.getvalue()
