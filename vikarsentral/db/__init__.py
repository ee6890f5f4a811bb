"""The one door to PostgreSQL: embedded from the wheel by default, or a server by URL.

`base` has what tables are made of, `connect` engine and transactions, `schema` the tables'
version, `server` and `place` the embedded server, `faults` the database's refusals,
`sorting` Norwegian order and `backup` copies in and out.
"""

from vikarsentral.db.base import NAMES, Base, UtcDateTime
from vikarsentral.db.connect import (
    address,
    begin,
    close,
    embedded,
    engine,
    make_engine,
    session_factory,
    transaction,
)
from vikarsentral.db.faults import constraint, is_passing, sqlstate, told
from vikarsentral.db.schema import check, downgrade, newest, upgrade, version
from vikarsentral.db.sorting import norwegian_key

__all__ = [
    "NAMES",
    "Base",
    "UtcDateTime",
    "address",
    "begin",
    "check",
    "close",
    "constraint",
    "downgrade",
    "embedded",
    "engine",
    "is_passing",
    "make_engine",
    "newest",
    "norwegian_key",
    "session_factory",
    "sqlstate",
    "told",
    "transaction",
    "upgrade",
    "version",
]
