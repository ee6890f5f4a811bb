"""What part-timers' extra hours cost under both thresholds for overtime pay.

Norwegian practice pays overtime above a full post; two judgments of the EU Court point to the
own contract. The setting `part_time_threshold` decides; here both are shown side by side.

Source: law.md 3.5 (part-timers); HTA kap. 1 § 6.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.commitments.pay import book
from vikarsentral.commitments.priced import Priced, priced
from vikarsentral.commitments.week import week_of
from vikarsentral.rules.pay import Book, price
from vikarsentral.rules.pay.values import CONTRACT_THRESHOLD, FULL_POST_THRESHOLD
from vikarsentral.tables import LabourLine, LabourSource, Shift, Unit


@dataclass(frozen=True, slots=True)
class Both:
    """The cost of extra hours at one unit under both thresholds.

    Attributes:
        unit_code: the unit.
        unit_name: its name.
        minutes: of merarbeid by part-timers.
        full_post_ore: what they cost when overtime pay begins above a full post.
        contract_ore: what they cost when it begins above the own post.
    """

    unit_code: str
    unit_name: str
    minutes: int
    full_post_ore: int
    contract_ore: int


def thresholds(
    session: Session,
    *,
    first_on: date,
    last_on: date,
    unit_ids: Collection[int] | None = None,
    values: Book | None = None,
) -> list[Both]:
    """Price part-timers' merarbeid under both thresholds; the same queries however much.

    Args:
        session: an open session.
        first_on: first Oslo date, included.
        last_on: last Oslo date, included.
        unit_ids: only these units; None for all.
        values: pay values in force; None to have them read.

    Returns:
        One per unit with such hours, by name.
    """
    query = (
        select(Shift, Unit.code, Unit.name)
        .join(LabourLine, LabourLine.shift_id == Shift.id)
        .join(Unit, Unit.id == LabourLine.unit_id)
        .where(LabourLine.source == LabourSource.MERARBEID)
        .where(LabourLine.worked_on >= first_on, LabourLine.worked_on <= last_on)
    )
    if unit_ids is not None:
        query = query.where(LabourLine.unit_id.in_(unit_ids))
    where = {shift.id: (shift, code, name) for shift, code, name in session.execute(query)}
    weeks = {week_of(shift) for shift, _, _ in where.values()}
    in_force = book(session) if values is None else values
    full, own = (
        in_force.fixed("part_time_threshold", choice)
        for choice in (FULL_POST_THRESHOLD, CONTRACT_THRESHOLD)
    )
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in priced(session, weeks, in_force):
        if one.shift.id not in where or not one.contract.pay.is_part_time:
            continue
        _, code, name = where[one.shift.id]
        extra = sum(part.minutes for part in one.work.parts if part.kind == "merarbeid")
        costs = (_extra_ore(one, each) for each in (full, own))
        for place, figure in enumerate((extra, *costs)):
            sums[name, code][place] += figure
    return [Both(code, name, *figures) for (name, code), figures in sorted(sums.items())]


def _extra_ore(one: Priced, values: Book) -> int:
    return price(one.work, one.contract.pay, values).of("merarbeid").total
