"""`import`: add the figures of one file, or say what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from indices.commands.answer import FAILED, OK, USAGE, Answer, CommandError, shown, tally
from indices.reference import load_catalogue
from indices.settings import Settings


def import_file(
    settings: Settings, root: Path, path: Path, index: str | None, dry_run: bool
) -> Answer:
    """Import one file; print how its rows compare with the database, and findings."""
    from indices import build

    imported = build.import_file(
        path, _index(root, path, index), settings.database_url, root, dry_run
    )
    report = imported.report
    lines = [
        f"{path.name}: {imported.new} new, {imported.same} same, {imported.differing} differing "
        f"rows; {tally(report)} findings."
    ]
    blocking = shown(report.of("blocking"), "mend these and run it again.")
    others = [*report.of("warning"), *report.of("info")]
    lines += shown(others, "they are kept with the figures." if imported.written else "")
    if blocking:
        errors = [*blocking, "Nothing was written, because of the findings above."]
        return Answer(lines, errors, code=FAILED)
    if dry_run:
        lines.append("Nothing was written: this was a dry run.")
    elif not imported.written:
        lines.append("Nothing was written: there is nothing new.")
    return Answer(lines, code=OK)


def _index(root: Path, path: Path, index: str | None) -> str:
    from indices.loaders.book import Unreadable, open_book
    from indices.loaders.template import TEMPLATES, index_of
    from indices.reports.codes import UnknownCode, check_index

    try:
        guessed = (
            check_index(load_catalogue(root), index).code if index else index_of(open_book(path))
        )
    except UnknownCode as error:
        raise CommandError(str(error), USAGE) from error
    except Unreadable as error:
        raise CommandError(
            f"{path} cannot be read: a workbook or a CSV file was expected and this is {error}."
        ) from error
    if guessed is None:
        raise CommandError(
            f"{path} does not say which index it holds; add --index {'|'.join(TEMPLATES)}.", USAGE
        )
    return guessed
