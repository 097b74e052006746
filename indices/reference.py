"""Read the catalogue from `data/catalogue` and `data/reference`."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from indices.catalogue import (
    Break,
    Catalogue,
    Grading,
    Index,
    Indicator,
    Region,
    Scheme,
    Source,
    Target,
    Text,
    Tile,
    TourStop,
    Unit,
)
from indices.said import Said, Told, said

DATA = Path(__file__).resolve().parent.parent / "data"
# Lists data sets to download, beside the indices.
DATASETS = "datasets.toml"
T = TypeVar("T")


class CatalogueError(Told):
    """A reference file cannot be read; the message is one sentence with file, place and remedy."""


def unread(path: Path, error: Exception) -> Said:
    """Say that a file of data/ cannot be read."""
    return said(
        "{file} cannot be read ({why}); restore or mend it.", file=str(path), why=str(error)
    )


def wrong(path: Path, error: Exception) -> Said:
    """Say that a file of data/ lacks something, or holds it in another form."""
    return said(
        "{file}: {what} is missing or wrong; mend the file.", file=str(path), what=repr(error)
    )


@lru_cache(maxsize=4)
def load_catalogue(root: Path = DATA) -> Catalogue:
    """Read every reference and catalogue file below `root`.

    Raises:
        CatalogueError: a file is missing, unreadable or lacks a field.
    """
    reference = root / "reference"
    units = _rows(reference / "units.csv", _unit)
    focus = _toml(reference / "focus.toml")
    indices = sorted(
        (_index(path) for path in (root / "catalogue").glob("*.toml") if path.name != DATASETS),
        key=lambda index: index.order,
    )
    if not indices:
        raise CatalogueError(
            said(
                "{folder} holds no catalogue; restore the folder data/.",
                folder=str(root / "catalogue"),
            )
        )
    return Catalogue(
        root=root,
        indices={index.code: index for index in indices},
        units={(unit.vintage, unit.code): unit for unit in units},
        regions=tuple(_rows(reference / "regions.csv", _region)),
        aliases=tuple(_rows(reference / "aliases.csv", _alias)),
        tiles=tuple(_rows(reference / "tiles.csv", _tile)),
        sources={source.code: source for source in _rows(reference / "sources.csv", _source)},
        targets=tuple(_rows(reference / "targets.csv", _target)),
        tours=tuple(_rows(reference / "tours.csv", _tour_stop)),
        focus=str(focus["focus"]),
        focus_name=_text(focus["short_name"]),
        benchmark=tuple(focus["benchmark"]),
        claim_year=int(focus["claim_year"]),
        claim_indices=tuple(focus["claim_indices"]),
        questions=dict(_rows(reference / "questions.csv", _question)),
    )


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(unread(path, error)) from error


def _rows(path: Path, make: Callable[[dict[str, str]], T]) -> list[T]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CatalogueError(unread(path, error)) from error
    made = []
    for number, row in enumerate(rows, start=2):
        try:
            made.append(make(row))
        except (KeyError, TypeError, ValueError) as error:
            raise CatalogueError(
                said(
                    "{file} row {number}: {what} is missing or wrong; mend the row.",
                    file=str(path),
                    number=number,
                    what=repr(error),
                )
            ) from error
    return made


def _text(node: dict[str, str]) -> Text:
    return Text(node["vi"], node["en"])


def _named(row: dict[str, str]) -> Text:
    return Text(row["name_vi"], row["name_en"])


def _number(text: str) -> float | None:
    return float(text) if text else None


def _unit(row: dict[str, str]) -> Unit:
    return Unit(
        vintage=int(row["vintage"]),
        code=row["code"],
        name=_named(row),
        kind=row["kind"],
        region=row["region"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        successor=row["successor"],
        latitude=_number(row["latitude"]),
        longitude=_number(row["longitude"]),
    )


def _region(row: dict[str, str]) -> Region:
    return Region(int(row["vintage"]), row["code"], _named(row))


def _alias(row: dict[str, str]) -> tuple[int, str, str]:
    return int(row["vintage"]), row["code"], row["alias"]


def _tile(row: dict[str, str]) -> Tile:
    return Tile(
        int(row["vintage"]), row["code"], row["kind"], _named(row), int(row["row"]), int(row["col"])
    )


def _source(row: dict[str, str]) -> Source:
    return Source(
        row["source"], row["url"], row["publisher"], row["title"], row["published"], row["kind"]
    )


def _target(row: dict[str, str]) -> Target:
    return Target(
        row["index"], int(row["year"]), row["indicator"], row["kind"], row["value"], row["source"]
    )


def _tour_stop(row: dict[str, str]) -> TourStop:
    return TourStop(
        tour=row["tour"],
        start=row["start"],
        end=row["end"],
        theme=Text(row["theme_vi"], row["theme_en"]),
        indices=tuple(row["indices"].split(";")),
        order=int(row["stop_order"]),
        vintage=int(row["vintage"]),
        unit=row["unit"],
        source=row["source"],
    )


def _question(row: dict[str, str]) -> tuple[tuple[str, str], Text]:
    return (row["index"], row["indicator"]), Text(row["vi"], row["en"])


def _index(path: Path) -> Index:
    node = _toml(path)
    try:
        code = node["code"]
        scale = node["scale"]
        return Index(
            code=code,
            order=node["order"],
            name=_text(node["name"]),
            short_name=_text(node.get("short_name", {"vi": code, "en": code})),
            publisher=_text(node["publisher"]),
            about=_text(node["about"]),
            unit=node["unit"],
            decimals=node["decimals"],
            years=tuple(node["years"]),
            schemes=tuple(_scheme(item) for item in node["scheme"]),
            indicators=tuple(
                _indicator(code, node["first_year"], item) for item in node["indicator"]
            ),
            breaks=tuple(
                Break(item["year"], tuple(item["indicators"]), _text(item["text"]))
                for item in node.get("break", [])
            ),
            grading=_grading(node["grading"]),
            maxima={
                (scheme, indicator): float(points)
                for scheme, points_of in node.get("maximum", {}).items()
                for indicator, points in points_of.items()
            },
            dimension_scale=_ends(*scale["dimension"]) if "dimension" in scale else None,
            part_unit=node.get("part_unit", "points"),
            supplied=node.get("supplied", True),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CatalogueError(wrong(path, error)) from error


def _ends(low: float, high: float) -> tuple[float, float]:
    return float(low), float(high)


def _scheme(item: dict[str, Any]) -> Scheme:
    return Scheme(
        code=item["code"],
        first_year=item["first_year"],
        last_year=item.get("last_year"),
        decision=_text(item["decision"]),
        basis=item["basis"],
        note=_text(item["note"]),
    )


def _indicator(index: str, first_year: int, item: dict[str, Any]) -> Indicator:
    years = item.get("years", [first_year])
    breakdown = item.get("breakdown", "dimension" if item.get("parent") else "none")
    return Indicator(
        index=index,
        code=item["code"],
        parent=item.get("parent"),
        level=item["level"],
        name=_text(item["name"]),
        first_year=years[0],
        last_year=years[1] if len(years) > 1 else None,
        breakdown="" if breakdown == "none" else breakdown,
        earlier_names=tuple((old["until"], _text(old)) for old in item.get("earlier", [])),
    )


def _grading(item: dict[str, Any]) -> Grading:
    first, last = item.get("years", [1, 0])
    return Grading(
        kind=item["kind"],
        years=tuple(range(first, last + 1)),
        thresholds=tuple(
            (step["grade"], float(step["low"])) for step in item.get("thresholds", [])
        ),
        groups=tuple((group["code"], _text(group)) for group in item.get("groups", [])),
    )
