"""From a time that the leader has named, a lower competence is enough: the search widens then."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.tables import Need

WHO = "callout"


def widen(session: Session, need: Need, now: datetime) -> bool:
    """Lower what a need requires when its time has come; once, and in the log.

    Args:
        session: an open session that holds the need's lock; the caller commits.
        need: the need.
        now: UTC.

    Returns:
        Whether it was lowered now.
    """
    if need.lower_requires is None or need.lower_from is None or now < need.lower_from:
        return False
    if list(need.requires) == list(need.lower_requires):
        return False
    before = list(need.requires)
    need.requires = list(need.lower_requires)
    session.flush()
    audit.write(
        session,
        actor=WHO,
        now=now,
        kind="need.widened",
        subject=("need", need.id),
        data={"before": before, "after": list(need.requires)},
    )
    return True


def wait_until(need: Need, other: datetime | None, now: datetime) -> datetime | None:
    """Return when there is something more to try, the earliest of two instants to come.

    Args:
        need: the need; a lowering that is still to come counts.
        other: another instant to wait for, UTC; None without one.
        now: UTC.
    """
    times = [other] if other is not None else []
    if need.lower_from is not None and now < need.lower_from < need.ends_at:
        times.append(need.lower_from)
    return min(times, default=None)
