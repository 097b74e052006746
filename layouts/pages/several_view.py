"""One state of the page of several indices: which ones, whose weights, what was read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from indices.analysis.composite import Composite, NoComposite, composite
from indices.analysis.dominance import Dominance, dominance
from indices.database.known_sources import with_imported_sources
from indices.frames import Row
from indices.reference import load_catalogue
from layouts.components.cubes import read_cube
from layouts.components.terms import index_year, source_line
from layouts.pages.view import UnitView
from layouts.urls import PageState
from layouts.wording import N_, Wording

if TYPE_CHECKING:
    from indices.database.reader import Reader

_FIGURES = ("score", "rank", "rank_of", "precision", "missing_reason", "sources")
_WEIGHT = re.compile(r"-?\d{1,3}([.,]\d{1,6})?", re.ASCII)
NORMALISATIONS = {
    "min_max": N_("From the lowest to the highest"),
    "z_score": N_("Standard deviations from the mean"),
    "rank": N_("Ranks"),
    "scale": N_("Of the points possible"),
}


@dataclass(frozen=True, eq=False)
class View(UnitView):
    """What the parts of the page share.

    Attributes:
        chosen: indices that are chosen and published for the year.
        absent: indices that are chosen and not published for the year.
        totals: index -> unit -> its total, of all indices of the year.
        standings: every other unit against the one in question.
        weights: index -> weight, of the chosen ones.
        made: the composite, or why there is none.
    """

    chosen: tuple[str, ...]
    absent: tuple[str, ...]
    totals: dict[str, dict[str, Row]]
    standings: list[Dominance]
    weights: dict[str, float]
    made: Composite | NoComposite

    @cached_property
    def source(self) -> str:
        """Source line of all chosen indices."""
        return "; ".join(self.source_of(code) for code in self.chosen)

    def source_of(self, code: str) -> str:
        """Source line of one index."""
        codes = [row["sources"] for row in self.totals[code].values()]
        index = self.catalogue.indices[code]
        return source_line(codes, index, self.state.year, self.catalogue, self.w)

    def index_name(self, code: str) -> str:
        """Return an index's short name."""
        return self.w.name(self.catalogue.indices[code].short_name)

    def index_year(self, code: str) -> str:
        """Return an index's short name with the year."""
        return index_year(self.catalogue.indices[code], self.state.year, self.w)


def read_view(reader: Reader, state: PageState, w: Wording) -> View:
    """Read the figures of a state.

    Raises:
        DatabaseUnavailable: the database cannot answer.
    """
    catalogue = with_imported_sources(load_catalogue(), reader)
    wanted = [code for code in state.option("with").split(",") if code]
    published = [one.code for one in catalogue.indices.values() if state.year in one.years]
    chosen = tuple(code for code in wanted if code in published)
    totals = {
        code: read_cube(reader, code).of_indicator(state.year, "total", _FIGURES)
        for code in published
    }
    standings = dominance(totals, catalogue, state.year, state.unit, chosen) if chosen else []
    weights = read_weights(state, chosen)
    made: Composite | NoComposite
    try:
        how: Any = state.option("scale")
        made = composite(totals, catalogue, state.year, weights, how)
    except NoComposite as error:
        made = error
    absent = tuple(code for code in wanted if code not in published)
    return View(state, w, catalogue, chosen, absent, totals, standings, weights, made)


def read_weights(state: PageState, chosen: tuple[str, ...]) -> dict[str, float]:
    """Return the weights of the chosen indices: those given, or equal ones where none is given."""
    given = {code: state.option(weight_key(code)) for code in chosen}
    if not any(given.values()):
        return dict.fromkeys(chosen, 1 / len(chosen)) if chosen else {}
    return {code: float(value or 0) for code, value in given.items()}


def weight_key(code: str) -> str:
    """Return the key of an index's weight in the address."""
    return f"w_{code}"


def read_weight(text: str) -> str | None:
    """Accept a number; whether it can be a weight is said beside the composite."""
    plain = text.strip()
    if not plain:
        return ""
    return f"{float(plain.replace(',', '.')):g}" if _WEIGHT.fullmatch(plain) else None


def read_indices(text: str) -> str | None:
    """Accept codes of indices, each once."""
    codes = dict.fromkeys(code for code in text.split(",") if code)
    return ",".join(codes) if set(codes) <= set(load_catalogue().indices) else None


def read_index(text: str) -> str | None:
    """Accept the code of an index."""
    return text if text in load_catalogue().indices else None


def read_scale(text: str) -> str | None:
    """Accept a way to bring totals onto one scale."""
    return text if text in NORMALISATIONS else None
