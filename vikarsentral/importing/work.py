"""The job of one file: read it and tell what it would change, or store what was confirmed.

It runs in a process of its own beside the worker, so that what a large file takes is given back,
and gives way to the pages. Its standard input is its life line: when the worker goes, so does it.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from functools import partial

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from vikarsentral import clock, db
from vikarsentral.access import actor_by_login
from vikarsentral.calm import calm
from vikarsentral.errors import Conflict, NotAllowed, NotFound
from vikarsentral.importing import taking
from vikarsentral.importing.faults import RowFault
from vikarsentral.importing.reading import Table, read
from vikarsentral.importing.taking import Options, Report, Verdict
from vikarsentral.importing.uploads import LIVE, LOCK_CLASS, MOST_ATTEMPTS
from vikarsentral.tables import FileImport, ImportState

NICENESS = 10
TELL_SECONDS = 0.5


def main() -> None:
    """Do the job of the upload whose number is the argument."""
    os.nice(NICENESS)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    with calm():
        run(int(sys.argv[1]))


def _die_with_parent() -> None:
    while os.read(0, 1):
        pass
    os._exit(1)


def run(import_id: int) -> None:
    """Bring an upload one step on; nothing is done when somebody else is at it.

    Args:
        import_id: the upload.

    Raises:
        ComponentMissing: the database is away.
    """
    with db.engine().connect() as held:
        query = text("select pg_try_advisory_lock(:class, :id)")
        key = {"class": LOCK_CLASS, "id": import_id}
        if not held.scalar(query, key):
            return
        held.commit()
        try:
            _step(import_id)
        finally:
            held.execute(text("select pg_advisory_unlock(:class, :id)"), key)
            held.commit()


def _step(import_id: int) -> None:
    row = db.transaction(partial(_begun, import_id=import_id))
    if row is None or row.content is None:
        return
    progress = _Progress(import_id)
    table = read(row.kind, row.content, row.file_name, progress.tell)
    if row.state is ImportState.READING:
        db.transaction(partial(_look, import_id=import_id, table=table))
        return
    try:
        db.transaction(partial(_store, import_id=import_id, table=table, progress=progress))
    except Conflict:  # somebody was given other work while this was stored
        db.transaction(partial(_look, import_id=import_id, table=table, is_again=True))
    except (NotFound, NotAllowed):  # who confirmed may not any more
        db.transaction(partial(_end, import_id=import_id, state=ImportState.CANCELLED))


def _begun(session: Session, *, import_id: int) -> FileImport | None:
    """Return the row if there is something to do, and count the try."""
    row = session.get(FileImport, import_id, with_for_update=True)
    if row is None or row.state not in LIVE:
        return None
    attempts = int(row.progress.get("attempts", 0)) + 1
    row.progress = {"attempts": attempts}
    if attempts > MOST_ATTEMPTS:
        fault = RowFault("too_heavy").as_json()
        row.report = {"faults": [fault], "fault_count": 1, "stored": False}
        row.state, row.content, row.finished_at = ImportState.REFUSED, None, clock.now()
        return None
    return row


def _look(session: Session, *, import_id: int, table: Table, is_again: bool = False) -> None:
    """Tell what the file would change."""
    row = session.get_one(FileImport, import_id, with_for_update=True)
    if row.state not in LIVE:
        return
    actor = actor_by_login(session, row.requested_by)
    now = clock.now()
    report = taking.look(session, table, options=Options(), actor=actor, now=now)
    _tell(row, report)
    row.report = {**(row.report or {}), "moved": is_again}


def _tell(row: FileImport, report: Report) -> None:
    report.file_name, report.sha256 = row.file_name, row.sha256
    compared = report.compared
    usable = compared.added.count + compared.changed.count + compared.unchanged
    row.report = report.as_json()
    row.state = ImportState.READ
    if report.verdict is Verdict.FAULTY and not usable:
        row.state, row.content, row.finished_at = ImportState.REFUSED, None, clock.now()


def _store(session: Session, *, import_id: int, table: Table, progress: _Progress) -> None:
    row = session.scalars(select(FileImport).where(FileImport.id == import_id)).one()
    if row.state is not ImportState.STORING or row.confirmed_by is None:
        return
    report = taking.take(
        session,
        table,
        row=row,
        options=Options(row.is_good_rows, row.is_whole),
        actor=actor_by_login(session, row.confirmed_by),
        now=clock.now(),
        progress=progress.tell,
    )
    if not report.is_stored:  # the ground has moved since it was looked at
        _tell(row, report)
        row.report = {**(row.report or {}), "moved": True}


def _end(session: Session, *, import_id: int, state: ImportState) -> None:
    row = session.get_one(FileImport, import_id, with_for_update=True)
    row.state, row.content, row.finished_at = state, None, clock.now()


class _Progress:
    """Write how far it has come, now and then, in transactions of its own."""

    def __init__(self, import_id: int) -> None:
        """Begin with nothing told."""
        self._import_id, self._told_at = import_id, 0.0

    def tell(self, stage: str, count: int) -> None:
        """Write a stage and a number of rows."""
        if time.monotonic() - self._told_at < TELL_SECONDS:
            return
        self._told_at = time.monotonic()
        db.transaction(partial(self._write, told={"stage": stage, "rows": count}))

    def _write(self, session: Session, *, told: dict[str, object]) -> None:
        where = FileImport.id == self._import_id
        session.execute(
            update(FileImport)
            .where(where, FileImport.state.in_(LIVE))
            .values(progress=FileImport.progress.op("||")(told))
            .execution_options(synchronize_session=False)
        )


if __name__ == "__main__":
    main()
