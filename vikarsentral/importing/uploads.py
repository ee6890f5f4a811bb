"""A file on its way in, step by step: uploaded, read, looked at, confirmed, stored.

The row is the truth: a job only says "look at this row". Whoever works at a row holds an advisory
lock of its number, which the database frees when they die, so nothing can be left half done.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session, defer

from vikarsentral import audit, jobs, need
from vikarsentral.access import Action, Actor, units_for
from vikarsentral.errors import Conflict, NotFound
from vikarsentral.importing import limits
from vikarsentral.importing.taking import new_row, require_kind
from vikarsentral.tables import FileImport, ImportState

LOCK_CLASS = 0x766B66
LIVE = (ImportState.READING, ImportState.STORING)
MOST_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Upload:
    """One file on its way in, as pages show it; `report` is a `taking.Report` as JSON."""

    id: int
    kind: str
    file_name: str
    state: ImportState
    progress: dict[str, Any]
    report: dict[str, Any] | None
    requested_by: str
    requested_at: datetime
    finished_at: datetime | None

    @property
    def is_live(self) -> bool:
        """Tell whether it is being read or stored."""
        return self.state in LIVE


def upload(
    session: Session,
    *,
    kind: str,
    content: bytes,
    name: str,
    key: str,
    actor: Actor,
    now: datetime,
) -> int:
    """Keep a file to be read by a job; the same key gives the same upload.

    Args:
        session: an open session; the caller commits.
        kind: people, rota, needs or agency.
        content: the file's bytes.
        name: the file's name.
        key: chosen by the page, 1 to 120 characters.
        actor: who uploads.
        now: UTC.

    Returns:
        The number of the upload.

    Raises:
        BadInput: the key cannot be used.
        Conflict: `file_too_large`, or `key_reused` for another file.
        NotAllowed: the actor may not take in files of this kind.
    """
    require_kind(actor, kind)
    if len(content) > limits.FILE_BYTES:
        raise Conflict("file_too_large", {"most": limits.FILE_BYTES})

    def keep() -> dict[str, Any]:
        row = new_row(kind, content, name, actor=actor, now=now)
        row.content, row.state = content, ImportState.READING
        session.add(row)
        session.flush()
        jobs.enqueue(session, jobs.TAKE_FILE, import_id=row.id)
        return {"import": row.id}

    request = {"kind": kind, "bytes": len(content), "name": name[-100:]}
    done = need.once(
        session, key=key, action="import", request=request, do=keep, actor=actor, now=now
    )
    return int(done["import"])


def confirm(
    session: Session,
    import_id: int,
    *,
    is_good_rows: bool,
    is_whole: bool | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Have a file that has been looked at stored; a second time changes nothing.

    Args:
        session: an open session; the caller commits.
        import_id: the upload.
        is_good_rows: faulty rows are left out.
        is_whole: whether those who are missing end; None stops to ask when they are many.
        actor: who says yes.
        now: UTC.

    Raises:
        Conflict: `import_not_ready`.
        NotAllowed: the actor may not take in files of this kind.
        NotFound: there is no such upload of theirs.
    """
    row = _locked(session, import_id, actor)
    if row.state in (ImportState.STORING, ImportState.STORED):
        return
    if row.state is not ImportState.READ:
        raise Conflict("import_not_ready", {"state": row.state.value})
    row.state, row.progress = ImportState.STORING, {}
    row.is_good_rows, row.is_whole = is_good_rows, is_whole
    row.confirmed_by, row.confirmed_at = actor.label, now
    jobs.enqueue(session, jobs.TAKE_FILE, import_id=row.id)


def cancel(session: Session, import_id: int, *, actor: Actor, now: datetime) -> None:
    """Drop a file that is not stored; nothing of it stays but that it was dropped.

    Args:
        session: an open session; the caller commits.
        import_id: the upload.
        actor: who drops it.
        now: UTC.

    Raises:
        Conflict: `import_not_ready`: it is being stored, or has been.
        NotAllowed: the actor may not take in files of this kind.
        NotFound: there is no such upload of theirs.
    """
    row = _locked(session, import_id, actor)
    if row.state is ImportState.CANCELLED:
        return
    if row.state in (ImportState.STORING, ImportState.STORED):
        raise Conflict("import_not_ready", {"state": row.state.value})
    row.state, row.content, row.report, row.finished_at = ImportState.CANCELLED, None, None, now
    audit.write(
        session, actor=actor.label, now=now, kind="file.dropped", subject=("import", import_id)
    )


def _locked(session: Session, import_id: int, actor: Actor) -> FileImport:
    query = select(FileImport).options(defer(FileImport.content))
    row = session.scalar(query.where(FileImport.id == import_id).with_for_update())
    if row is None or not _may_see(actor, row):
        raise NotFound("import", import_id)
    require_kind(actor, row.kind)
    return row


def _may_see(actor: Actor, row: FileImport) -> bool:
    """Let people see their own files, and those who may take in everything see all."""
    return row.requested_by == actor.label or units_for(actor, Action.IMPORT_FILES) is None


def one(session: Session, import_id: int, *, actor: Actor) -> Upload:
    """Return one upload.

    Args:
        session: an open session.
        import_id: the upload.
        actor: who looks.

    Raises:
        NotFound: there is no such upload of theirs.
    """
    query = select(FileImport).options(defer(FileImport.content))
    row = session.scalar(query.where(FileImport.id == import_id))
    if row is None or not _may_see(actor, row):
        raise NotFound("import", import_id)
    return _shown(row, row.report)


def newest(session: Session, *, actor: Actor, limit: int = 20) -> list[Upload]:
    """Return the newest uploads the actor may see, without their reports.

    Args:
        session: an open session.
        actor: who looks.
        limit: how many at most.
    """
    query = (
        select(FileImport)
        .options(defer(FileImport.content), defer(FileImport.report))
        .order_by(FileImport.id.desc())
        .limit(limit)
    )
    if units_for(actor, Action.IMPORT_FILES) is not None:
        query = query.where(FileImport.requested_by == actor.label)
    return [_shown(row, None) for row in session.scalars(query)]


def _shown(row: FileImport, report: dict[str, Any] | None) -> Upload:
    return Upload(
        id=row.id,
        kind=row.kind,
        file_name=row.file_name,
        state=row.state,
        progress=row.progress,
        report=report,
        requested_by=row.requested_by,
        requested_at=row.requested_at,
        finished_at=row.finished_at,
    )


def sweep(session: Session) -> int:
    """Put in jobs for files that wait to be read or stored while nobody is at them.

    Args:
        session: an open session; the caller commits.

    Returns:
        How many were put in.
    """
    query = select(FileImport.id).where(FileImport.state.in_(LIVE)).order_by(FileImport.id)
    put_in = 0
    for import_id in list(session.scalars(query)):
        locked = text("select pg_try_advisory_xact_lock(:class, :id)")
        is_free = session.scalar(locked, {"class": LOCK_CLASS, "id": import_id})
        if is_free and not _has_todo(session, import_id):
            jobs.enqueue(session, jobs.TAKE_FILE, import_id=import_id)
            put_in += 1
    return put_in


def _has_todo(session: Session, import_id: int) -> bool:
    """Tell whether a job waits or has just been taken; one taken long ago died with its worker."""
    query = text(
        "select 1 from procrastinate_jobs j where task_name = :task"
        " and args = cast(:args as jsonb) and (status = 'todo' or (status = 'doing' and exists"
        " (select 1 from procrastinate_events e where e.job_id = j.id and e.type = 'started'"
        " and e.at > clock_timestamp() - interval '20 seconds'))) limit 1"
    )
    told = {"task": jobs.TAKE_FILE, "args": f'{{"import_id": {import_id}}}'}
    return session.execute(query, told).first() is not None
