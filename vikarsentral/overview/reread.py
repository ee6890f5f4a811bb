"""Which published shifts must be read again when a value of the rule table changes.

A shift is listed when a rule finds something about it by the new values and not by the old
ones, or the other way round, from the date the value changes.

Source: law.md (dated rule sets); contract 1 (`rules`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.clock import OSLO
from vikarsentral.explain.names import names
from vikarsentral.overview.year import JUDGED, last_start, monday_of, year_roster
from vikarsentral.rules.values import Value
from vikarsentral.rules.year import Finding, YearRoster, check_year, finding_receipt
from vikarsentral.tables import Person, Shift, Unit

WEEKS_BEFORE = 8
"""Weeks before the change that windows of several weeks look back on."""

MOST_WEEKS = 53


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """One shift that reads differently.

    Attributes:
        shift_id: row id.
        person: name.
        unit: name.
        starts_at: UTC.
        ends_at: UTC.
        rule: id of the rule.
        becomes_lawful: the old values find something, the new ones do not.
        text: why, by language.
    """

    shift_id: int
    person: str
    unit: str
    starts_at: datetime
    ends_at: datetime
    rule: str
    becomes_lawful: bool
    text: Mapping[str, str]


def read_again(
    session: Session, old: Mapping[str, Value], new: Mapping[str, Value], since: date
) -> list[ReadAgain]:
    """List the live shifts from a date on that the new values read differently.

    Args:
        session: an open session.
        old: values by id.
        new: values by id.
        since: the date the first of them changes.

    Returns:
        By start, then by rule; a shift stands once for each rule.
    """
    last = last_start(session)
    if last is None or last < since:
        return []
    first = monday_of(since) - timedelta(days=7 * WEEKS_BEFORE)
    weeks = min(MOST_WEEKS, (monday_of(last) - first).days // 7 + 1)
    roster = year_roster(session, first, weeks)
    told = differences(roster, old, new)
    return _lines(session, told, since)


def differences(
    roster: YearRoster, old: Mapping[str, Value], new: Mapping[str, Value]
) -> list[tuple[Finding, bool]]:
    """Return what only one of two tables finds, and whether the new one is the lenient.

    Args:
        roster: the facts.
        old: values by id.
        new: values by id.
    """
    before = _by_thing(check_year(roster, rules=JUDGED, values=old).findings)
    after = _by_thing(check_year(roster, rules=JUDGED, values=new).findings)
    stricter = [(found, False) for key, found in after.items() if key not in before]
    return stricter + [(found, True) for key, found in before.items() if key not in after]


def _by_thing(findings: Sequence[Finding]) -> dict[object, Finding]:
    return {(one.person, one.excess.rule, one.excess.thing): one for one in findings}


def _lines(session: Session, told: list[tuple[Finding, bool]], since: date) -> list[ReadAgain]:
    """Write one line for each shift and rule."""
    ids = {int(name) for finding, _ in told for name in finding.excess.needs}
    query = (
        select(Shift, Person.name, Unit.name)
        .join(Person, Person.id == Shift.person_id)
        .join(Unit, Unit.id == Shift.unit_id)
        .where(Shift.id.in_(ids))
    )
    rows = {shift.id: (shift, person, unit) for shift, person, unit in session.execute(query)}
    called = names(session) if told else {}
    found: dict[tuple[int, str], ReadAgain] = {}
    for finding, is_lenient in told:
        text = finding_receipt(finding, names=called).text
        for name in finding.excess.needs:
            shift, person, unit = rows[int(name)]
            if shift.starts_at.astimezone(OSLO).date() >= since:
                found.setdefault(
                    (shift.id, finding.excess.rule),
                    ReadAgain(
                        shift.id,
                        person,
                        unit,
                        shift.starts_at,
                        shift.ends_at,
                        finding.excess.rule,
                        is_lenient,
                        text,
                    ),
                )
    return sorted(found.values(), key=lambda one: (one.starts_at, one.shift_id, one.rule))
