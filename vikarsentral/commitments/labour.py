"""Labour lines: what each cover shift is in minutes and øre, by source, from the live roster.

A week's lines follow from its roster alone, so they are worked out anew whenever the roster of
that week changes. Rota work comes first; cover fills what is left of the contract, then of a
full week, then it is overtime. Cover inside the contract of ordinary unit staff costs nothing
more and has no line. Kroner are the pay engine's, and each line keeps the receipt they are the
sum of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from vikarsentral.clock import OSLO
from vikarsentral.commitments.pay import Contract
from vikarsentral.commitments.priced import Priced, priced
from vikarsentral.commitments.week import PersonWeek, span_of, week_of
from vikarsentral.commitments.window import midnight, monday
from vikarsentral.rules.pay import PartKind
from vikarsentral.tables import LabourLine, LabourSource, PostKind, Shift, ShiftKind

__all__ = ["PersonWeek", "recount", "source_of", "week_of"]

SOURCES: Mapping[PartKind, LabourSource] = {
    "contract": LabourSource.POOL,
    "merarbeid": LabourSource.MERARBEID,
    "hourly": LabourSource.HOURLY,
    "overtime": LabourSource.OVERTIME,
}


def recount(session: Session, person_weeks: Collection[PersonWeek]) -> None:
    """Work out the labour lines of some person-weeks anew.

    Args:
        session: an open session; changes to shifts are flushed first.
        person_weeks: whose weeks have changed.

    Source: contract 2 (overtime, merarbeid, hourly); HTA kap. 1 § 5, § 6.
    """
    if not person_weeks:
        return
    session.flush()
    lines = [line for one in priced(session, person_weeks) for line in _lines(one)]
    stale = _stale(session, person_weeks)
    if stale:
        session.execute(delete(LabourLine).where(LabourLine.shift_id.in_(stale)))
    if lines:
        session.execute(insert(LabourLine), lines)


def _stale(session: Session, person_weeks: Collection[PersonWeek]) -> list[int]:
    """Return ids of every shift of the person-weeks that has a line, occupying or not."""
    first, last = span_of(person_weeks)
    query = (
        select(Shift.id, Shift.person_id, Shift.starts_at)
        .join(LabourLine, LabourLine.shift_id == Shift.id)
        .where(Shift.person_id.in_({person for person, _ in person_weeks}))
        .where(Shift.starts_at >= midnight(first), Shift.starts_at < midnight(last))
    )
    wanted = set(person_weeks)
    return [
        row_id
        for row_id, person, starts_at in session.execute(query)
        if (person, monday(starts_at.astimezone(OSLO).date())) in wanted
    ]


def _lines(one: Priced) -> Iterable[dict[str, Any]]:
    """Yield the lines of one cover shift, or of what own rota lasted beyond its plan."""
    pay = one.pay.by_part()
    for part in one.work.parts:
        source = source_of(part.kind, one.contract)
        is_plain_rota = one.shift.kind is ShiftKind.ROTA and part.kind in ("contract", "hourly")
        if source is None or is_plain_rota:
            continue
        found = pay[part.kind]
        yield {
            "unit_id": one.shift.unit_id,
            "worked_on": one.shift.starts_at.astimezone(OSLO).date(),
            "source": source,
            "minutes": part.minutes,
            "cost_ore": found.total,
            "shift_id": one.shift.id,
            "receipt": [line.written() for line in found.lines],
        }


def source_of(kind: PartKind, contract: Contract) -> LabourSource | None:
    """Return the source a part counts as.

    Args:
        kind: what the minutes are.
        contract: the person's.

    Returns:
        None for hours inside the post of unit staff, which cost nothing more.
    """
    if kind == "contract" and contract.kind is not PostKind.POOL:
        return None
    return SOURCES[kind]
