"""What a command says and returns; only the entry point prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indices.findings import Finding, Report, Severity

OK, FAILED, USAGE = 0, 1, 2
_MOST_SHOWN = 20
_SEVERITIES: tuple[Severity, ...] = ("blocking", "warning", "info")


@dataclass(frozen=True)
class Answer:
    """Lines for standard output, sentences for standard error, raw bytes, and the exit code."""

    lines: Sequence[str] = ()
    errors: Sequence[str] = ()
    content: bytes = b""
    code: int = OK


class CommandError(Exception):
    """A command cannot do what was asked; the message is one sentence with the remedy."""

    def __init__(self, sentence: str, code: int = FAILED) -> None:
        super().__init__(sentence)
        self.code = code


def shown(findings: Iterable[Finding], rest: str) -> list[str]:
    """Return the first findings as sentences, and how many more there are and where."""
    listed = list(findings)
    lines = [f"{finding.severity}: {finding.sentence()}" for finding in listed[:_MOST_SHOWN]]
    hidden = sum(1 + finding.more for finding in listed) - len(lines)
    return [*lines, f"… and {hidden} more; {rest}"] if hidden else lines


def tally(report: Report) -> str:
    """Count the findings by severity: "2 blocking, 0 warning, 5 info"."""
    return ", ".join(f"{report.count(severity)} {severity}" for severity in _SEVERITIES)
