"""Bring a database to the schema of this program, inside the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, MetaData, inspect, text

from indices.database.errors import DatabaseUnavailable
from indices.database.schema import REVISION, metadata
from indices.said import said


@dataclass(frozen=True)
class Schema:
    """The tables of one store and the migrations that make them.

    Attributes:
        metadata: the tables as they are now.
        revision: the newest migration.
        scripts: the folder of the migrations.
        version_table: where Alembic keeps the revision.
        variable: the variable of the environment that says where the store is.
    """

    metadata: MetaData
    revision: str
    scripts: Path
    version_table: str
    variable: str


FIGURES = Schema(
    metadata,
    REVISION,
    Path(__file__).with_name("migrations"),
    version_table="alembic_version",
    variable="DATABASE_URL",
)


def migrate(connection: Connection, where: str, schema: Schema = FIGURES) -> None:
    """Create or upgrade the tables; does nothing when they are up to date.

    Args:
        connection: in a transaction; nothing is committed here.
        where: the database as it may be named in a sentence.
        schema: the tables to bring forward.

    Raises:
        DatabaseUnavailable: the tables are those of another program or of a newer version.
    """
    revision = current_revision(connection, schema)
    if revision == schema.revision:
        return
    if revision is None and set(inspect(connection).get_table_names()) & set(
        schema.metadata.tables
    ):
        raise DatabaseUnavailable(
            said(
                "{where} holds tables of another program; name another place in {variable}.",
                where=where,
                variable=schema.variable,
            )
        )
    config = alembic_config(schema)
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise DatabaseUnavailable(
            said(
                "{where} was made by a newer version of this program or by another program; update "
                "this program or name another place in {variable}.",
                where=where,
                variable=schema.variable,
            )
        ) from error


def current_revision(connection: Connection, schema: Schema = FIGURES) -> str | None:
    """Return the revision of the tables, None where there are none."""
    if not inspect(connection).has_table(schema.version_table):
        return None
    revision: str | None = connection.scalar(
        text(f"SELECT version_num FROM {schema.version_table}")
    )
    return revision


def alembic_config(schema: Schema = FIGURES) -> Config:
    """Return Alembic's configuration, which needs no file."""
    config = Config()
    config.set_main_option("script_location", str(schema.scripts).replace("%", "%%"))
    return config
