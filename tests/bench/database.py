"""A fresh, migrated database for one section, also as this process's own."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from vikarsentral import db, settings
from vikarsentral.db.connect import make_engine
from vikarsentral.db.server import Server


@contextlib.contextmanager
def migrated(home: Path, name: str) -> Iterator[str]:
    """Make an empty database with all tables on an embedded server; give its URL.

    Args:
        home: a folder of its own.
        name: of the database.
    """
    server = Server(home)
    server.ensure()
    try:
        with psycopg.connect(server.place.url, autocommit=True) as connection:
            connection.execute(f"create database {name}".encode())
        url = server.place.url_of(name)
        engine = make_engine(make_url(url).set(drivername="postgresql+psycopg"))
        db.upgrade(on=engine)
        engine.dispose()
        yield url
    finally:
        server.release()


@contextlib.contextmanager
def in_force(home: Path, name: str, changes: Mapping[str, str]) -> Iterator[str]:
    """Make such a database this process's own, and its children's; give its URL.

    Args:
        home: a folder of its own.
        name: of the database.
        changes: other settings.
    """
    kept = dict(os.environ)
    with migrated(home, name) as url:
        own = {"VIKARSENTRAL_DATA": str(home), "VIKARSENTRAL_DATABASE_URL": url}
        os.environ.update(own | dict(changes))
        settings.current.cache_clear()
        try:
            yield url
        finally:
            db.close()
            os.environ.clear()
            os.environ.update(kept)
            settings.current.cache_clear()
