"""Labels of units in a sheet: to codes, or to findings that stand on the label's own cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from indices.catalogue import vintage_of
from indices.findings import Finding, Place
from indices.loaders.formats.base import Request
from indices.loaders.grids import column_letter
from indices.loaders.names import AGGREGATE, unit_matcher
from indices.loaders.suggestions import suggest
from indices.said import quoted, said


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell, both counted from 0: "D17"."""
    return f"{column_letter(column + 1)}{row + 1}"


class UnitLabels:
    """Reads the units of one sheet and keeps what there is to say about their labels."""

    def __init__(self, file: str, sheet: str, request: Request) -> None:
        self.file, self.sheet, self.request = file, sheet, request
        self.findings: list[Finding] = []
        self._matchers: dict[int, Callable[[str], str | None]] = {}
        self._unknown_labels: set[tuple[int, str]] = set()

    def code(
        self, text: str, year: int, row: int, column: int, has_figures: bool = True
    ) -> str | None:
        """Return the unit of a label in the vintage of its year, None where it states none.

        Rows of regions and of the country are left out and named; so is a row that has no figures,
        such as a sub-heading. Any other label is a blocking finding that proposes a unit, once for
        all rows that bear it.
        """
        vintage = vintage_of(year)
        if vintage not in self._matchers:
            asked = self.request
            self._matchers[vintage] = unit_matcher(asked.catalogue, vintage, asked.spellings)
        found = self._matchers[vintage](text)
        if found and found != AGGREGATE and not found.startswith("NATIONAL"):
            return found
        place = Place(self.file, self.sheet, cell_name(row, column))
        if found or not has_figures:
            if text.strip():
                expected = said(
                    "a unit; rows of regions, of the country and without figures are left out"
                )
                self.findings.append(
                    Finding("aggregate_row", "info", place, expected, quoted(text.strip()))
                )
            return None
        if (vintage, text) not in self._unknown_labels:
            self._unknown_labels.add((vintage, text))
            self.findings.append(self._unknown(text, vintage, place))
        return None

    def _unknown(self, text: str, vintage: int, place: Place) -> Finding:
        near = suggest(text, self.request.catalogue, vintage)
        expected = said("a name of one of the {vintage} units", vintage=vintage)
        merged = self.request.catalogue.merged(text) if vintage == 34 else None
        if merged:
            expected = merged
        elif near:
            expected = said(
                "a name of one of the {vintage} units; perhaps {near}, which a person must accept",
                vintage=vintage, near=near.told(),
            )  # fmt: skip
        return Finding("unknown_unit", "blocking", place, expected, quoted(text.strip()))


def mixed_vintages(file: str, years: Iterable[int]) -> list[Finding]:
    """Say that a file holds figures of both the 63 and the 34 units, which are never joined."""
    known = sorted(set(years))
    if not known or vintage_of(known[0]) == vintage_of(known[-1]):
        return []
    old = [year for year in known if vintage_of(year) == 63]
    return [
        Finding(
            "mixed_vintages",
            "warning",
            Place(file),
            said(
                "figures of the 63 units (to 2024) or of the 34 (from 2025); each is read with its "
                "own"
            ),
            said(
                "{earlier} and {later}",
                earlier=_span(old),
                later=_span(known[len(old) :]),
            ),
        )
    ]


def _span(years: list[int]) -> str:
    return f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
