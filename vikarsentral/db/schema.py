"""The tables' version: bring it up, and tell whether database and program fit together."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.engine import Engine

from vikarsentral import settings
from vikarsentral.db.connect import engine
from vikarsentral.errors import ComponentMissing

OLDEST_SERVER = 150000
UPGRADE_LOCK = 7_201_946
HOW = "run `vikarsentral db upgrade`"
NOTED = """
do $$ begin
    if exists (select from information_schema.columns
               where table_schema = 'public' and table_name = 'roster_change'
               and column_name = 'person_id') then
        insert into public.roster_change (xid, source, person_id, at)
            select distinct pg_current_xact_id()::text::bigint, watched.relname, 0, now()
            from pg_trigger one join pg_class watched on watched.oid = one.tgrelid
            where one.tgname like '%\\_noted%' on conflict do nothing;
    end if;
end $$;
"""
"""Tells each running process that what it keeps in memory of the roster is old.

Where notes do not name people yet, there is nothing to do: bringing the tables up tells it.
"""
NEEDED_SETTINGS = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


def config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration; `migrations/env.py` takes the connection from it.

    Args:
        connection: the open connection to migrate over, as attribute `connection`.
    """
    spec = importlib.util.find_spec("migrations")
    if spec is None or not spec.submodule_search_locations:
        raise ComponentMissing("migrations", "the package is not installed", "run `make setup`")
    made = Config()
    folder = Path(next(iter(spec.submodule_search_locations)))
    made.set_main_option("script_location", str(folder).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def upgrade(target: str = "head", on: Engine | None = None) -> str:
    """Bring the tables to a version, all steps in one transaction, one process at a time.

    Args:
        target: a revision, or `head`.
        on: the engine; this process's own when left out.

    Returns:
        The version the tables now have.

    Raises:
        ComponentMissing: the server cannot be reached.
    """
    with (on or engine()).begin() as connection:
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": UPGRADE_LOCK})
        before = version(connection)
        command.upgrade(config(connection), target)
        after = version(connection) or ""
        if before not in (None, after):  # an older copy may have come in under running processes
            connection.execute(text(NOTED))
        return after


def downgrade(target: str, on: Engine | None = None) -> None:
    """Take the tables down to a version; `base` is none at all.

    Args:
        target: a revision, or `base`.
        on: the engine; this process's own when left out.
    """
    with (on or engine()).begin() as connection:
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": UPGRADE_LOCK})
        command.downgrade(config(connection), target)


def version(connection: Connection) -> str | None:
    """Return the version the tables have, or None for an empty database."""
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """Return the version this program wants."""
    return ScriptDirectory.from_config(config()).get_current_head() or ""


def check(on: Engine | None = None) -> dict[str, str]:
    """Tell what server and tables are there, and refuse what this program cannot stand on.

    Args:
        on: the engine; this process's own when left out.

    Returns:
        `server`, `database`, `tables` (their version) and `kept`, for people.

    Raises:
        ComponentMissing: too old a server, no btree_gist, tables of another version, or a
            server told to forget what it confirmed.
    """
    with (on or engine()).connect() as connection:
        number = int(connection.execute(text("show server_version_num")).scalar_one())
        if number < OLDEST_SERVER:
            raise ComponentMissing(
                "database", f"the server is PostgreSQL {number // 10_000}", "use 15 or newer"
            )
        _need_extension(connection)
        _need_safe(connection)
        held, wanted = version(connection), newest()
        if held != wanted:
            what = f"the tables are at {held or 'nothing'}, the program wants {wanted}"
            raise ComponentMissing("database", what, HOW)
        server = connection.execute(text("show server_version")).scalar_one()
        name = connection.execute(text("select current_database()")).scalar_one()
        return {"server": str(server), "database": str(name), "tables": wanted, "kept": "yes"}


def _need_extension(connection: Connection) -> None:
    query = "select 1 from pg_available_extensions where name = 'btree_gist'"
    if connection.execute(text(query)).first() is None:
        raise ComponentMissing(
            "database", "the server has no btree_gist", "install postgresql-contrib on it"
        )


def _need_safe(connection: Connection) -> None:
    if settings.current().test_mode:
        return
    for name, wanted in NEEDED_SETTINGS.items():
        held = connection.execute(text(f"show {name}")).scalar_one()
        if held != wanted:
            raise ComponentMissing(
                "database",
                f"{name} is {held}: a confirmed answer could be lost",
                f"set {name} = {wanted} on the server",
            )
