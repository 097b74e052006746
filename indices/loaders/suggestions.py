"""The unit that an unknown label most resembles: proposed to a person, never applied by itself."""

from __future__ import annotations

from dataclasses import dataclass

from indices.catalogue import Catalogue
from indices.loaders.names import fold, unit_names
from indices.said import Said, said

# Below this likeness (of 100) a proposal would be noise.
LEAST_LIKENESS = 72.0
# Labels of fewer letters, such as HN or ĐN, resemble several provinces equally well.
LEAST_LETTERS = 4


@dataclass(frozen=True)
class Suggestion:
    """A unit that a label may mean: its code, its Vietnamese name, and the likeness from 0 to 1."""

    code: str
    name: str
    likeness: float

    def told(self) -> Said:
        """Say which unit it is, and how like the label."""
        likeness = f"{self.likeness:.0%}"
        return said(
            "{name} ({code}, {likeness} alike)",
            name=repr(self.name), code=self.code, likeness=likeness,
        )  # fmt: skip


def suggest(label: str, catalogue: Catalogue, vintage: int) -> Suggestion | None:
    """Return the unit whose spelling is most like a label; None when none is, or two are equally.

    Likeness is the normalised edit distance of letters without diacritics and spaces (rapidfuzz).
    """
    from rapidfuzz import fuzz, process

    asked = fold(label)
    if len(asked) < LEAST_LETTERS:
        return None
    spellings = unit_names(catalogue, vintage).folded
    found = process.extract(
        asked, list(spellings), scorer=fuzz.ratio, limit=8, score_cutoff=LEAST_LIKENESS
    )
    if not found:
        return None
    best = found[0][1]
    codes = {spellings[spelling] for spelling, likeness, _ in found if likeness == best}
    if len(codes) > 1:
        return None
    code = codes.pop()
    return Suggestion(code, catalogue.unit(code, vintage).name.vi, best / 100)
