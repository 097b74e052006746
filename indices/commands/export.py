"""`export`: the same rows as the API's scores, as CSV, JSON or XLSX."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indices.commands.answer import USAGE, Answer, CommandError
from indices.commands.files import write_file
from indices.reference import load_catalogue
from indices.settings import Settings

if TYPE_CHECKING:
    from indices.catalogue import Catalogue
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
    from indices.database.reader import Reader
    from indices.reports.codes import UnknownCode
    from indices.reports.items import items_frame, published_scores
    from indices.reports.tables import write

    catalogue, reader = load_catalogue(root), Reader(settings.database_url)
    try:
        items = published_scores(reader, catalogue, index, year, indicator, lang=settings.language)
    except UnknownCode as error:
        raise CommandError(str(error), USAGE) from error
    about = _about(catalogue, items, settings.language, reader.build().build_id)
    content = write(items_frame(items), about, file_format)
    if output is None:
        return Answer(content=content)
    write_file(output, content)
    return Answer([f"Wrote {len(items)} rows to {output}."])


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
