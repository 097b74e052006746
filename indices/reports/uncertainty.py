"""Published intervals and sets of ranks as plain dictionaries: what the API answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from indices.reports.items import Item, unit_name

if TYPE_CHECKING:
    import pandas as pd

    from indices.catalogue import Catalogue

NONE_PUBLISHED = "no_interval_published"


def uncertainty_items(
    table: pd.DataFrame, catalogue: Catalogue, index: str, year: int, top: int, lang: str
) -> list[Item]:
    """Return one item per row of a table of intervals, in its order.

    Args:
        table: UNCERTAINTY_COLUMNS.
        catalogue: names of the units.
        index: code of the index.
        year: the year measured.
        top: of how many best units `may_be_top` speaks.
        lang: language of `unit_name`, "vi" or "en".

    Returns:
        The columns of the table, index, year, `unit_name`, `top` and `interval`: "published",
        "assumed" (from `error_year`), or "no_interval_published", and then neither bounds nor ranks
        are given.
    """
    vintage = catalogue.vintage(year)
    plain = table.astype(object).where(table.notna(), None)
    return [
        {
            "index": index,
            "year": year,
            "unit_name": unit_name(catalogue, vintage, str(row["unit"]), lang),
            **_named(row),
            "top": top,
            "interval": row["basis"] or NONE_PUBLISHED,
        }
        for row in plain.to_dict("records")
    ]


def _named(row: dict[Any, Any]) -> Item:
    return {str(name): value for name, value in row.items() if name != "basis"}
