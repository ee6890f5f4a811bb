"""Closed periods never overlap, and their lines stay as they were sent."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests.vikarsentral.village import NOW, Village
from vikarsentral.tables import PayrollLine, PayrollPeriod, PostKind


def closed(session, first, last):
    row = PayrollPeriod(first_on=first, last_on=last, closed_by="lønn", closed_at=NOW)
    session.add(row)
    session.flush()
    return row


@pytest.fixture
def line(session):
    village = Village(session)
    person = village.person(kind=PostKind.STAFF, unit=village.solvang)
    shift = village.shift(person, "2027-01-04T07:30")
    row = PayrollLine(
        period_id=closed(session, date(2027, 1, 1), date(2027, 1, 31)).id,
        place=1,
        person_id=person.id,
        employee_no="1",
        name="Bo",
        unit="solvang",
        shift_id=shift.id,
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        kind="weekend",
        minutes=-30,
        rate_ore=100,
        amount_ore=-50,
        source="HTA",
        account="",
        responsibility="",
        function="",
        project="",
    )
    session.add(row)
    session.flush()
    return row


def test_a_day_is_in_one_closed_period_at_most(session):
    closed(session, date(2027, 1, 1), date(2027, 1, 31))
    closed(session, date(2027, 2, 1), date(2027, 2, 28))
    with pytest.raises(IntegrityError, match="ex_payroll_period_days"):
        closed(session, date(2027, 1, 31), date(2027, 1, 31))


@pytest.mark.parametrize(
    "change",
    ["update payroll_line set minutes = 0", "delete from payroll_line", "truncate payroll_line"],
)
def test_a_line_is_never_changed(session, line, change):
    with pytest.raises(DBAPIError, match="never changed"):
        session.execute(text(change))


def test_only_name_and_number_can_be_erased(session, line):
    line.name, line.employee_no = "Slettet person", "slettet-1"
    session.flush()
    session.refresh(line)
    assert line.name == "Slettet person"
