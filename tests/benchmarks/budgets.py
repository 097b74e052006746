"""One budget, its measurement, and the table of all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """A budget with what was measured; `detail` holds the numbers behind the ratio."""

    budget: str
    value: float
    limit: float
    detail: str
    unit: str = "×"
    at_least: bool = False

    @property
    def met(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    @property
    def row(self) -> tuple[str, ...]:
        bound = "at least" if self.at_least else "at most"
        return (
            self.budget,
            f"{self.value:.2f} {self.unit}",
            f"{bound} {self.limit:g} {self.unit}",
            "yes" if self.met else "NO",
            self.detail,
        )


def table(rows: Iterable[tuple[str, ...]]) -> str:
    """Rows as lines with aligned columns, the header first."""
    lines = [("budget", "measured", "limit", "met", "numbers of this run"), *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(
        " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
