"""`import`, `history` and `undo`: add the figures of a file, list such files, take one back."""

from __future__ import annotations

import getpass
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from indices.commands.answer import FAILED, OK, USAGE, Answer, CommandError, shown, tally
from indices.commands.noted import note
from indices.reference import load_catalogue
from indices.settings import Settings

if TYPE_CHECKING:
    from indices.build import Asked, Imported, SourceInfo


def import_file(
    settings: Settings,
    root: Path,
    path: Path,
    asked: Asked,
    source: SourceInfo | None,
    dry_run: bool,
) -> Answer:
    """Import one file; print how its rows compare with the database, and findings."""
    from indices import build
    from indices.desk.asked import with_decisions

    checked = with_decisions(_with_index(root, asked), settings.register)
    url = settings.database_url
    try:
        imported = build.import_file(path, checked, source, user(), url, root, dry_run)
    except build.Refused as error:
        raise CommandError(str(error), USAGE if error.usage else FAILED) from error
    answer = _answer(imported, path, dry_run)
    if not imported.written:
        return answer
    detail = {"file": path.name, **imported.preview.counts}
    untold = note(settings, "import", f"import {imported.import_id}", detail)
    return replace(answer, errors=[*answer.errors, *untold])


def _answer(imported: Imported, path: Path, dry_run: bool) -> Answer:
    report, counts = imported.report, imported.preview.counts
    differing = counts["revised"] + counts["conflicting"]
    lines = [
        f"{path.name}: {counts['new']} new, {counts['same']} same, {differing} differing "
        f"rows; {tally(report)} findings."
    ]
    if differing:
        lines.append(
            f"Of those that differ, {counts['revised']} revise their own source and "
            f"{counts['conflicting']} conflict with another one."
        )
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
    else:
        lines.append(
            f"This is import {imported.import_id}; "
            f"`python -m indices undo {imported.import_id}` takes it back."
        )
    return Answer(lines, code=OK)


def _with_index(root: Path, asked: Asked) -> Asked:
    from indices.reports.codes import UnknownCode, check_index

    if asked.index is None:
        return asked
    try:
        return replace(asked, index=check_index(load_catalogue(root), asked.index).code)
    except UnknownCode as error:
        raise CommandError(str(error), USAGE) from error


def history(settings: Settings) -> Answer:
    """Print the imports that people made, newest first."""
    from indices import build

    imports = build.history(settings.database_url)
    lines = [
        f"{row['import_id']}  {row['imported_at']}  {row['imported_by']}  {row['index']} "
        f"{row['years']}  {row['n_rows']} rows  {row['file']}"
        for row in imports.fillna("").to_dict("records")
    ]
    return Answer(lines or ["Nothing was imported yet."])


def undo(settings: Settings, root: Path, import_id: int) -> Answer:
    """Take one import back and say what that meant."""
    from indices import build

    try:
        undone = build.undo(import_id, user(), settings.database_url, root)
    except build.Refused as error:
        raise CommandError(str(error), USAGE if error.usage else FAILED) from error
    lines = [f"Import {import_id} ({undone.undone.file}) was undone."]
    if undone.later:
        numbers = ", ".join(str(item.import_id) for item in undone.later)
        lines.append(
            f"Newer imports stand ({numbers}); what is shown was chosen anew, and "
            f"{undone.handed_over} figures that they state as well stay."
        )
    else:
        lines.append("Everything is as it was before.")
    if undone.idle:
        lines.append(f"{undone.idle} overruled figures are shown by the rule again.")
    untold = note(settings, "undo", f"import {import_id}", {"file": undone.undone.file})
    return Answer(lines, untold)


def user() -> str:
    """Return the name of whoever runs the command."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        # Containers often run under a number that has no name.
        return "unknown"
