"""A closed period stays as it was sent; what is corrected later comes in the next, to the øre."""

from datetime import date, timedelta

import pytest

from tests.vikarsentral.exporting.conftest import document
from tests.vikarsentral.exporting.payroll.conftest import ANNUAL_ORE, FIRST, LAST, NOW
from tests.vikarsentral.village import at
from tests.vikarsentral.worked.conftest import tell
from vikarsentral import exporting, worked
from vikarsentral.access import Actor, RoleName
from vikarsentral.commitments.own_pay import YearlyPay, set_pay
from vikarsentral.errors import BadInput, Conflict, NotAllowed
from vikarsentral.exporting.payroll import Account, close, periods, set_account
from vikarsentral.tables import Event, PayrollLine, PayrollPeriod, Person, Shift

NEXT = (date(2027, 3, 29), date(2027, 4, 4))
LATER = at("2027-04-06T08:00")


@pytest.fixture
def planner(village):
    return village.actor(RoleName.PLANNER)


def shut(village, planner, first=FIRST, last=LAST, now=NOW):
    return close(village.session, first_on=first, last_on=last, actor=planner, now=now)


def files(village, first=FIRST, last=LAST, unit=None, now=NOW):
    about = exporting.period(village.session, first_on=first, last_on=last, unit=unit)
    return [
        exporting.payroll(village.session, about, now=now, format=name, as_json=is_json).body
        for name, is_json in (("csv", False), ("visma", False), ("csv", True))
    ]


def amount(village, first, last):
    about = exporting.period(village.session, first_on=first, last_on=last)
    return document(exporting.payroll(village.session, about, now=LATER, as_json=True))


def cover_of(village, place=0):
    rows = village.session.query(Shift).filter_by(kind="cover").order_by(Shift.id).all()
    return rows[place]


def test_closing_keeps_the_same_lines_as_the_open_file(easter, planner):
    before = files(easter)
    told = shut(easter, planner)
    assert files(easter) == before
    assert (told.corrections, told.lines) == (0, easter.session.query(PayrollLine).count())
    (line,) = easter.session.query(Event).filter_by(kind="payroll.closed")
    assert line.data["amount_ore"] == told.amount_ore == amount(easter, FIRST, LAST)["amount_ore"]


def test_a_closed_file_is_the_same_bytes_whatever_is_corrected(easter, planner):
    shut(easter, planner)
    before = [*files(easter), *files(easter, unit="solvang")]
    tell(easter, cover_of(easter), end=45, now=NOW)
    easter.session.query(Person).filter_by(employee_no="10011").one().name = "Eva Ny"
    easter.session.flush()
    assert [*files(easter, now=LATER), *files(easter, unit="solvang", now=LATER)] == before


def test_a_correction_comes_in_the_next_period_to_the_ore(easter, planner):
    sent = shut(easter, planner)
    shift = cover_of(easter)
    tell(easter, shift, end=45, now=NOW)
    told = shut(easter, planner, *NEXT, now=LATER)
    assert told.corrections > 0
    easter.session.query(PayrollPeriod).filter_by(id=sent.id).one()
    lines = easter.session.query(PayrollLine).filter_by(period_id=told.id).all()
    assert {line.corrects_id for line in lines} == {sent.id}
    assert {line.shift_id for line in lines} == {shift.id}
    live = exporting.period(easter.session, first_on=FIRST - timedelta(days=1), last_on=LAST)
    now = document(exporting.payroll(easter.session, live, now=LATER, as_json=True))
    assert sent.amount_ore + told.amount_ore == now["amount_ore"]
    assert f"{FIRST}–{LAST}" in files(easter, *NEXT, now=LATER)[0].decode("utf-8-sig")


def test_what_is_corrected_back_comes_to_nothing(easter, planner):
    shut(easter, planner)
    shift = cover_of(easter)
    tell(easter, shift, end=45, now=NOW)
    first = shut(easter, planner, *NEXT, now=LATER)
    tell(easter, shift, end=-45, now=LATER)
    days = (date(2027, 4, 5), date(2027, 4, 5))
    second = shut(easter, planner, *days, now=LATER)
    assert first.amount_ore == -second.amount_ore != 0
    third = shut(easter, planner, *[date(2027, 4, 6)] * 2, now=LATER + timedelta(days=1))
    assert (third.lines, third.corrections) == (0, 0)


def test_nobody_came_takes_all_of_it_back(easter, planner):
    shut(easter, planner)
    shift = cover_of(easter, 2)
    paid = [line for line in easter.session.query(PayrollLine) if line.shift_id == shift.id]
    worked.did_not_come(easter.session, shift_id=shift.id, actor=easter.leader, now=NOW)
    told = shut(easter, planner, *NEXT, now=LATER)
    assert told.amount_ore == -sum(line.amount_ore for line in paid) < 0


def test_pay_set_back_in_time_comes_as_new_rate_less_the_old(easter, planner):
    shut(easter, planner)
    person = easter.session.query(Person).filter_by(employee_no="10012").one()
    raised = YearlyPay(ANNUAL_ORE + 1_000_000, date(2027, 3, 1))
    admin = easter.actor(RoleName.ADMIN)
    set_pay(easter.session, person.id, raised, actor=admin, now=NOW)
    told = shut(easter, planner, *NEXT, now=LATER)
    lines = easter.session.query(PayrollLine).filter_by(period_id=told.id, kind="hourly").all()
    assert {line.minutes < 0 for line in lines} == {True, False}
    assert sum(line.minutes for line in lines) == 0
    assert told.amount_ore > 0


def test_lines_carry_the_accounts_of_their_day(easter, planner):
    admin, codes = easter.actor(RoleName.ADMIN), Account("10200", "2310", "253", "")
    since = date(2027, 3, 24)
    set_account(easter.session, easter.solvang.id, codes, valid_from=since, actor=admin, now=NOW)
    shut(easter, planner)
    lines = easter.session.query(PayrollLine).order_by(PayrollLine.starts_at).all()
    assert {line.responsibility for line in lines} == {"", "2310"}
    assert lines[0].responsibility == ""
    assert ';10200;0;"2310";"253";""' in files(easter)[1].decode("cp1252")


def test_closing_twice_changes_nothing_and_overlaps_are_refused(easter, planner):
    first = shut(easter, planner)
    assert shut(easter, planner, now=LATER) == first
    assert easter.session.query(Event).filter_by(kind="payroll.closed").count() == 1
    with pytest.raises(Conflict, match="period_closed"):
        shut(easter, planner, LAST, LAST + timedelta(days=3), now=LATER)
    assert [one.id for one in periods(easter.session)] == [first.id]


@pytest.mark.parametrize(
    ("first", "last"),
    [(LAST, FIRST), (FIRST - timedelta(days=63), LAST), (NOW.date(), NOW.date())],
)
def test_days_that_cannot_be_closed_are_told(easter, planner, first, last):
    with pytest.raises(BadInput, match="--to"):
        shut(easter, planner, first, last)


def test_only_planner_and_administrator_close(easter):
    someone = Actor(None, "x", "x", None, "nb", frozenset({(RoleName.COORDINATOR, None)}))
    with pytest.raises(NotAllowed):
        shut(easter, someone)


def test_other_days_than_the_closed_say_that_they_are_live(easter, planner):
    shut(easter, planner)
    about = exporting.period(easter.session, first_on=FIRST, last_on=FIRST)
    (remark,) = exporting.payroll(easter.session, about, now=NOW).remarks
    assert "lukket periode" in remark
