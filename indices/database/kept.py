"""What people imported and decided: set aside while data/ is loaded anew, then put back.

Everything stays inside the database, in temporary tables of the transaction, so that a million
imported rows cost no memory here.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import Column, Connection, Select, Table, case, exists, func, select, text

from indices.database import schema
from indices.database.errors import DatabaseUnavailable
from indices.database.rows import FIRST_IMPORT, FIRST_IMPORTED_ROW, insert
from indices.said import said

# In the order in which they must be put back.
_TABLES = (
    schema.source,
    schema.import_,
    schema.observation,
    schema.statistic,
    schema.finding,
    schema.overrule,
)
_FACT = ("index_code", "year", "vintage", "unit_code", "indicator_code", "source_id")
_SAME = "score max_points rank rank_of grade standard_error lower upper respondents status".split()


class Kept:
    """The imports of a database while its other rows are replaced.

    Made and put back within one transaction; `restated` are rows of imports that only repeat data/.
    """

    def __init__(self, connection: Connection) -> None:
        """Set everything aside that did not come from data/."""
        self._connection = connection
        self.restated = self._read_restated()
        dropping = "" if connection.dialect.name == "sqlite" else " ON COMMIT DROP"
        for table in _TABLES:
            wanted = _wanted(table).compile(connection, compile_kwargs={"literal_binds": True})
            connection.execute(
                text(f"CREATE TEMPORARY TABLE kept_{table.name}{dropping} AS {wanted}")
            )

    def put_back(self) -> None:
        """Put everything back among the new rows of data/.

        Raises:
            DatabaseUnavailable: an import names a unit, an indicator or a source that data/ no
                longer knows.
        """
        connection, quote = self._connection, self._connection.dialect.identifier_preparer.quote
        for table in _TABLES:
            if table is schema.observation:
                self._refuse_orphans()
            names = ", ".join(quote(column.name) for column in table.columns)
            known = ""
            if table is schema.source:
                known = " WHERE source_id NOT IN (SELECT source_id FROM source)"
            connection.execute(
                text(
                    f"INSERT INTO {quote(table.name)} ({names}) "
                    f"SELECT {names} FROM kept_{table.name}{known}"
                )
            )
        for table in _TABLES:
            connection.execute(text(f"DROP TABLE kept_{table.name}"))
        self._put_back_restated()

    def _refuse_orphans(self) -> None:
        lost = (
            "NOT EXISTS (SELECT 1 FROM unit u WHERE u.vintage = k.vintage"
            " AND u.unit_code = k.unit_code)",
            "NOT EXISTS (SELECT 1 FROM indicator i WHERE i.index_code = k.index_code"
            " AND i.indicator_code = k.indicator_code)",
            "NOT EXISTS (SELECT 1 FROM source s WHERE s.source_id = k.source_id)",
        )
        for condition in lost:
            row = self._connection.execute(
                text(
                    "SELECT k.import_id, k.unit_code, k.indicator_code, k.source_id "
                    f"FROM kept_observation k WHERE {condition} LIMIT 1"
                )
            ).first()
            if row:
                raise DatabaseUnavailable(
                    said(
                        "Import {number} holds a figure of unit {unit}, indicator {indicator} and "
                        "source {source}, of which data/ no longer knows one; restore it in data/ "
                        "or run `python -m indices undo {number}` with the former data/.",
                        number=row[0],
                        unit=row[1],
                        indicator=row[2],
                        source=row[3],
                    )
                )

    def _read_restated(self) -> pd.DataFrame:
        """Return what imports restate, with the figures by which it is found again."""
        restated, seen = schema.restated.c, schema.observation.c
        names = [*_FACT, *_SAME, "decimals", "precision", "remark"]
        statement = select(
            restated.import_id,
            restated.observation_id,
            restated.sheet,
            restated.cell,
            *(seen[name] for name in names),
        ).join(schema.observation, seen.observation_id == restated.observation_id)
        rows = self._connection.execute(statement).all()
        columns = ["import_id", "observation_id", "sheet", "cell", *names]
        return pd.DataFrame(rows, columns=columns, dtype=object)

    def _put_back_restated(self) -> None:
        """Point to the rows of data/ by their new numbers; what data/ lost becomes a row again."""
        own = self.restated["observation_id"].astype("int64") >= FIRST_IMPORTED_ROW
        links, lost = [self.restated[own]], []
        for record in self.restated[~own].to_dict("records"):
            row = {str(name): value for name, value in record.items()}
            number = self._find(row)
            if number is None:
                lost.append(row)
            else:
                links.append(pd.DataFrame([row | {"observation_id": number}], dtype=object))
        together = pd.concat(links, ignore_index=True)
        insert(self._connection, schema.restated, together)
        if lost:
            last = self._connection.scalar(select(func.max(schema.observation.c.observation_id)))
            first = max(int(last or 0) + 1, FIRST_IMPORTED_ROW)
            frame = pd.DataFrame(lost, dtype=object)
            insert(
                self._connection,
                schema.observation,
                frame.assign(observation_id=range(first, first + len(frame))),
            )

    def _find(self, row: dict[str, Any]) -> int | None:
        seen = schema.observation.c
        conditions = [
            seen[name].is_(None) if pd.isna(row[name]) else seen[name] == row[name]
            for name in (*_FACT, *_SAME)
        ]
        statement = select(seen.observation_id).where(*conditions, seen.cell.is_not(None))
        return self._connection.scalar(statement.order_by(seen.observation_id).limit(1))


def _wanted(table: Table) -> Select[Any]:
    """Select the rows of a table to keep; numbers given before imports had their own are raised."""
    if table is schema.source:
        return select(table).where(table.c.origin == "import")
    if table is schema.overrule:
        return select(table)
    imports = schema.import_
    columns = [_renumbered(column, table) for column in table.columns]
    statement = select(*columns)
    if table is imports:
        return statement.where(imports.c.origin == "import")
    of_people = exists().where(
        imports.c.import_id == table.c.import_id, imports.c.origin == "import"
    )
    return statement.where(of_people)


def _renumbered(column: Column[Any], table: Table) -> Any:
    if column.name == "import_id":
        raised = case((column < FIRST_IMPORT, column + FIRST_IMPORT - 1), else_=column)
    elif column.primary_key and table is not schema.import_:
        raised = case((column < FIRST_IMPORTED_ROW, column + FIRST_IMPORTED_ROW), else_=column)
    else:
        return column
    return raised.label(column.name)
