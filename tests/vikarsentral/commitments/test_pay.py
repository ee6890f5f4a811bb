"""What a person's hours are paid by: registered pay, else the cost; own values on top."""

from datetime import date

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import commitments
from vikarsentral.commitments.pay import book, contract_of, contracts, hourly_costs
from vikarsentral.commitments.window import Window
from vikarsentral.rules.pay import TARIFF
from vikarsentral.tables import PayBasis, PaySetting, PensionScheme, Post, PostKind

DAY = date(2027, 1, 11)


def post(size, full=2130, kind=PostKind.PART_TIME, regime="ROTA_38"):
    return Post(kind=kind, stillingsprosent=size, full_week_minutes=full, regime=regime)


def made(*posts, cost=48_000):
    return contract_of(list(posts), cost, None, DAY, TARIFF)


def paid(village, person, kroner, since=date(2026, 5, 1), **more):
    return village.add(
        PayBasis(person_id=person.id, annual_ore=kroner * 100, valid_from=since, **more)
    )


def test_posts_are_summed_into_one_contract():
    both = made(post(5000), post(2500))
    assert (both.kind, both.full, both.contract) == (PostKind.PART_TIME, 2130, 1597)
    assert both.pay.is_part_time
    whole = made(post(5000), post(5000))
    assert whole.kind is PostKind.STAFF
    assert not whole.pay.is_part_time
    assert made(post(0, kind=PostKind.HOURLY)).contract == 0


@pytest.mark.parametrize(("regime", "is_rota"), [("ROTA_38", True), ("DAY_40", False)])
def test_the_regime_tells_who_works_a_rota(regime, is_rota):
    assert made(post(5000, regime=regime)).pay.is_rota is is_rota


def test_without_registered_pay_the_cost_tells_it():
    assert made(post(5000)).pay.hourly_ore == 32_866


def test_registered_pay_prevails_from_its_date(village):
    person = village.person()
    paid(village, person, 545_400)
    paid(village, person, 558_400, date(2027, 5, 1), pension=PensionScheme.TEACHER,
         has_extra_holiday=True)  # fmt: skip
    rates = {}
    for on in (date(2026, 4, 30), date(2026, 5, 1), date(2027, 4, 30), date(2027, 5, 1)):
        pay = contracts(village.session, [person.id], TARIFF).on(person.id, on).pay
        rates[on.isoformat()] = (pay.hourly_ore, pay.pension, pay.has_extra_holiday)
    assert rates == {
        "2026-04-30": (32_866, "municipal", False),
        "2026-05-01": (29_545, "municipal", False),
        "2027-04-30": (29_545, "municipal", False),
        "2027-05-01": (30_249, "teacher", True),
    }


def test_nobody_has_a_contract_outside_their_posts(village):
    person = village.person()
    held = contracts(village.session, [person.id], TARIFF)
    assert held.on(person.id, date(2025, 12, 31)) is None
    assert held.on(person.id, date(2026, 1, 1)) is not None
    assert held.on(0, DAY) is None


def test_the_problem_files_hourly_cost_is_the_engines(village):
    known, other = village.person(), village.person()
    paid(village, known, 545_400)
    window = Window(DAY, date(2027, 1, 18))
    ids = [known.id, other.id]
    found = commitments.people(village.session, window, person_ids=ids)
    assert [one["hourly_cost_ore"] for one in found] == [43_149, 48_000]


def test_own_values_reach_the_engine_from_their_date(village):
    person = village.person()
    paid(village, person, 545_400)
    village.add(
        PaySetting(
            key="zone",
            value=6,
            valid_from=DAY,
            reference="vedtak 1/27",
            set_by="planner",
            set_at=NOW,
        )
    )
    posts = {person.id: village.session.query(Post).filter_by(person_id=person.id).all()}
    before = hourly_costs(village.session, posts, date(2027, 1, 10))
    after = hourly_costs(village.session, posts, DAY)
    assert (before, after) == ({person.id: 43_149}, {person.id: 37_817})
    assert [row.reference for row in book(village.session).local] == ["vedtak 1/27"]


def test_nobody_with_pay_costs_one_query_and_no_answer(village):
    assert hourly_costs(village.session, {}, DAY) == {}
