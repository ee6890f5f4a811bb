"""Take a file in, all of it or nothing: read, compare, and store what is different.

Reading happens outside any transaction; comparing and storing in one, under a lock that lets
one import at a time through.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access import Action, Actor, require, units_for
from vikarsentral.errors import NotAllowed
from vikarsentral.importing import partly, people
from vikarsentral.importing.compared import Compared, Store, Storing
from vikarsentral.importing.known import Known, known
from vikarsentral.importing.reading import Progress, Table, nothing
from vikarsentral.importing.report import Options, Report, Verdict
from vikarsentral.tables import FileImport, ImportState

ONE_AT_A_TIME = 0x766B696D
UNIT_KINDS = ("rota", "needs")


def require_kind(actor: Actor, kind: str) -> None:
    """Stop an actor who may not take in files of a kind.

    Args:
        actor: who asks.
        kind: people, rota, needs or agency.

    Raises:
        NotAllowed: a leader takes in rota and needs of own units only.
    """
    require(actor, Action.IMPORT_FILES)
    if kind not in UNIT_KINDS and units_for(actor, Action.IMPORT_FILES) is not None:
        raise NotAllowed(Action.IMPORT_FILES.value)


def look(
    session: Session,
    table: Table,
    *,
    options: Options,
    actor: Actor,
    now: datetime,
) -> Report:
    """Compare a file with what is there; nothing is changed.

    Args:
        session: an open session.
        table: the file as read.
        options: what the user has said yes to.
        actor: who asks.
        now: UTC.

    Returns:
        The report, without the file's name.

    Raises:
        NotAllowed: the actor may not take in files of this kind.
    """
    require_kind(actor, table.kind)
    has_rows = bool(table.rows or table.partly)
    compared = _compare(session, table, options, actor, now) if has_rows else Compared()
    has_faults = table.fault_count + compared.fault_count > 0
    if options.is_whole is False or (options.is_good_rows and has_faults):
        _let_nobody_go(compared)
    faults = sorted([*table.faults, *compared.faults], key=lambda fault: fault.row)
    count = table.fault_count + compared.fault_count
    return Report(
        kind=table.kind,
        file_name="",
        sha256="",
        verdict=_verdict(table, compared, options, count),
        is_stored=False,
        compared=compared,
        faults=faults,
        fault_count=count,
        faulty=table.faulty + len(compared.faulty),
        notes=dict(table.notes),
    )


def _compare(
    session: Session, table: Table, options: Options, actor: Actor, now: datetime
) -> Compared:
    register = known(session, actor, with_closed=table.kind == "people")
    compared = _of_kind(session, table, options, register, now)
    partly.check(table, register, compared)
    return compared


def _of_kind(
    session: Session, table: Table, options: Options, register: Known, now: datetime
) -> Compared:
    if table.kind == "rota":
        from vikarsentral.importing import rota

        return rota.compare(
            session,
            table,
            register,
            now,
            is_good_rows=options.is_good_rows,
            is_whole=options.is_whole is not False,
        )
    if table.kind == "people":
        return people.compare(session, table, register, now)
    from vikarsentral.importing import agency, needs

    compare = {"needs": needs.compare, "agency": agency.compare}[table.kind]
    return compare(session, table, register, now)


def _let_nobody_go(compared: Compared) -> None:
    if isinstance(compared.work, people.Moves):
        compared.work.leaving.clear()
        compared.deactivated.count = 0
        compared.deactivated.lines.clear()


def _verdict(table: Table, compared: Compared, options: Options, faults: int) -> Verdict:
    has_rows = compared.added.count + compared.changed.count + compared.unchanged > 0
    if faults and not (options.is_good_rows and table.rows and has_rows):
        return Verdict.FAULTY
    if compared.is_many and options.is_whole is None:
        return Verdict.MANY_ENDED
    return Verdict.GOOD


def take(
    session: Session,
    table: Table,
    *,
    row: FileImport,
    options: Options,
    actor: Actor,
    now: datetime,
    progress: Progress = nothing,
) -> Report:
    """Compare a file and store what is different, if it may be stored.

    Args:
        session: an open session; the caller commits.
        table: the file as read.
        row: the import's own row, not yet stored or as uploaded.
        options: what the user has said yes to.
        actor: who decides.
        now: UTC.
        progress: is told how far it has come.

    Returns:
        What was stored, or why nothing was.

    Raises:
        Conflict: somebody was given other work meanwhile; nothing is stored.
        NotAllowed: the actor may not take in files of this kind.
    """
    session.execute(text("select pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
    report = look(session, table, options=options, actor=actor, now=now)
    report.file_name, report.sha256 = row.file_name, row.sha256
    if report.verdict is not Verdict.GOOD:
        return report
    if inspect(row).transient:
        row.state = ImportState.STORED
        session.add(row)
        session.flush()
    # An uploaded row is written last: until then progress is written to it from outside.
    _store_of(table.kind)(session, report.compared, Storing(actor, now, row.id, progress))
    report.is_stored = True
    _record(session, report, row, actor, now)
    row.state, row.content, row.report = ImportState.STORED, None, report.as_json()
    row.is_good_rows, row.is_whole = options.is_good_rows, options.is_whole
    row.confirmed_by, row.confirmed_at, row.finished_at = actor.label, now, now
    session.flush()
    return report


def _store_of(kind: str) -> Store:
    """Return what stores a kind; no kind waits for what only another needs."""
    if kind == "people":
        from vikarsentral.importing import peoplestore

        return peoplestore.store
    if kind == "rota":
        from vikarsentral.importing import rotastore

        return rotastore.store
    from vikarsentral.importing import agency, needs

    return {"needs": needs.store, "agency": agency.store}[kind]


def _record(
    session: Session, report: Report, row: FileImport, actor: Actor, now: datetime
) -> None:
    compared = report.compared
    data = {
        "kind": row.kind,
        "file": row.file_name,
        "sha256": row.sha256,
        "added": compared.added.count,
        "changed": compared.changed.count,
        "unchanged": compared.unchanged,
        "deactivated": compared.deactivated.count,
        "left_out": report.faulty,
    }
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind="file.imported",
        subject=("import", row.id),
        data=data,
    )


def new_row(kind: str, content: bytes, name: str, *, actor: Actor, now: datetime) -> FileImport:
    """Return the row of a new import, not in any session, without the file's bytes.

    Args:
        kind: people, rota, needs or agency.
        content: the file's bytes.
        name: the file's name, as anybody may have sent it.
        actor: who takes it in.
        now: UTC.
    """
    return FileImport(
        kind=kind,
        file_name=clean_name(name),
        sha256=hashlib.sha256(content).hexdigest(),
        requested_by=actor.label,
        requested_at=now,
    )


def clean_name(name: str) -> str:
    """Return a file's name as it may be shown: without folders and odd signs, at most 100 signs.

    Args:
        name: as told; it is used for nothing but showing.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(sign for sign in last if sign.isprintable()).strip()
    return plain[-100:] or "uten navn"


__all__ = ["Options", "Report", "Verdict", "look", "new_row", "require_kind", "take"]
