"""A file as bytes with a name, and putting it where it is wanted, whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access import Actor
from vikarsentral.errors import BadInput, Fault

CSV = "text/csv; charset=utf-8"
JSON = "application/json"
TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class File:
    """Hold one finished file.

    Attributes:
        name: a good name for it, plain letters only.
        content_type: for the web.
        body: what it holds.
        remarks: what whoever fetched it should know, whole sentences.
    """

    name: str
    content_type: str
    body: bytes
    remarks: Sequence[str] = ()


def json_bytes(document: object) -> bytes:
    """Return a document as JSON people can read too.

    Args:
        document: dictionaries, lists, texts and numbers.
    """
    text = json.dumps(document, ensure_ascii=False, indent=1, default=str)
    return (text + "\n").encode()


def fetched(
    session: Session, file: File, *, kind: str, actor: Actor, now: datetime, whose: str = ""
) -> None:
    """Record that somebody took a file out.

    Args:
        session: an open session; the caller commits.
        file: the file.
        kind: `spend`, `payroll`, `inspection` or `person`.
        actor: who.
        now: UTC.
        whose: id of the person a file is about, where it is about one.
    """
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind="file.fetched",
        subject=("person", whose) if whose else ("file", kind),
        data={"file": kind if whose else file.name},
    )


def save(file: File, target: Path, *, force: bool = False) -> int:
    """Write a file where it is wanted; it appears whole or not at all, for its owner only.

    Args:
        file: the file.
        target: where it goes.
        force: replace one that is there.

    Returns:
        Its size in bytes.

    Raises:
        BadInput: something is there already, or the folder cannot be written.
    """
    if target.is_dir():
        raise BadInput([Fault(str(target), "is a folder", "name a file")])
    if target.exists() and not force:
        raise BadInput([Fault(str(target), "is there already", "a new name, or --force")])
    try:
        handle, draft = tempfile.mkstemp(dir=target.absolute().parent, prefix=".vikarsentral-")
    except OSError as error:
        allowed = "a file in a folder that can be written"
        raise BadInput([Fault(str(target), str(error.strerror), allowed)]) from None
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(file.body)
            opened.flush()
            os.fsync(opened.fileno())
        Path(draft).replace(target)
    except OSError as error:
        raise BadInput([Fault(str(target), str(error.strerror), "room on the disk")]) from None
    finally:
        Path(draft).unlink(missing_ok=True)
    return len(file.body)
