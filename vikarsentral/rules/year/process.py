"""What the employer must do besides the roster: notice, breaks, and a basis for hire.

Source: aml § 10-3, § 10-9, § 14-3, § 14-12; forskrift om innleie fra bemanningsforetak § 3.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
from dateutil.relativedelta import relativedelta

from vikarsentral.rules.excess import Excess
from vikarsentral.rules.oslo import day_written, local_ordinal
from vikarsentral.rules.year.columns import Columns
from vikarsentral.rules.year.facts import AgencyOrder
from vikarsentral.rules.year.finding import Finding, each_duty
from vikarsentral.rules.year.fitness import NEVER, holds
from vikarsentral.rules.year.measured import Measured
from vikarsentral.rules.year.told import asked_since, held_dates

BREAKS = (
    *("break_from_minutes", "break_least_minutes"),
    *("break_long_from_minutes", "break_long_minutes"),
)
"""Values that tell how long a break a shift must have."""


def judge_notice(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Tell the times of a duty two weeks ahead, or have the person's yes.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each duty told too late, counted in calendar days.

    Source: aml § 10-3.
    """
    del measured
    known = {one.told_at for one in columns.duties}
    told = {at: -NEVER if at is None else local_ordinal(at) for at in known}
    limit = columns.value("notice_days", columns.first_on)
    told_on = np.where(columns.flags("accepted"), -NEVER, columns.mapped("told_at", told))
    value = columns.first_on - told_on
    yield from each_duty(
        columns,
        "notice",
        limit,
        value,
        limit - value,
        lambda at: {"told": date.fromordinal(int(told_on[at])).isoformat()},
    )


def judge_breaks(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Have a break in a usual shift of more than five and a half hours, and half an hour in eight.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each shift template with too short a break.

    Source: aml § 10-9.
    """
    del measured
    values = columns.values
    for one in columns.roster.templates:
        on = one.valid_on
        limit = 0
        if one.minutes >= values["break_long_from_minutes"].on(on):
            limit = values["break_long_minutes"].on(on)
        elif one.minutes > values["break_from_minutes"].on(on):
            limit = values["break_least_minutes"].on(on)
        if one.break_minutes < limit:
            numbers = {
                "template": one.id,
                "unit": one.unit,
                "shift_minutes": one.minutes,
                **{name: values[name].on(on) for name in BREAKS},
            }
            over = limit - one.break_minutes
            excess = Excess(
                "breaks", ("template", one.id), limit, one.break_minutes, over, (), numbers
            )
            yield Finding(None, excess)


def judge_agency_basis(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Order from an agency only with a legal basis that holds on the day.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each order without it.

    Source: aml § 14-12 (1), (2); forskrift om innleie fra bemanningsforetak § 3.
    """
    del measured
    for one in columns.roster.orders:
        lacks = _lacks(columns, one)
        if lacks:
            numbers = {"lacks": lacks, "basis": one.basis, **_rests_on(columns, one)}
            yield _order("agency_basis", one, (0, 1, 1), numbers)


def _rests_on(columns: Columns, order: AgencyOrder) -> dict[str, object]:
    """Write the facts that the basis of an order rests on."""
    held = columns.roster.hire_agreements.get(order.agreement or "")
    return {
        "replaces": order.replaces,
        "agreement": order.agreement,
        "agreement_dates": None if held is None else held_dates(held),
        "is_health": order.is_health,
        "discussed": day_written(order.discussed_on),
        "asked_since": asked_since(columns.values["agency_vikariat_only"]),
    }


def _lacks(columns: Columns, order: AgencyOrder) -> str | None:
    """Name what the basis of an order lacks; None where it holds."""
    on = order.decided_on
    if not columns.values["agency_vikariat_only"].on(on):
        return None
    if order.basis == "VIKARIAT":
        return None if order.replaces else "replaces"
    if order.basis == "TV_AGREEMENT":
        held = columns.roster.hire_agreements.get(order.agreement or "")
        first, last = holds(held)
        return None if first <= on <= last else "agreement"
    if not order.is_health:
        return "health"
    discussed = order.discussed_on
    return None if discussed is not None and discussed <= on else "discussed"


def judge_preference(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Ask part-timers in the preference area before hire.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each order made while someone was left to ask.

    Source: aml § 14-3.
    """
    del measured
    for one in columns.roster.orders:
        left = one.part_timers_left
        if left:
            yield _order("preference", one, (0, left, left), {"left": left})


def judge_hired_years(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Hire nobody for longer than three years without a break.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each order after the day the years were full.

    Source: aml § 14-12 (4).
    """
    del measured
    for one in columns.roster.orders:
        if one.hired_since is None:
            continue
        years = columns.values["hired_years"].on(one.decided_on)
        full = date.fromordinal(one.hired_since) + relativedelta(years=years)
        over = one.decided_on - full.toordinal()
        if over > 0:
            since = date.fromordinal(one.hired_since).isoformat()
            days = one.decided_on - one.hired_since
            numbers = {"since": since, "years": years}
            yield _order("hired_years", one, (days - over, days, over), numbers)


def _order(
    rule: str, order: AgencyOrder, measured: tuple[int, int, int], numbers: dict[str, object]
) -> Finding:
    """Tell of one order to an agency."""
    limit, value, over = measured
    told = {
        "order": order.id,
        "decided": date.fromordinal(order.decided_on).isoformat(),
        **numbers,
    }
    return Finding(None, Excess(rule, ("order", order.id), limit, value, over, (), told))
