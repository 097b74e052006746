"""The catalogue as rows: units, sources, indicators, targets and tours for people who use SQL."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from indices.catalogue import Catalogue


def reference_tables(catalogue: Catalogue) -> dict[str, pd.DataFrame]:
    """Return the tables unit, source, indicator, target and tour_stop of the schema."""
    return {
        "unit": _units(catalogue),
        "source": _sources(catalogue),
        "indicator": _indicators(catalogue),
        "target": _targets(catalogue),
        "tour_stop": _tour_stops(catalogue),
    }


def _units(catalogue: Catalogue) -> pd.DataFrame:
    return _frame(
        {
            "vintage": unit.vintage,
            "unit_code": unit.code,
            "name_vi": unit.name.vi,
            "name_en": unit.name.en,
            "kind": unit.kind,
            "region_code": unit.region,
            "valid_from": unit.valid_from or None,
            "valid_to": unit.valid_to or None,
            "successor_code": unit.successor or None,
            "latitude": unit.latitude,
            "longitude": unit.longitude,
        }
        for unit in catalogue.units.values()
    )


def _sources(catalogue: Catalogue) -> pd.DataFrame:
    return _frame(
        {
            "source_id": source.code,
            "publisher": source.publisher,
            "title": source.title,
            "url": source.url or None,
            "published": source.published or None,
            "kind": source.kind,
        }
        for source in catalogue.sources.values()
    )


def _indicators(catalogue: Catalogue) -> pd.DataFrame:
    return _frame(
        {
            "index_code": index.code,
            "indicator_code": indicator.code,
            "parent_code": indicator.parent,
            "level": indicator.level,
            "breakdown": indicator.breakdown,
            "name_vi": indicator.name.vi,
            "name_en": indicator.name.en,
            "first_year": indicator.first_year,
            "last_year": indicator.last_year,
            "position": position,
        }
        for index in catalogue.indices.values()
        for position, indicator in enumerate(index.indicators, start=1)
    )


def _targets(catalogue: Catalogue) -> pd.DataFrame:
    return _frame(
        {
            "index_code": target.index,
            "year": target.year,
            "indicator_code": target.indicator,
            "kind": target.kind,
            "value": target.value,
            "source_id": target.source,
        }
        for target in catalogue.targets
    )


def _tour_stops(catalogue: Catalogue) -> pd.DataFrame:
    return _frame(
        {
            "tour": stop.tour,
            "stop_order": stop.order,
            "start": stop.start,
            "end": stop.end,
            "theme_vi": stop.theme.vi,
            "theme_en": stop.theme.en,
            "indices": ";".join(stop.indices),
            "vintage": stop.vintage,
            "unit_code": stop.unit,
            "source_id": stop.source,
        }
        for stop in catalogue.tours
    )


def _frame(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), dtype=object)
