"""What a check found: never an exception, always a place, an expectation and what was there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from indices.said import Said, said

Severity = Literal["blocking", "warning", "info"]
# Blocking findings of one check that are told of one by one; nobody mends more than these by hand.
MOST_TOLD = 400


@dataclass(frozen=True)
class Place:
    """Where a finding stands: file, sheet (empty for CSV) and cell such as "D17" (or none)."""

    file: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.file, self.sheet, self.cell) if part)


@dataclass(frozen=True)
class Finding:
    """One flaw, correction or remark; `blocking` stops the write, the others are told and kept.

    `more` rows behind it have the same flaw and are only counted.
    """

    code: str
    severity: Severity
    place: Place
    expected: Said
    found: Said
    more: int = 0

    def sentence(self) -> Said:
        """Say what, where and what was expected in one sentence."""
        return said(
            "{place}: expected {expected}, found {found} [{code}]",
            place=str(self.place),
            expected=self.expected,
            found=self.found,
            code=self.code,
        )


def counted(told: list[Finding], number: int) -> list[Finding]:
    """Return findings of one flaw, of which the last stands for those that are not told of.

    Args:
        told: the first findings.
        number: how many there are.
    """
    if 0 < len(told) < number:
        told[-1] = replace(told[-1], more=number - len(told))
    return told


@dataclass
class Report:
    """The findings of one run, in the order in which they were made."""

    findings: list[Finding] = field(default_factory=list)

    def add(self, findings: Iterable[Finding]) -> None:
        """Append findings."""
        self.findings.extend(findings)

    @property
    def blocking(self) -> bool:
        """Whether any finding forbids writing."""
        return any(finding.severity == "blocking" for finding in self.findings)

    def of(self, severity: Severity) -> list[Finding]:
        """Return the findings of one severity."""
        return [finding for finding in self.findings if finding.severity == severity]

    def count(self, severity: Severity) -> int:
        """Count the findings of one severity, those that are not told of among them."""
        return sum(1 + finding.more for finding in self.of(severity))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)
