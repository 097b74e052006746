"""Numbers as they are written: 86,05 in Vietnamese, 86.05 in English."""

from __future__ import annotations

# Stands for the comma while the signs change places: replacing takes a third of translating.
_COMMA = "\0"


def numeral(value: float, decimals: int, lang: str, sign: bool = False) -> str:
    """Write a number with the signs of a language.

    Args:
        value: a finite number.
        decimals: decimals that are shown.
        lang: "en" for a decimal point; anything else has a decimal comma.
        sign: write a plus before what is more than nothing.

    Returns:
        The digits in groups of three; a minus is "−"; what rounds to nothing has no sign.
    """
    text = f"{value:+,.{decimals}f}" if sign else f"{value:,.{decimals}f}"
    if not text.strip("+-0.,"):
        text = text.lstrip("+-")
    if lang != "en":
        text = text.replace(",", _COMMA).replace(".", ",").replace(_COMMA, ".")
    return text.replace("-", "\u2212")
