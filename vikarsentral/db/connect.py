"""Connections and transactions: one engine per process, made when first needed."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import psycopg
import tenacity
from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, Dialect
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session, sessionmaker

from vikarsentral import settings
from vikarsentral.db.faults import is_passing, told
from vikarsentral.db.server import Server
from vikarsentral.errors import ComponentMissing

T = TypeVar("T")

DATABASE = "vikarsentral"
URL_HOW = "set VIKARSENTRAL_DATABASE_URL to postgresql://user:password@host:port/name of a server"
CONNECT_SECONDS = 10
MOST_TRIES = 8


@functools.cache
def embedded() -> Server | None:
    """Return this process's embedded server, or None when a real server is set.

    Raises:
        ComponentMissing: the data folder or the programs cannot be used.
    """
    held = settings.current()
    return None if held.database_url else Server(held.data)


def address() -> URL:
    """Return the address of the database; an embedded server is started, its database made.

    Raises:
        ComponentMissing: the address cannot be read or the server does not start.
    """
    told_url = settings.current().database_url
    if told_url:
        return _address(told_url)
    server = embedded()
    assert server is not None  # noqa: S101 - no address is set, so it is embedded
    server.ensure()
    _make_database(server.place.url)
    return _address(server.place.url_of(DATABASE))


def _address(text: str) -> URL:
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise ComponentMissing("database", "its address cannot be read", URL_HOW) from None
    if url.drivername not in ("postgresql", "postgres", "postgresql+psycopg") or not url.database:
        raise ComponentMissing(
            "database", f"{url.render_as_string()} is no address of a PostgreSQL database", URL_HOW
        )
    return url.set(drivername="postgresql+psycopg")


def _make_database(server_url: str) -> None:
    with psycopg.connect(server_url, autocommit=True) as connection:
        query = "select 1 from pg_database where datname = %s"
        if connection.execute(query, [DATABASE]).fetchone() is None:
            try:
                connection.execute(f"create database {DATABASE} template template0")
            except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                return  # another process was first


@functools.cache
def engine() -> Engine:
    """Return this process's engine; the first call starts an embedded server if need be.

    Raises:
        ComponentMissing: the server cannot be reached, and how it starts.
    """
    made = make_engine(address())
    with made.connect():
        pass
    return made


def make_engine(url: URL) -> Engine:
    """Return an engine for one address.

    Sessions speak UTC and find the job engine's schema after ours.

    Args:
        url: the database, with the driver psycopg.

    Returns:
        An engine whose connections are tested before use. Where the embedded server was killed,
        connecting starts it again.
    """
    made = create_engine(
        url,
        pool_pre_ping=True,
        pool_size=settings.current().db_pool,
        max_overflow=5,
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            "options": "-c timezone=UTC -c search_path=public,jobs",
            "application_name": "vikarsentral",
        },
    )
    event.listen(made, "do_connect", _connect)
    # A forked child must not write into its parent's connections.
    os.register_at_fork(after_in_child=functools.partial(made.dispose, close=False))
    return made


def _connect(
    dialect: Dialect, record: Any, arguments: tuple[Any, ...], keywords: dict[str, Any]
) -> DBAPIConnection:
    del record
    try:
        return dialect.connect(*arguments, **keywords)
    except psycopg.OperationalError as error:
        server = embedded()
        if server is None:
            raise _missing(keywords, error) from error
        server.ensure()
        return dialect.connect(*arguments, **keywords)


def _missing(keywords: dict[str, Any], error: psycopg.OperationalError) -> ComponentMissing:
    where = f"{keywords.get('host', 'localhost')}:{keywords.get('port', 5432)}"
    words = str(error).strip().splitlines()[-1:] or ["no answer"]
    name = keywords.get("dbname", "")
    return ComponentMissing(
        "database",
        f"{where}/{name} does not answer ({words[0].strip()})",
        f"start that server, or {URL_HOW}; without it the embedded server is used",
    )


@functools.cache
def session_factory() -> sessionmaker[Session]:
    """Return the maker of sessions on this process's engine.

    Raises:
        ComponentMissing: the server cannot be reached, and how it starts.
    """
    return sessionmaker(engine(), expire_on_commit=False)


@contextmanager
def begin() -> Iterator[Session]:
    """Open one transaction; commit it when the block ends well, roll it back otherwise.

    Raises:
        Conflict: a constraint of the database refused.
        ComponentMissing: the server cannot be reached.
    """
    with told(), session_factory().begin() as session:
        yield session


def transaction(work: Callable[[Session], T]) -> T:
    """Do a piece of work as one transaction; a deadlock or a lost server begins it anew.

    Args:
        work: takes the session; is called again from its start, so it must be repeatable.

    Returns:
        What the work returns, once it is committed.

    Raises:
        Conflict: a constraint of the database refused.
        ComponentMissing: the server cannot be reached.
    """

    def once() -> T:
        with begin() as session:
            return work(session)

    retrying = tenacity.Retrying(
        retry=tenacity.retry_if_exception(is_passing),
        stop=tenacity.stop_after_attempt(MOST_TRIES),
        wait=tenacity.wait_random_exponential(multiplier=0.05, max=2),
        reraise=True,
    )
    return retrying(once)


def close() -> None:
    """Let go of the engine and of the embedded server; the next call makes new ones."""
    if engine.cache_info().currsize:
        engine().dispose()
    server = embedded() if embedded.cache_info().currsize else None
    for kept in (session_factory, engine, embedded):
        kept.cache_clear()
    if server is not None:
        server.release()
