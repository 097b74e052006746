"""Every sentence of the code that a page may show, found in the syntax tree, not in a list."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
# What marks a sentence, by room: pages word their own; those of the engine, and the API's refusals,
# are worded by `Wording.said`.
MARKS = {"layouts": {"t", "n", "N_", "said"}, "indices": {"said", "template"}}


def sentences(room: str) -> Iterator[tuple[str, str]]:
    """(sentence, where it stands) of each marked literal in a room."""
    for path in sorted((ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in MARKS[room] and node.args:
                for text in _literals(node.args[0]):
                    yield text, f"{path.relative_to(ROOT)}:{node.lineno}"


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _literals(argument: ast.expr) -> Iterator[str]:
    """The literal, or both of a conditional expression."""
    if isinstance(argument, ast.IfExp):
        yield from _literals(argument.body)
        yield from _literals(argument.orelse)
    elif isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
