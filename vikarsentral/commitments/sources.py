"""What each minute of a week's cover is: inside the post, merarbeid, hourly or overtime.

Overtime of a week is what the contract says: the most of minutes above a full week and minutes
above the day's ceiling in its work periods. Own rota comes first; each cover shift then answers
for the overtime it adds, and its last minutes are the overtime.

Source: contract 2 (overtime = max(0, P - F, X), merarbeid = min(P, F) - C).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vikarsentral.commitments.pay import Contract
from vikarsentral.rules.pay import Part, PartKind
from vikarsentral.tables import PostKind


@dataclass(frozen=True, slots=True)
class Stint:
    """One shift of a week as the day's ceiling reads it.

    Attributes:
        start: UTC minute.
        end: UTC minute.
        paid: minutes without unpaid break.
        rest: minutes of rest that part it from the next work period.
        ceiling: ordinary minutes allowed in its work period.
    """

    start: int
    end: int
    paid: int
    rest: int
    ceiling: int


def above_day(stints: Iterable[Stint]) -> int:
    """Return minutes above the day's ceiling, summed over the work periods of a week.

    Args:
        stints: the shifts that start in the week, in any order.

    Source: contract 2 (work period, X); aml § 10-4.
    """
    total = paid = ceiling = 0
    before: Stint | None = None
    last_end = 0
    for one in sorted(stints, key=lambda stint: (stint.start, stint.end)):
        if before is not None and one.start - last_end < max(before.rest, one.rest):
            paid, ceiling = paid + one.paid, min(ceiling, one.ceiling)
        else:
            total += max(0, paid - ceiling)
            paid, ceiling = one.paid, one.ceiling
        before, last_end = one, max(last_end, one.end)
    return total + max(0, paid - ceiling)


def overtime(stints: Sequence[Stint], full: int) -> int:
    """Return the overtime minutes of a week.

    Args:
        stints: the shifts that start in the week.
        full: minutes of a full week.

    Source: contract 2 (overtime = max(0, P - F, X)).
    """
    return max(0, sum(one.paid for one in stints) - full, above_day(stints))


def parts_of_week(
    rota: Sequence[Stint], cover: Sequence[Stint], contract: Contract
) -> list[tuple[Part, ...]]:
    """Split each cover shift of a week into parts.

    Args:
        rota: own rota of the week.
        cover: cover of the week in order of start.
        contract: the person's.

    Returns:
        The parts of each cover shift, in the order they are used up.
    """
    seen = list(rota)
    over = overtime(seen, contract.full)
    used = sum(one.paid for one in rota) - over
    found = []
    for one in cover:
        seen.append(one)
        more = min(one.paid, max(0, overtime(seen, contract.full) - over))
        ordinary = one.paid - more
        found.append(split(used, ordinary, more, contract))
        over, used = over + more, used + ordinary
    return found


def split(used: int, ordinary: int, overtime: int, contract: Contract) -> tuple[Part, ...]:
    """Split a shift's minutes by what they are.

    Args:
        used: ordinary minutes already in the week before this shift.
        ordinary: its minutes that are not overtime.
        overtime: its minutes of overtime.
        contract: the person's.

    Returns:
        Parts with minutes above 0, in the order they are used up.
    """
    inside = max(0, min(used + ordinary, contract.contract) - min(used, contract.contract))
    beyond: PartKind = "merarbeid"
    if contract.kind is PostKind.HOURLY:
        beyond, inside = "hourly", 0
    parts = (
        Part("contract", inside),
        Part(beyond, ordinary - inside),
        Part("overtime", overtime),
    )
    return tuple(part for part in parts if part.minutes > 0)
