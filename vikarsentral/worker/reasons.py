"""Keep the reasons of each published plan, beside everything else."""

from __future__ import annotations

from functools import partial

from sqlalchemy.orm import Session

from vikarsentral import clock, db
from vikarsentral.explain import planned
from vikarsentral.worker.net import each


def keep_reasons() -> int:
    """Keep the reasons of some needs of each published plan that has more to keep.

    A plan that cannot be read is told in the log, and stops no other.

    Returns:
        How many plans have all their reasons kept now that had not before.

    Raises:
        ComponentMissing: the database is away.

    Source: contract 4.
    """
    done: set[int] = set()

    def keep(session: Session, run_id: int) -> None:
        if planned.keep_plan(session, run_id=run_id, now=clock.now()):
            done.add(run_id)

    waiting = db.transaction(planned.unkept_plans)
    refused = each(waiting, lambda run_id: partial(keep, run_id=run_id), "the reasons of plan")
    return len(done.difference(refused))
