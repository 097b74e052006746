"""`export`: the same rows as the API's scores, as CSV, JSON or XLSX."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indices.commands.answer import USAGE, Answer, CommandError
from indices.commands.files import write_file
from indices.reference import load_catalogue
from indices.roundtrip import COLUMN
from indices.settings import Settings

if TYPE_CHECKING:
    from indices.catalogue import Catalogue
    from indices.database.reader import Reader
    from indices.reports.about import About


def export(
    settings: Settings,
    root: Path,
    index: str,
    year: int,
    indicator: str,
    file_format: str,
    output: Path | None,
) -> Answer:
    """Write the scores of one index, year and indicator to a file or to standard output."""
    from indices.database.known_sources import with_imported_sources
    from indices.database.reader import Reader
    from indices.reports.codes import UnknownCode
    from indices.reports.items import items_frame, published_scores
    from indices.reports.tables import write

    reader = Reader(settings.database_url)
    catalogue = with_imported_sources(load_catalogue(root), reader)
    try:
        items = published_scores(reader, catalogue, index, year, indicator, lang=settings.language)
    except UnknownCode as error:
        raise CommandError(str(error), USAGE) from error
    about = _about(catalogue, items, settings.language, reader.build().build_id)
    frame = items_frame(items)
    if file_format != "json":
        frame[COLUMN] = _keys(reader, items)
    content = write(frame, about, file_format)
    if output is None:
        return Answer(content=content)
    write_file(output, content)
    return Answer([f"Wrote {len(items)} rows to {output}."])


def _keys(reader: Reader, items: list[dict[str, Any]]) -> list[str]:
    """Return the column by which an edited file finds its way back into the figures."""
    from indices.analysis.provenance import printed_figures
    from indices.facts import FIGURES, fact_key
    from indices.roundtrip import key_column

    first, figures = items[0], FIGURES
    asked = (first["index"], first["year"], None, first["indicator"])
    facts = {
        figure: [
            fact_key(item["index"], item["year"], item["unit"], item["indicator"], figure)
            for item in items
        ]
        for figure in figures
    }
    table = {figure: [item[figure] for item in items] for figure in figures}
    return key_column(table, facts, printed_figures(reader.observations(*asked)), len(items))


def _about(catalogue: Catalogue, items: list[dict[str, Any]], lang: str, build_id: str) -> About:
    from indices.reports.about import About

    first = items[0]
    index = catalogue.indices[first["index"]]
    indicator = index.indicator(first["indicator"]).name_in(first["year"])
    codes = dict.fromkeys(code for item in items for code in item["sources"])
    return About(
        title=f"{index.short_name.get(lang)} {first['year']}",
        build_id=build_id,
        exported_on=date.today(),
        filters={"indicator": f"{first['indicator']}: {indicator.get(lang)}"},
        sources=[_source(catalogue, code) for code in codes],
        lang=lang,
    )


def _source(catalogue: Catalogue, code: str) -> str:
    source = catalogue.sources[code]
    parts = (source.publisher, source.title, source.published, source.url)
    return f"{code}: {', '.join(part for part in parts if part)}"
