"""What every static chart owes its reader, and the colours that all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FileFormat = Literal["png", "svg"]
# Who a row or line is about: the city, what it is held against, or somebody else.
Kind = Literal["focus", "reference", "other"]

HCMC = "#D55E00"
REFERENCE = "#0072B2"
GREY = "#b4bcc7"
INK = "#1b2430"
MUTED = "#5a6472"
GRID = "#e4e8ed"
AXIS = "#97a1ae"
BEHIND, AHEAD = "#e7a77a", "#7fb8d8"
COLORS: dict[Kind, str] = {"focus": HCMC, "reference": REFERENCE, "other": GREY}
# Of text, legible on white.
INKS: dict[Kind, str] = {"focus": "#B04A00", "reference": "#005a91", "other": MUTED}


@dataclass(frozen=True)
class Caption:
    """Words around a chart.

    Attributes:
        title: the finding in words.
        foot: index, year and source, under the chart.
        lang: how numbers are written, "vi" or "en".
    """

    title: str
    foot: str
    lang: str = "vi"
