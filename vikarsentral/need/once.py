"""Do a thing once however often it is asked for with the same key."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from vikarsentral.access import Actor
from vikarsentral.errors import BadInput, Conflict, Fault
from vikarsentral.tables import IdempotentRequest

MAX_KEY = 120


def once(
    session: Session,
    *,
    key: str,
    action: str,
    request: Mapping[str, Any],
    do: Callable[[], dict[str, Any]],
    actor: Actor,
    now: datetime,
) -> dict[str, Any]:
    """Do a thing, or give back the answer it had when it was done before with this key.

    Two at the same time: the second waits until the first is committed or undone.

    Args:
        session: an open session; the caller commits thing and answer together.
        key: chosen by the one who asks, 1 to 120 characters; its own for each actor.
        action: what is asked for.
        request: the question, as JSON values; a key is bound to it.
        do: does the thing and returns the answer as JSON values.
        actor: who asks.
        now: UTC.

    Returns:
        The answer, new or old.

    Raises:
        BadInput: the key is empty or too long.
        Conflict: `key_reused` for another question under the same key.
    """
    if not 1 <= len(key) <= MAX_KEY:
        allowed = f"1 to {MAX_KEY} characters"
        raise BadInput([Fault("Idempotency-Key", f"has {len(key)} characters", allowed)])
    print_ = hashlib.sha256(json.dumps([action, request], sort_keys=True).encode()).hexdigest()
    row = insert(IdempotentRequest).values(
        actor=actor.label, key=key, action=action, fingerprint=print_, answer={}, at=now
    )
    made = session.execute(row.on_conflict_do_nothing().returning(IdempotentRequest.key)).first()
    if made is None:
        return _earlier(session, actor, key, print_)
    answer = do()
    session.execute(
        update(IdempotentRequest)
        .where(IdempotentRequest.actor == actor.label, IdempotentRequest.key == key)
        .values(answer=answer)
        .execution_options(synchronize_session=False)
    )
    return answer


def _earlier(session: Session, actor: Actor, key: str, fingerprint: str) -> dict[str, Any]:
    row = session.get_one(
        IdempotentRequest, {"actor": actor.label, "key": key}, populate_existing=True
    )
    if row.fingerprint != fingerprint:
        raise Conflict("key_reused", {"key": key})
    return dict(row.answer)
