"""`python -m indices`: load, check, import, undo, coverage, export, template, report, user, audit.

Errors are one sentence on standard error. Exit codes: 0 done, 1 failed or blocking findings, 2
wrong usage. A command imports what it needs, so that a load with nothing to do takes a moment.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from indices.commands.answer import FAILED, USAGE, Answer, CommandError
from indices.database.errors import DatabaseUnavailable
from indices.reference import DATA, CatalogueError
from indices.register.roles import ROLES
from indices.settings import LANGUAGES, Settings, SettingsError, read_settings
from indices.vocabulary import SOURCE_KINDS

if TYPE_CHECKING:
    from indices.build import SourceInfo

INTERRUPTED = 130
PAPERS = ("report", "plan", "summary", "briefing")
# Of a year; their formats stand in `printing.kinds`, which nothing imports before it is asked.
YEARLY = ("yearly", "workbook")
_SOURCE_OPTIONS = {
    "publisher": "publisher",
    "title": "title",
    "url": "url",
    "published": "date",
    "kind": "kind",
}
USER_DEEDS = {
    "add": "make an account; the password is asked for, or read from standard input",
    "list": "print accounts and roles",
    "role": "give an account another role",
    "password": "give an account another password",
    "disable": "forbid an account to sign in",
    "enable": "allow it again",
}


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"{message[:1].upper()}{message[1:]}; see `{self.prog} --help`.\n")


def main(arguments: Sequence[str] | None = None, root: Path = DATA) -> int:
    """Run one command and return its exit code.

    Args:
        arguments: as typed after `python -m indices`; those of the process when None.
        root: the folder data/.
    """
    asked = _parser().parse_args(arguments)
    try:
        return _print(_run(asked, read_settings(), root))
    except CommandError as error:
        return _fail(str(error), error.code)
    except (CatalogueError, DatabaseUnavailable, SettingsError) as error:
        return _fail(str(error))
    except BrokenPipeError:
        # The reader of our output, such as `head`, has seen enough.
        sys.stdout = None
        return 0
    except KeyboardInterrupt:
        return _fail("Interrupted; the database is as it was.", INTERRUPTED)
    except OSError as error:
        return _fail(f"{error.filename or 'A file'} cannot be used ({error.strerror}).")
    except Exception as error:
        # Nobody at a command line is helped by a stack trace; the class and text name the fault.
        return _fail(f"This is a fault of the program: {type(error).__name__}: {error}.")


def _run(asked: argparse.Namespace, settings: Settings, root: Path) -> Answer:
    match asked.command:
        case "load":
            from indices.commands.load import load

            return load(settings, root)
        case "check":
            from indices.commands.check import check

            return check(root)
        case "coverage":
            from indices.commands.coverage import coverage

            return coverage(settings, root)
        case "import":
            from indices.build import Asked
            from indices.commands.imports import import_file

            said = Asked(asked.index, asked.year, asked.measure)
            return import_file(settings, root, asked.file, said, _source(asked), asked.dry_run)
        case "history":
            from indices.commands.imports import history

            return history(settings)
        case "undo":
            from indices.commands.imports import undo

            return undo(settings, root, asked.import_id)
        case "fetch":
            from indices.commands.fetch import Options, fetch

            return fetch(settings, root, Options(asked.name, asked.dry_run, asked.renew))
        case "export":
            from indices.commands.export import export

            return export(
                settings,
                root,
                asked.index,
                asked.year,
                asked.indicator,
                asked.format,
                asked.output,
            )
        case "report" if asked.kind in YEARLY:
            from indices.commands.prints import print_year

            return print_year(settings, root, asked.kind, asked.format, asked.year,
                              asked.lang or settings.language, asked.output)  # fmt: skip
        case "report":
            from indices.commands.report import Asked as AskedPaper
            from indices.commands.report import report

            paper = AskedPaper(asked.kind, asked.lang or settings.language, asked.tour, asked.unit,
                               asked.index, asked.year)  # fmt: skip
            return report(settings, root, paper, asked.output, asked.template)
        case "user":
            from indices.commands.users import user

            return user(settings, asked.deed, asked.name, asked.role)
        case "audit":
            from indices.commands.audit import audit

            return audit(settings, asked.since, asked.format)
        case _:
            from indices.commands.template import template

            return template(root, asked.index, asked.output)


def _parser() -> _Parser:
    parser = _Parser(prog="python -m indices", description="The figures of data/ in a database.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    commands.add_parser("load", help="make the database from data/ when the two differ")
    commands.add_parser("check", help="check data/ and write data/build/validation.csv")
    commands.add_parser("coverage", help="print how much of each index and year is known")
    _import_arguments(commands.add_parser("import", help="add the figures of a workbook or CSV"))
    commands.add_parser("history", help="list what was imported, newest first")
    undo = commands.add_parser("undo", help="take one import back")
    undo.add_argument("import_id", metavar="ID", type=int, help="its number in `history`")
    _fetch_arguments(commands.add_parser("fetch", help="download public data sets and import them"))
    _export_arguments(commands.add_parser("export", help="write scores as CSV, JSON or XLSX"))
    _template_arguments(commands.add_parser("template", help="write an empty workbook to fill in"))
    _report_arguments(
        commands.add_parser(
            "report", help="write a paper, its template, or a year as report or workbook"
        )
    )
    _user_arguments(commands.add_parser("user", help="accounts of those who may write"))
    _audit_arguments(commands.add_parser("audit", help="print who did what, newest first"))
    return parser


def _source(asked: argparse.Namespace) -> SourceInfo | None:
    """Return the source that the options name, None when they name none."""
    from indices.build import SourceInfo

    given = {
        field: getattr(asked, f"source_{option}")
        for field, option in _SOURCE_OPTIONS.items()
        if getattr(asked, f"source_{option}") is not None
    }
    if not given:
        return None
    return SourceInfo(**{"publisher": "", "title": ""} | given)


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a file in the layout of `template`")
    parser.add_argument("--index", type=str.upper, help="code of the index; seen from the file")
    parser.add_argument("--year", type=int, help="the year measured, where the file does not say")
    parser.add_argument(
        "--measure", choices=("points", "percent"), help="what domains are in, if no heading says"
    )
    parser.add_argument("--source-publisher", help="who published the file, if no row says")
    parser.add_argument("--source-title", help="title of the publication")
    parser.add_argument("--source-url", help="its address on the web")
    parser.add_argument("--source-date", help="when it was published: 2024-04-17, 2024-04 or 2024")
    parser.add_argument(
        "--source-kind", choices=SOURCE_KINDS, help="kind of publication (default: official)"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would happen, write nothing"
    )


def _fetch_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="one data set (default: all)")
    parser.add_argument(
        "--dry-run", action="store_true", help="fetch, say what would be stored, store nothing"
    )
    parser.add_argument(
        "--renew", action="store_true", help="take files that changed since they were first fetched"
    )


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--index", type=str.upper, required=True, help="PAR, SIPAS, PAPI or PCI")
    parser.add_argument("--year", type=int, required=True, help="the year measured")
    parser.add_argument("--indicator", default="total", help="total, D1, D2 … (default: total)")
    parser.add_argument("--format", choices=("csv", "json", "xlsx"), default="csv")
    parser.add_argument(
        "-o", "--output", type=Path, help="file to write (default: standard output)"
    )


def _template_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--index", type=str.upper, required=True, help="PAR, SIPAS, PAPI or PCI")
    parser.add_argument("-o", "--output", type=Path, required=True, help="file to write")


def _report_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=(*PAPERS, *YEARLY), help="which paper")
    parser.add_argument("--tour", metavar="CODE", help="code of the tour, as 2022-12-A")
    parser.add_argument("--unit", metavar="CODE", help="code of the host of a briefing")
    parser.add_argument("--index", type=str.upper, default="PAPI", help="of a briefing")
    parser.add_argument("--year", type=int, help="measured (default: the newest)")
    parser.add_argument("--lang", choices=LANGUAGES, help="language (default: LANGUAGE)")
    parser.add_argument("--format", help="docx or html, of yearly; a workbook is xlsx")
    parser.add_argument(
        "--template", action="store_true", help="write the built-in template, to be adapted"
    )
    parser.add_argument(
        "-o", "--output", type=Path, help="file (default: standard output; a template: its place)"
    )


def _user_arguments(parser: argparse.ArgumentParser) -> None:
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="deed")
    parser.set_defaults(name=None, role=None)
    for deed, meaning in USER_DEEDS.items():
        one = deeds.add_parser(deed, help=meaning)
        if deed != "list":
            one.add_argument("name", metavar="NAME", help="name of the account")
        if deed == "role":
            one.add_argument("role", choices=ROLES, help="what the account may do")
        if deed == "add":
            one.add_argument("--role", choices=ROLES, required=True, help="what it may do")


def _audit_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", default="", help="first day or time, as 2026-01-31")
    parser.add_argument("--format", choices=("csv", "json"), default="csv")


def _print(answer: Answer) -> int:
    """Print an answer; letters that a terminal lacks are replaced rather than fatal."""
    for stream, lines in ((sys.stdout, answer.lines), (sys.stderr, answer.errors)):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
        for line in lines:
            print(line, file=stream)
    if answer.content:
        if sys.stdout.isatty() and b"\0" in answer.content:
            return _fail("A workbook cannot be shown in a terminal; name a file with -o.", USAGE)
        sys.stdout.buffer.write(answer.content)
    sys.stdout.flush()
    return answer.code


def _fail(sentence: str, code: int = FAILED) -> int:
    print(sentence, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
