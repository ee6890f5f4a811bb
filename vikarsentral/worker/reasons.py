"""Keep the reasons of each published plan, beside everything else."""

from __future__ import annotations

from functools import partial

from vikarsentral import clock, db
from vikarsentral.explain import planned


def keep_reasons() -> int:
    """Keep the reasons of some needs of each published plan that has more to keep.

    Returns:
        How many plans have all their reasons kept now that had not before.

    Raises:
        ComponentMissing: the database is away.

    Source: contract 4.
    """
    waiting = db.transaction(planned.unkept_plans)
    return sum(
        db.transaction(partial(planned.keep_plan, run_id=run_id, now=clock.now()))
        for run_id in waiting
    )
