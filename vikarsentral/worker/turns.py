"""Read each published plan again for part-timers who were passed over."""

from __future__ import annotations

from functools import partial

from vikarsentral import clock, db, preference
from vikarsentral.worker.net import each


def check_plans() -> int:
    """Read every published plan that nobody has read again, each in a transaction of its own.

    A plan that cannot be read is told in the log, and stops no other.

    Returns:
        How many were read.

    Raises:
        ComponentMissing: the database is away.

    Source: AML § 14-3.
    """
    waiting = db.transaction(preference.unchecked_plans)
    refused = each(
        waiting,
        lambda run_id: partial(preference.check_plan, run_id=run_id, now=clock.now()),
        "the turns of plan",
    )
    return len(waiting) - len(refused)
