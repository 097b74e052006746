"""The only door from pages, API and exports to the figures: every answer is a frame of fixed shape.

SQLAlchemy is imported at the first question, so that a process starts without it. Answers are kept
until the database changes; it may appear, be rewritten or be replaced while the process runs.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from threading import RLock
from time import monotonic
from typing import TYPE_CHECKING, Any

from indices import frames
from indices.database.errors import DatabaseUnavailable
from indices.frames import Columns
from indices.said import said

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Engine

Filter = str | int | Iterable[str] | Iterable[int] | None
Values = tuple[Any, ...] | None

# Rows kept in memory over all answers, about 200 bytes each.
MOST_ROWS = 200_000
EMPTY_FRAME_ROWS = 50
# A server is asked whether its data changed at most this often; a file is looked at every time.
SERVER_SECONDS = 1.0

__all__ = ["Build", "DatabaseUnavailable", "Reader"]


@dataclass(frozen=True)
class Build:
    """Which build of the data is served, and when it was made."""

    build_id: str
    built_at: str


class Reader:
    """Reads one database; safe to share between threads.

    Every method raises DatabaseUnavailable, one sentence that may be shown, when the database is
    missing, locked, damaged, of another version or cannot be reached, and answers again as soon as
    it can be used. Filters take one value, several, or None for all.
    """

    def __init__(self, url: str) -> None:
        """Remember where the database is; nothing is imported or opened yet."""
        self.url = url
        self._engine: Engine | None = None
        self._file: str | None = None
        self._seen: object = None
        self._build: Build | None = None
        self._answers: OrderedDict[tuple[Any, ...], pd.DataFrame] = OrderedDict()
        self._n_rows = 0
        self._lock = RLock()

    def build(self) -> Build:
        """Return the build that is served now."""
        seen = self._signature()
        known = self._build
        if known is not None and seen is not None and seen == self._seen:
            return known
        with self._lock:
            if self._engine is not None:
                # A replaced file would live on in open connections.
                self._engine.dispose()
            fresh = self._read_build()
            if fresh != self._build:
                self._answers.clear()
                self._n_rows = 0
            self._build, self._seen = fresh, seen
            return fresh

    def scores(
        self, index: str, year: Filter = None, indicator: Filter = None, unit: Filter = None
    ) -> pd.DataFrame:
        """Return SCORE_COLUMNS: the chosen figures, ordered by year, indicator and unit.

        The table of an index is read once and cut in memory: a cut takes a fraction of the time
        that SQLite needs to hand out the rows of one year.
        """
        filters = {"year": _values(year), "indicator": _values(indicator), "unit": _values(unit)}
        if not any(values is not None for values in filters.values()):
            return self._ask("scores", frames.SCORE_COLUMNS, index)

        def cut() -> pd.DataFrame:
            table = self._ask("scores", frames.SCORE_COLUMNS, index)
            for column, values in filters.items():
                if values is not None:
                    table = _rows(table, _one_of(table[column], values))
            # A copy, so that a year does not keep the table of all years in memory.
            return table.reset_index(drop=True).copy()

        return self._kept(("cut", index, *filters.values()), cut)

    def observations(
        self,
        index: Filter = None,
        year: Filter = None,
        unit: Filter = None,
        indicator: Filter = None,
        file: Filter = None,
    ) -> pd.DataFrame:
        """Return OBSERVATION_COLUMNS: every published figure with its source, sheet and cell."""
        asked = tuple(map(_values, (index, year, unit, indicator, file)))
        return self._ask("observations", frames.OBSERVATION_COLUMNS, *asked)

    def rivals(self) -> pd.DataFrame:
        """Return OBSERVATION_COLUMNS of facts with several observations, or with a doubtful one.

        Of very many facts those of the newest years; `uncompared` tells how many are left out.
        """
        return self._ask("rivals", frames.OBSERVATION_COLUMNS)

    def uncompared(self) -> int:
        """Return how many facts with several observations `rivals` leaves out."""
        return int(self._ask("uncompared", frames.UNCOMPARED_COLUMNS)["n_facts"].iloc[0])

    def statistics(self, index: Filter = None, year: Filter = None) -> pd.DataFrame:
        """Return STATISTIC_COLUMNS: national mean, min and max, and counts of grades."""
        return self._ask("statistics", frames.STATISTIC_COLUMNS, _values(index), _values(year))

    def missing(
        self,
        index: Filter = None,
        year: Filter = None,
        unit: Filter = None,
        indicator: Filter = None,
    ) -> pd.DataFrame:
        """Return MISSING_COLUMNS: the stated reasons; what follows from them stands in scores."""
        asked = (_values(index), _values(year), _values(unit), _values(indicator))
        return self._ask("missing", frames.MISSING_COLUMNS, *asked)

    def coverage(self) -> pd.DataFrame:
        """Return COVERAGE_COLUMNS: units, scores and ranks known per index, year and indicator."""
        return self._ask("coverage", frames.COVERAGE_COLUMNS)

    def covariates(self) -> pd.DataFrame:
        """Return COVARIATE_COLUMNS."""
        return self._ask("covariates", frames.COVARIATE_COLUMNS)

    def targets(self) -> pd.DataFrame:
        """Return TARGET_COLUMNS."""
        return self._ask("targets", frames.TARGET_COLUMNS)

    def tours(self) -> pd.DataFrame:
        """Return TOUR_COLUMNS, by tour and stop."""
        return self._ask("tours", frames.TOUR_COLUMNS)

    def sources(self) -> pd.DataFrame:
        """Return SOURCE_COLUMNS, with how many observations each source gives."""
        return self._ask("sources", frames.SOURCE_COLUMNS)

    def imported_sources(self) -> pd.DataFrame:
        """Return SOURCE_COLUMNS of the sources that importers named; n_observations is 0."""
        return self._ask("imported_sources", frames.SOURCE_COLUMNS)

    def imports(self) -> pd.DataFrame:
        """Return IMPORT_COLUMNS: the files read, with digest, time and number of rows."""
        return self._ask("imports", frames.IMPORT_COLUMNS)

    def overrules(self) -> pd.DataFrame:
        """Return OVERRULE_COLUMNS: the figures that an editor chose against the rule."""
        return self._ask("overrules", frames.OVERRULE_COLUMNS)

    def findings(self) -> pd.DataFrame:
        """Return FINDING_COLUMNS: what the checks found in the data that are served."""
        return self._ask("findings", frames.FINDING_COLUMNS)

    def close(self) -> None:
        """Close all connections; the next question opens new ones."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()

    def _ask(self, question: str, columns: Columns, *asked: Any) -> pd.DataFrame:
        return self._kept((question, *asked), lambda: self._select(question, columns, asked))

    def _kept(self, asked: tuple[Any, ...], answer: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """Return an answer given before to the same question about the same build, or a new one.

        Copies are shallow: pandas copies on write, so no caller can spoil what is kept.
        """
        key = (self.build().build_id, *asked)
        known = self._answers.get(key)
        if known is None:
            with self._lock:
                known = self._answers.get(key)
                if known is None:
                    known = answer()
                    self._keep(key, known)
        with suppress(KeyError):
            self._answers.move_to_end(key)
        return known.copy(deep=False)

    def _keep(self, key: tuple[Any, ...], answer: pd.DataFrame) -> None:
        self._answers[key] = answer
        self._n_rows += _weight(answer)
        while len(self._answers) > 1 and self._n_rows > MOST_ROWS:
            _, dropped = self._answers.popitem(last=False)
            self._n_rows -= _weight(dropped)

    def _select(self, question: str, columns: Columns, asked: tuple[Any, ...]) -> pd.DataFrame:
        from indices.database import queries

        statement = getattr(queries, question)(*asked)
        answer: pd.DataFrame = self._run(
            lambda connection: queries.fetch(connection, statement, columns)
        )
        return answer

    def _read_build(self) -> Build:
        from indices.database import queries
        from indices.database.engine import LOAD, safe_url

        row = self._run(lambda connection: connection.execute(queries.build()).first())
        if row is None:
            raise DatabaseUnavailable(
                said(
                    "The database {where} holds no figures yet; {load}.",
                    where=safe_url(self.url),
                    load=LOAD,
                )
            )
        return Build(row.build_id, row.built_at)

    def _run(self, question: Callable[[Any], Any]) -> Any:
        """Ask with a connection of its own; whatever the database refuses becomes one sentence."""
        from sqlalchemy.exc import SQLAlchemyError

        from indices.database.engine import read_engine, sentence, sqlite_path

        if self._engine is None:
            path = sqlite_path(self.url)
            self._file = str(path) if path else None
            self._engine = read_engine(self.url)
        try:
            with self._engine.connect() as connection:
                return question(connection)
        except SQLAlchemyError as error:
            raise DatabaseUnavailable(sentence(error, self.url)) from error

    def _signature(self) -> object:
        """Return what differs after a change: stamps of the files, or the time for a server.

        None before the first question and when there is no file. A side file that is empty counts
        as none: SQLite makes it for readers, too.
        """
        if self._engine is None:
            return None
        if self._file is None:
            return int(monotonic() / SERVER_SECONDS)
        main = _stamp(self._file)
        return main and (main, _stamp(f"{self._file}-wal"))


def _weight(answer: pd.DataFrame) -> int:
    """Rows that an answer counts for; an empty one, too, takes room."""
    return len(answer) + EMPTY_FRAME_ROWS


def _stamp(path: str) -> tuple[int, int, int] | None:
    try:
        state = os.stat(path)
    except OSError:
        return None
    return (state.st_mtime_ns, state.st_size, state.st_ino) if state.st_size else None


def _one_of(column: pd.Series[Any], values: tuple[Any, ...]) -> Any:
    """Say of each value of a column whether it is wanted; shape (rows,)."""
    one: Any = (
        column.to_numpy() == values[0] if len(values) == 1 else column.isin(values).to_numpy()
    )
    return one


def _rows(table: pd.DataFrame, wanted: Any) -> pd.DataFrame:
    """Return the marked rows; those that lie together, such as a year's, are cut out at once."""
    places = wanted.nonzero()[0]
    together = len(places) and places[-1] - places[0] == len(places) - 1
    chosen = slice(places[0], places[-1] + 1) if together else places
    found: pd.DataFrame = table.iloc[chosen]
    return found


def _values(wanted: Filter) -> Values:
    """Return a filter as a tuple, so that one value and a tuple of one ask the same."""
    if wanted is None:
        return None
    return (wanted,) if isinstance(wanted, str | int) else tuple(wanted)
