"""What a check found: never an exception, always a place, an expectation and what was there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from indices.said import Said, said

Severity = Literal["blocking", "warning", "info"]


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
    """One flaw, correction or remark; `blocking` stops the write, the others are told and kept."""

    code: str
    severity: Severity
    place: Place
    expected: Said
    found: Said

    def sentence(self) -> Said:
        """Say what, where and what was expected in one sentence."""
        return said(
            "{place}: expected {expected}, found {found} [{code}]",
            place=str(self.place),
            expected=self.expected,
            found=self.found,
            code=self.code,
        )


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

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)
