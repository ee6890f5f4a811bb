"""The migrations make exactly the tables that the code knows."""

from alembic import command

from vikarsentral.db.schema import config


def test_migrated_database_equals_the_tables(shared_engine):
    with shared_engine.connect() as connection:
        command.check(config(connection))
