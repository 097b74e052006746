from __future__ import annotations

import pytest
from sqlalchemy import create_engine, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateTable

from indices.database.engine import write_engine
from indices.database.migrate import alembic_config, current_revision, migrate
from indices.database.schema import REVISION, metadata, observation


@pytest.fixture
def engine(tmp_path):
    engine = write_engine(f"sqlite:///{tmp_path / 'a.db'}")
    yield engine
    engine.dispose()


def shape(connection) -> dict[str, object]:
    """Everything that the database says about its tables, in a comparable form."""
    inspector = inspect(connection)
    return {
        name: (
            [(column["name"], str(column["type"]), column["nullable"]) for column in
             inspector.get_columns(name)],
            inspector.get_pk_constraint(name),
            sorted(map(str, inspector.get_foreign_keys(name))),
            sorted(map(str, inspector.get_indexes(name))),
            sorted(map(str, inspector.get_check_constraints(name))),
        )
        for name in metadata.tables
    }  # fmt: skip


def test_the_migrations_make_the_schema(engine):
    with engine.begin() as connection:
        migrate(connection, "a.db")
        migrated = shape(connection)
    plain = create_engine("sqlite://")
    with plain.begin() as connection:
        metadata.create_all(connection)
        assert migrated == shape(connection)
    plain.dispose()


def test_migrating_twice_changes_nothing_and_the_way_back_is_open(engine):
    from alembic import command
    from alembic.script import ScriptDirectory

    config = alembic_config()
    assert ScriptDirectory.from_config(config).get_current_head() == REVISION
    with engine.begin() as connection:
        migrate(connection, "a.db")
        migrate(connection, "a.db")
        assert current_revision(connection) == REVISION
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]


def test_a_failed_migration_leaves_nothing_behind(engine):
    class Interrupted(Exception):
        pass

    with pytest.raises(Interrupted), engine.begin() as connection:
        migrate(connection, "a.db")
        raise Interrupted
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=str)
def test_every_table_can_be_made_on_postgresql(table):
    assert str(CreateTable(table).compile(dialect=postgresql.dialect()))


FACT = {
    "observation_id": 1,
    "index_code": "PAR",
    "year": 2023,
    "vintage": 63,
    "unit_code": "79",
    "indicator_code": "total",
    "source_id": "c13",
    "import_id": 1,
    "precision": "exact",
    "status": "accepted",
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"score": 100.1},
        {"score": -0.1},
        {"rank": 0},
        {"rank": 64, "rank_of": 63},
        {"score": 80, "precision": "guessed"},
        {"score": 80, "status": ""},
        {"score": 80, "lower": 2, "upper": 1},
        {},
    ],
)
def test_the_database_itself_refuses_impossible_figures(wrong):
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as connection, pytest.raises(IntegrityError):
        connection.execute(observation.insert(), FACT | wrong)
    engine.dispose()
