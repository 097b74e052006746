from __future__ import annotations

import ast
import re
from pathlib import Path

from indices.table import FACT_COLUMNS
from layouts.components.findings import KINDS

ROOT = Path(__file__).resolve().parents[3]
README = (ROOT / "indices" / "validation" / "README.md").read_text("utf-8")
ROOMS = ("validation", "loaders", "build")
MAKERS = {
    "Finding", "_finding", "_flag", "flag", "_reference", "_note", "_info", "say", "leave_out",
    "column_finding",
}  # fmt: skip


def made_in(path: Path) -> set[str]:
    """Words with an underscore among the arguments of calls that make findings."""
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8")))
             if isinstance(node, ast.Call)]  # fmt: skip
    named = [call for call in calls
             if getattr(call.func, "attr", getattr(call.func, "id", "")) in MAKERS]  # fmt: skip
    words = {
        word.value
        for call in named
        for argument in call.args
        for word in ast.walk(argument)
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
    }
    return {word for word in words if re.fullmatch("[a-z]+(_[a-z]+)+", word)} - {
        *FACT_COLUMNS,
        "n_units",
        "n_parts",
    }


def test_every_finding_is_explained():
    explained = set(re.findall("`([a-z]+(?:_[a-z]+)+)`", README.partition("Rejected rows")[0]))
    made = {code for room in ROOMS for path in (ROOT / "indices" / room).rglob("*.py")
            for code in made_in(path)}  # fmt: skip
    spoken = {"unknown_precision", "unknown_status", "unknown_grade", "worked_out", "calls_out"}
    assert explained == made | spoken


def test_every_finding_has_a_name_on_the_pages():
    words = re.findall("`([a-z_]+)`", README.partition("Rejected rows")[0])
    assert set(words) - {"finding"} == set(KINDS)
