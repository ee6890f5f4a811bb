"""Copies of the database, out to one file and in again, checked before anything is replaced."""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from pathlib import Path

from sqlalchemy import URL, text

from vikarsentral.db.connect import address, engine
from vikarsentral.db.place import binaries
from vikarsentral.db.schema import NOTED
from vikarsentral.errors import BadInput, ComponentMissing, Conflict, Fault

EMPTY = """
set lock_timeout = '3s';
set client_min_messages = warning;
drop schema if exists jobs cascade;
drop schema if exists public cascade;
create schema public authorization pg_database_owner;
grant usage on schema public to public;
reset lock_timeout;
"""
SEAL = b"\nvikarsentral/backup/1 sha256 "
SEAL_LENGTH = len(SEAL) + 64
BLOCK = 1 << 20
ARCHIVE = "a file made by `vikarsentral db backup`"


def backup(file: Path) -> int:
    """Write a copy of the whole database, as it is at one instant, to a file.

    The file appears whole or not at all; only its owner can read it.

    Args:
        file: where it goes; it must not be there yet.

    Returns:
        Its size in bytes.

    Raises:
        BadInput: the file is there already, or its folder cannot be written.
        ComponentMissing: the database does not answer, or its server is newer than our programs.
    """
    if file.exists():
        raise BadInput([Fault(str(file), "is there already", "name a new file")])
    try:
        handle, draft = tempfile.mkstemp(dir=file.absolute().parent, prefix=f".{file.name}.")
    except OSError as error:
        allowed = "name a file in a folder that can be written"
        raise BadInput([Fault(str(file), str(error.strerror), allowed)]) from None
    os.close(handle)
    try:
        _run(
            "pg_dump",
            address(),
            "--format=custom",
            f"--file={draft}",
            "--exclude-table-data=public.roster_change",
            "--exclude-table-data=public.roster_copy",
        )
        _seal(Path(draft))
        Path(draft).rename(file)
    finally:
        Path(draft).unlink(missing_ok=True)
    return file.stat().st_size


def restore(file: Path, *, replace: bool = False) -> None:
    """Fill the database from a copy, all of it or nothing.

    Args:
        file: a copy made by `backup`.
        replace: empty a database that holds something, first.

    Raises:
        BadInput: the file is missing, cut short or no copy; nothing was touched.
        Conflict: `database_not_empty`, and `replace` was not asked for.
        ComponentMissing: the database does not answer.
    """
    if not file.is_file():
        raise BadInput([Fault(str(file), "is no file", ARCHIVE)])
    if not _is_whole(file):
        raise BadInput([Fault(str(file), "is damaged, cut short or no copy", ARCHIVE)])
    url = address()
    with tempfile.TemporaryDirectory() as folder:
        # Written out as statements first: a damaged copy is found before anything is emptied.
        script = Path(folder) / "restore.sql"
        done = _program(
            "pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(file)
        )
        if done.returncode:
            raise BadInput([Fault(str(file), _last_line(done.stderr), ARCHIVE)])
        if (held := _tables()) and not replace:
            raise Conflict("database_not_empty", {"tables": held})
        first = Path(folder) / "empty.sql"
        first.write_text(EMPTY, encoding="utf-8")
        last = Path(folder) / "noted.sql"
        last.write_text(NOTED, encoding="utf-8")
        engine().dispose()
        # One transaction empties and fills: when it fails, what was there is still there.
        _run("psql", url, "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1",
             "--no-psqlrc", f"--file={first}", f"--file={script}", f"--file={last}")  # fmt: skip


def _seal(file: Path) -> None:
    """Put the sum of all that is in a copy at its end; the archive's own reader stops before."""
    with file.open("r+b") as copy:
        digest = hashlib.file_digest(copy, "sha256").hexdigest()
        copy.seek(0, os.SEEK_END)
        copy.write(SEAL + digest.encode())
        copy.flush()
        os.fsync(copy.fileno())


def _is_whole(file: Path) -> bool:
    length = file.stat().st_size - SEAL_LENGTH
    if length <= 0:
        return False
    digest = hashlib.sha256()
    with file.open("rb") as copy:
        left = length
        while left and (block := copy.read(min(left, BLOCK))):
            digest.update(block)
            left -= len(block)
        return copy.read() == SEAL + digest.hexdigest().encode()


def _tables() -> int:
    query = "select count(*) from pg_tables where schemaname in ('public', 'jobs')"
    with engine().connect() as connection:
        return int(connection.execute(text(query)).scalar_one())


def _run(program: str, url: URL, *arguments: str) -> None:
    done = _program(
        program, *arguments, f"--dbname={_without_password(url)}", password=url.password
    )
    if b"lock timeout" in done.stderr:
        raise ComponentMissing("database", "it is in use", "stop web and workers first")
    if done.returncode:
        raise ComponentMissing(
            "database",
            f"{program}: {_last_line(done.stderr)}",
            "run `vikarsentral db check`; a server newer than the program needs its own tools",
        )


def _without_password(url: URL) -> str:
    """Return the address for a command line, which every user of the machine can read."""
    return url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)


def _program(
    name: str, *arguments: str, password: object = None
) -> subprocess.CompletedProcess[bytes]:
    secret = {"PGPASSWORD": str(password)} if password else {}
    return subprocess.run(
        [binaries() / name, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env={**os.environ, **secret, "LC_ALL": "C.UTF-8"},
    )


def _last_line(words: bytes) -> str:
    return (words.decode(errors="replace").strip().splitlines() or ["it told nothing"])[-1]
