"""Bring a database to the schema of this program, inside the caller's transaction."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, inspect, text

from indices.database.errors import DatabaseUnavailable
from indices.database.schema import REVISION, metadata

SCRIPTS = Path(__file__).with_name("migrations")
_VERSION_TABLE = "alembic_version"


def migrate(connection: Connection, where: str) -> None:
    """Create or upgrade the tables; does nothing when they are up to date.

    Args:
        connection: in a transaction; nothing is committed here.
        where: the database as it may be named in a sentence.

    Raises:
        DatabaseUnavailable: the tables are those of another program or of a newer version.
    """
    revision = current_revision(connection)
    if revision == REVISION:
        return
    if revision is None and set(inspect(connection).get_table_names()) & set(metadata.tables):
        raise DatabaseUnavailable(
            f"{where} holds tables of another program; name another database in DATABASE_URL."
        )
    config = alembic_config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise DatabaseUnavailable(
            f"{where} was made by a newer version of this program or by another program; "
            "update this program or name another database in DATABASE_URL."
        ) from error


def current_revision(connection: Connection) -> str | None:
    """Return the revision of the tables, None where there are none."""
    if not inspect(connection).has_table(_VERSION_TABLE):
        return None
    revision: str | None = connection.scalar(text(f"SELECT version_num FROM {_VERSION_TABLE}"))
    return revision


def alembic_config() -> Config:
    """Return Alembic's configuration, which needs no file."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return config
