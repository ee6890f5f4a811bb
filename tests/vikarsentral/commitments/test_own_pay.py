"""A person's pay is set from a date, once, by those who manage people."""

from datetime import date

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import need
from vikarsentral.access import RoleName
from vikarsentral.commitments.own_pay import YearlyPay, set_pay
from vikarsentral.errors import BadInput, NotAllowed, NotFound
from vikarsentral.tables import Event, LabourLine, PayBasis, ShiftStatus


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
