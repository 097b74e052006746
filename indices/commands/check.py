"""`check`: validate data/ and write a report, but no database."""

from __future__ import annotations

import csv
from dataclasses import asdict
from pathlib import Path

from indices.commands.answer import FAILED, OK, Answer, tally
from indices.findings import Report

REPORT = Path("build") / "validation.csv"
_COLUMNS = ("severity", "code", "file", "sheet", "cell", "expected", "found")


def check(root: Path) -> Answer:
    """Print every finding in data/ and keep them in data/build/validation.csv."""
    from indices import build

    report = build.check(root)
    lines = [f"{finding.severity}: {finding.sentence()}" for finding in report]
    path = root / REPORT
    errors = []
    try:
        write_report(report, path)
        lines.append(f"{tally(report)}; the report is {path}.")
    except OSError as error:
        lines.append(f"{tally(report)}.")
        errors.append(f"The report {path} cannot be written ({error.strerror}); allow writing.")
    return Answer(lines, errors, code=FAILED if report.blocking or errors else OK)


def write_report(report: Report, path: Path) -> None:
    """Write one line for each finding, for a spreadsheet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.DictWriter(file, _COLUMNS)
        rows.writeheader()
        for finding in report:
            place = asdict(finding.place)
            rows.writerow(
                {
                    name: place[name] if name in place else getattr(finding, name)
                    for name in _COLUMNS
                }
            )
