"""Digests of what a database and a report are made from; standard library only, so it is quick."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

FOLDERS = ("reference", "catalogue", "observations", "corrections")
_PROGRAM = Path(__file__).resolve().parent
# What these rooms do decides what stands in the database, and the migrations decide its form.
_ROOMS = ("loaders", "validation", "analysis", "database", "build")


def fingerprint(root: Path) -> str:
    """Return the SHA-256 of the inputs below `root` and of the program that turns them into tables.

    Raises:
        OSError: a file cannot be read.
    """
    return _digest_of_all(_inputs(root))


@cache
def program() -> str:
    """Return the SHA-256 of this program as it was when first asked for.

    Raises:
        OSError: a file cannot be read.
    """
    files = (path for path in _PROGRAM.rglob("*.*") if path.suffix in (".py", ".css"))
    return _digest_of_all(_named(files))


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _inputs(root: Path) -> Iterator[tuple[str, Path]]:
    for folder in FOLDERS:
        for path in sorted((root / folder).glob("*.*")):
            if path.suffix in (".csv", ".toml"):
                yield f"{folder}/{path.name}", path
    modules = [path for room in _ROOMS for path in (_PROGRAM / room).rglob("*.py")]
    yield from _named([*modules, *_PROGRAM.glob("*.py")])


def _named(files: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    for path in sorted(files):
        yield path.relative_to(_PROGRAM).as_posix(), path


def _digest_of_all(files: Iterable[tuple[str, Path]]) -> str:
    digest = hashlib.sha256()
    for name, path in files:
        digest.update(f"{name}\0{digest_of(path)}\n".encode())
    return digest.hexdigest()
