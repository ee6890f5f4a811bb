"""What a sector asks of everyone who works there: certificates, clearance, education, age.

A certificate and a clearance are the day they were seen, never their content.

Source: sector laws as each rule names.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
from dateutil.relativedelta import relativedelta

from vikarsentral.rules.oslo import day_written
from vikarsentral.rules.proofs import last_day_for_now
from vikarsentral.rules.year.columns import Columns, Flags, Ints
from vikarsentral.rules.year.facts import Worker
from vikarsentral.rules.year.finding import Finding, Numbers, each_duty, no_numbers
from vikarsentral.rules.year.fitness import NEVER, holds
from vikarsentral.rules.year.measured import Measured
from vikarsentral.rules.year.told import asked_since, dates_of, held_dates


def _sector_asks(columns: Columns, stem: str, on: Ints) -> Flags:
    """Tell of each duty whether its sector asks for something on a date."""
    units = columns.roster.units
    found = np.zeros(len(columns.duties), np.bool_)
    for place, name in enumerate(columns.unit_ids):
        sector = units[name].sector
        value = columns.values.get(f"{stem}_{sector}")
        if value is not None and (stem, sector) not in columns.roster.unkept:
            mine = columns.unit == place
            found[mine] = columns.value(value.id, on[mine]) > 0
    return found


def _yes_or_no(
    columns: Columns, rule: str, lacks: Flags, numbers: Numbers = no_numbers
) -> Iterator[Finding]:
    """Tell of each duty where something asked for is not there."""
    value = lacks.astype(np.int64)
    units = columns.roster.units
    yield from each_duty(
        columns,
        rule,
        np.zeros_like(value),
        value,
        value,
        lambda at: {
            "sector": units[columns.duties[at].unit].sector,
            **dates_of(columns, at),
            **numbers(at),
        },
    )


def judge_police_check(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Send only people whose police certificate was seen for the purpose, before they start.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each duty.

    Source: helse- og omsorgstjenesteloven § 5-4; barnehageloven § 30; opplæringslova.
    """
    del measured
    units = columns.roster.units
    employed = columns.of_worker(lambda one: NEVER if one.employed_on is None else one.employed_on)
    asked = _sector_asks(columns, "police_check", employed[columns.person])
    seen = np.full(len(columns.duties), NEVER, np.int64)
    for sector in {units[name].sector for name in columns.unit_ids}:
        here = np.isin(
            columns.unit,
            [place for place, name in enumerate(columns.unit_ids) if units[name].sector == sector],
        )
        of_purpose = np.array(
            [worker.police_checks.get(sector, NEVER) for worker in columns.workers], np.int64
        )
        seen[here] = of_purpose[columns.person[here]]
    lacks = asked & (seen > columns.first_on)
    yield from _yes_or_no(columns, "police_check", lacks, lambda at: _police(columns, at))


def _police(columns: Columns, at: int) -> dict[str, object]:
    """Write when a certificate was seen, and since when it is asked of those employed."""
    worker = columns.workers[int(columns.person[at])]
    sector = columns.roster.units[columns.duties[at].unit].sector
    return {
        "seen": day_written(worker.police_checks.get(sector)),
        "employed": day_written(worker.employed_on),
        "asked_since": asked_since(columns.values[f"police_check_{sector}"]),
    }


def judge_tb_clearance(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Let nobody who must be cleared first meet children or patients before that.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each duty.

    Source: tuberkuloseforskriften § 3-1.
    """
    del measured
    asked = _sector_asks(columns, "tb_clearance", columns.first_on)
    needs = columns.of_worker(lambda one: one.tb_required)[columns.person] > 0
    cleared = columns.of_worker(
        lambda one: NEVER if one.tb_cleared_on is None else one.tb_cleared_on
    )
    late = cleared[columns.person] > columns.first_on
    yield from _yes_or_no(
        columns,
        "tb_clearance",
        asked & needs & late,
        lambda at: {
            "cleared": day_written(columns.workers[int(columns.person[at])].tb_cleared_on)
        },
    )


def judge_teacher(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Let someone without the formal requirement teach only to 31 July after starting.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each duty of teaching.

    Source: opplæringslova chapter 17.
    """
    del measured
    formal = columns.of_worker(lambda one: NEVER if one.teacher_from is None else one.teacher_from)
    until = columns.of_worker(lambda one: _teaches_until(columns, one))[columns.person]
    asks = columns.flags("teaching")
    lacks = asks & (formal[columns.person] > columns.first_on) & (columns.last_on > until)
    yield from _yes_or_no(columns, "teacher", lacks, lambda at: _teachers_end(columns, at))


def _teachers_end(columns: Columns, at: int) -> dict[str, object]:
    """Write the day of the year a temporary teacher without the requirement stops."""
    worker = columns.workers[int(columns.person[at])]
    since = worker.teaching_since
    on = int(columns.first_on[at]) if since is None else since
    return {
        "formal": day_written(worker.teacher_from),
        "since": day_written(since),
        "last_day": columns.values["teacher_last_day"].on(on),
        "last_month": columns.values["teacher_last_month"].on(on),
    }


def _teaches_until(columns: Columns, worker: Worker) -> int:
    """Return the last date a temporary teacher without the requirement may teach."""
    if worker.teaching_since is None:
        return -NEVER
    return last_day_for_now(worker.teaching_since, columns.values)


def judge_pedagogue(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Fill a pedagogical post in a kindergarten with education or a dispensation.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each duty.

    Source: barnehageloven § 25.
    """
    del measured
    good = np.zeros(len(columns.duties), np.bool_)
    for person, worker in enumerate(columns.workers):
        mine = slice(columns.of(person).start, columns.of(person).stop)
        for one in worker.pedagogue:
            first, last = holds(one)
            good[mine] |= (first <= columns.first_on[mine]) & (columns.last_on[mine] <= last)
    asks = columns.flags("pedagogue")
    yield from _yes_or_no(
        columns,
        "pedagogue",
        asks & ~good,
        lambda at: {"held": [*map(held_dates, columns.workers[columns.person[at]].pedagogue)]},
    )


def judge_language(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Ask for the language requirement in kindergartens, or a waiver where the law has one.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each duty in a kindergarten.

    Source: barnehageloven § 27.
    """
    del measured
    units = columns.roster.units
    here = [
        place
        for place, name in enumerate(columns.unit_ids)
        if units[name].sector == "kindergarten"
        and ("language", "kindergarten") not in columns.roster.unkept
    ]
    shown = columns.of_worker(
        lambda one: NEVER if one.language_shown_on is None else one.language_shown_on
    )[columns.person]
    waived = columns.of_worker(lambda one: one.language_waived)[columns.person] > 0
    waived &= columns.value("language_waiver", columns.first_on) > 0
    lacks = np.isin(columns.unit, here) & (shown > columns.first_on) & ~waived
    yield from _yes_or_no(columns, "language", lacks, lambda at: _language(columns, at))


def _language(columns: Columns, at: int) -> dict[str, object]:
    """Write when the requirement was met, and since when it may be waived."""
    worker = columns.workers[int(columns.person[at])]
    return {
        "shown": day_written(worker.language_shown_on),
        "waived": worker.language_waived,
        "waiver_since": asked_since(columns.values["language_waiver"]),
    }


def judge_age(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Let nobody under 18 work in the pool.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each duty before the birthday.

    Source: aml chapter 11.
    """
    del measured
    limit = columns.value("least_age_years", columns.first_on)
    born = columns.of_worker(lambda one: -NEVER if one.born_on is None else one.born_on)
    age = np.full(len(limit), NEVER, np.int64)
    for person in np.flatnonzero(born != -NEVER):
        first = date.fromordinal(int(born[person]))
        for at in columns.of(int(person)):
            on = date.fromordinal(int(columns.first_on[at]))
            age[at] = relativedelta(on, first).years
    yield from each_duty(
        columns,
        "age",
        limit,
        age,
        limit - age,
        lambda at: {
            "born": day_written(columns.workers[int(columns.person[at])].born_on),
            **dates_of(columns, at),
        },
    )
