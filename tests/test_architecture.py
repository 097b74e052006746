"""The rooms keep to themselves, and what the web process must not carry stays outside."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted([*ROOT.glob("indices/**/*.py"), *ROOT.glob("layouts/**/*.py"), ROOT / "app.py"])
LONGEST = 300


def imported_by(statement: str) -> set[str]:
    """The modules that a fresh interpreter holds after the statement."""
    code = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_the_web_process_starts_without_what_it_does_not_need():
    heavy = {"openpyxl", "sqlalchemy", "alembic", "plotly.express", "babel", "scipy"}
    heavy |= {"argon2", "flask_limiter", "flask_login", "limits", "matplotlib", "docx"}
    assert not heavy & imported_by("import app")


@pytest.mark.parametrize(
    ("room", "strangers"),
    [
        ("indices.analysis.scores", {"sqlalchemy", "openpyxl", "dash", "plotly"}),
        ("indices.reports.items", {"sqlalchemy", "openpyxl", "dash", "plotly"}),
        ("indices.reports.charts", {"matplotlib"}),
        ("indices.database.reader", {"openpyxl", "dash", "plotly"}),
    ],
)
def test_a_room_does_not_carry_its_neighbours(room, strangers):
    assert not strangers & imported_by(f"import {room}")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_can_be_read_in_one_sitting(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LONGEST
    assert not [line for line in lines if "TODO" in line or "FIXME" in line]


def test_every_room_says_what_it_is():
    rooms = ["data", "indices", "layouts", "tests"]
    assert all((ROOT / room / "README.md").is_file() for room in rooms)
