"""Read each published plan again for part-timers who were passed over."""

from __future__ import annotations

from functools import partial

from vikarsentral import clock, db, preference


def check_plans() -> int:
    """Read every published plan that nobody has read again, each in a transaction of its own.

    Returns:
        How many were read.

    Raises:
        ComponentMissing: the database is away.

    Source: AML § 14-3.
    """
    waiting = db.transaction(preference.unchecked_plans)
    for run_id in waiting:
        db.transaction(partial(preference.check_plan, run_id=run_id, now=clock.now()))
    return len(waiting)
