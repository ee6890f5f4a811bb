"""One request for several days: one need a day, one receipt."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from vikarsentral.access import Action, Actor, require
from vikarsentral.errors import BadInput, Fault
from vikarsentral.need.details import Details, details_faults, set_details
from vikarsentral.need.extra import NeedOrder, extra, need_row, order_faults
from vikarsentral.tables import Need

MOST_DAYS = 31


@dataclass(frozen=True, slots=True)
class Ordered:
    """What a request led to: its key, and its needs in the order asked for."""

    key: str
    need_ids: tuple[int, ...]


def order_several(
    session: Session,
    orders: Sequence[tuple[NeedOrder, Details]],
    *,
    actor: Actor,
    now: datetime,
) -> Ordered:
    """Ask for one more person on several days in one go; all of it or nothing.

    Args:
        session: an open session; the caller commits.
        orders: what is asked for, 1 to 31 times.
        actor: who asks; must lead the unit.
        now: UTC.

    Returns:
        The request and its needs.

    Raises:
        BadInput: something does not fit; all faults of all days, each as `<day>/<field>`, days
            counted from 0.
        NotAllowed: the actor does not lead the unit.
        NotFound: there is no such unit.
    """
    if not 1 <= len(orders) <= MOST_DAYS:
        raise BadInput([Fault("days", f"{len(orders)} days", f"1 to {MOST_DAYS}")])
    for order, _ in orders:
        require(actor, Action.CREATE_NEED, order.unit_id)
    if faults := _faults(session, orders, actor, now):
        raise BadInput(faults)
    key = str(uuid.uuid4())
    ids = []
    for order, details in orders:
        need_id = extra(session, order, actor=actor, now=now)
        session.get_one(Need, need_id).order_uid = key
        if details != Details():
            set_details(session, need_id, details, actor=actor, now=now)
        ids.append(need_id)
    session.flush()
    return Ordered(key, tuple(ids))


def _faults(
    session: Session, orders: Sequence[tuple[NeedOrder, Details]], actor: Actor, now: datetime
) -> list[Fault]:
    found = []
    for day, (order, details) in enumerate(orders):
        faults = order_faults(session, order, now)
        if details != Details():
            faults += details_faults(session, need_row(order, None, actor, now), details)
        found += [replace(one, where=f"{day}/{one.where}") for one in faults]
    return found
