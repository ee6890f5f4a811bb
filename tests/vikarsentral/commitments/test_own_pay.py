"""A person's pay is set from a date, once, by those who manage people."""

from datetime import date

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import need
from vikarsentral.access import RoleName
from vikarsentral.commitments.own_pay import YearlyPay, annual_of_hourly, pay_of, set_pay
from vikarsentral.commitments.pay import book, contracts
from vikarsentral.errors import BadInput, NotAllowed, NotFound
from vikarsentral.rules.pay import pay_contract
from vikarsentral.tables import Event, LabourLine, PayBasis, PensionScheme, ShiftStatus


def put(village, person_id, kroner, since=date(2027, 1, 12), actor=None):
    pay = YearlyPay(kroner * 100, since)
    actor = actor or village.actor(RoleName.ADMIN)
    set_pay(village.session, person_id, pay, actor=actor, now=NOW)


def test_pay_counts_from_the_week_of_its_date(village):
    person = village.on_duty()
    rows = [village.need(f"2027-01-{day}T07:30") for day in (11, 19)]
    need.assign(
        village.session,
        [need.Assignment(row.id, person.id) for row in rows],
        status=ShiftStatus.PLANNED,
        actor=village.coordinator,
        now=NOW,
    )
    for _ in range(2):
        put(village, person.id, 545_400)
    lines = village.session.query(LabourLine).order_by(LabourLine.worked_on)
    assert [line.cost_ore for line in lines] == [360_000, 323_625]
    assert village.session.query(Event).filter_by(kind="pay.set").count() == 1
    put(village, person.id, 558_400)
    assert [row.annual_ore for row in village.session.query(PayBasis)] == [55_840_000]


@pytest.mark.parametrize("kroner", [0, -1, 5_000_001])
def test_pay_out_of_bounds_is_refused(village, kroner):
    with pytest.raises(BadInput):
        put(village, village.person().id, kroner)


def test_an_unknown_person_and_a_wrong_actor_are_refused(village):
    with pytest.raises(NotFound):
        put(village, 0, 500_000)
    with pytest.raises(NotAllowed):
        put(village, village.person().id, 500_000, actor=village.leader)


def test_what_is_beyond_the_scale_is_paid_and_all_is_kept_by_date(village):
    person = village.on_duty()
    whole = YearlyPay(
        50_000_000,
        date(2027, 1, 4),
        PensionScheme.TEACHER,
        has_extra_holiday=True,
        supplement_ore=4_540_000,
        seniority_years=16,
    )
    plain = YearlyPay(54_540_000, date(2027, 2, 1))
    admin = village.actor(RoleName.ADMIN)
    for pay in (whole, plain):
        set_pay(village.session, person.id, pay, actor=admin, now=NOW)
    assert pay_of(village.session, person.id) == [plain, whole]
    values = book(village.session)
    held = contracts(village.session, [person.id], values)
    rates = {held.on(person.id, one.valid_from).pay.hourly_ore for one in (whole, plain)}
    assert rates == {29_545}


@pytest.mark.parametrize(
    "wrong", [{"supplement_ore": -1}, {"seniority_years": -1}, {"seniority_years": 61}]
)
def test_other_numbers_out_of_bounds_are_refused(village, wrong):
    pay = YearlyPay(50_000_000, date(2027, 1, 4), **wrong)
    actor, person = village.actor(RoleName.ADMIN), village.person()
    with pytest.raises(BadInput, match=next(iter(wrong))):
        set_pay(village.session, person.id, pay, actor=actor, now=NOW)


@pytest.mark.parametrize("full_week", [2016, 2130, 2250])
@pytest.mark.parametrize("hourly", [1, 19_999, 29_545, 70_001])
def test_an_hourly_rate_comes_back_from_its_year(full_week, hourly):
    year = annual_of_hourly(hourly, full_week)
    assert pay_contract(year, full_week, on=date(2027, 1, 4).toordinal()).hourly_ore == hourly
