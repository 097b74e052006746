"""`template`: an empty workbook to fill in and import."""

from __future__ import annotations

from pathlib import Path

from indices.commands.answer import USAGE, Answer, CommandError
from indices.commands.files import write_file
from indices.reference import load_catalogue


def template(root: Path, index: str, output: Path) -> Answer:
    """Write the workbook of one index; never over an existing file, which may be filled in."""
    from indices.loaders.workbook import template_workbook
    from indices.reports.codes import UnknownCode, check_index

    catalogue = load_catalogue(root)
    try:
        code = check_index(catalogue, index).code
    except UnknownCode as error:
        raise CommandError(str(error), USAGE) from error
    if output.is_file():
        raise CommandError(f"{output} exists and may be filled in; name another file with -o.")
    write_file(output, template_workbook(code, catalogue))
    return Answer(
        [f"Wrote {output}; fill in the sheet {code} and run `python -m indices import {output}`."]
    )
