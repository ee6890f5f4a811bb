"""Reasons as they were decided: kept with the act, bounded, and unmoved by what comes later."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from tests.vikarsentral.village import NOW
from vikarsentral import offer, shift
from vikarsentral.errors import NotFound, Unlawful
from vikarsentral.explain import kept, memory
from vikarsentral.explain.live import case_of
from vikarsentral.rules.values import Bound
from vikarsentral.tables import Decision, DecisionAct, DecisionPart, PostKind

DAY = "2027-01-11T07:30"


@pytest.fixture(autouse=True)
def fresh():
    memory.forget()
    yield
    memory.forget()


def book(village, row, person):
    return shift.book(
        village.session, need_id=row.id, person_id=person.id, actor=village.leader, now=NOW
    )


def the_only(village, row):
    (made,) = kept.decisions_of(village.session, row.id)
    return made, kept.people_of(village.session, made.id)


def test_a_booking_keeps_the_chosen_the_cheaper_and_the_nearest(village):
    cheap, chosen = village.on_duty(), village.person(PostKind.HOURLY)
    busy = village.on_duty()
    village.shift(busy, DAY)
    village.on_duty(role="pleieassistent")
    row = village.need(DAY)
    made = book(village, row, chosen)
    decision, people = the_only(village, row)
    assert (decision.act, decision.reference_id) == (DecisionAct.BOOKING, made.id)
    assert (decision.considered, decision.lawful) == (3, 2)
    assert decision.stopped["overlap"] == 1
    assert "competence" not in decision.stopped
    assert (decision.decided_by, decision.rules_version) == (
        village.leader.label,
        kept.rules_version(),
    )
    told = {one.person_id: (one.part, one.rank, one.receipt["verdict"]) for one in people}
    assert told == {
        chosen.id: (DecisionPart.CHOSEN, 2, "asked"),
        cheap.id: (DecisionPart.BEFORE, 1, "not_chosen"),
        busy.id: (DecisionPart.NEAR, 3, "not_allowed"),
    }
    for one in people:
        assert one.receipt["numbers"]["marginal_ore"] == one.marginal_ore
        assert set(one.receipt["text"]) == {"nb", "nn", "en"}


def test_one_who_costs_the_same_is_not_kept_as_before(village):
    first, second, third = (village.on_duty() for _ in range(3))
    row = village.need(DAY)
    for chosen in (third, second, first):
        made = book(village, row, chosen)
        people = kept.people_of(village.session, kept.decisions_of(village.session, row.id)[-1].id)
        assert len({one.marginal_ore for one in people}) == 1
        assert [one.part for one in people] == [DecisionPart.CHOSEN]
        shift.cancel(village.session, shift_id=made.id, actor=village.leader, now=NOW)


def test_what_is_kept_does_not_change_with_the_roster(village):
    chosen, other = village.on_duty(), village.on_duty()
    row = village.need(DAY)
    made = book(village, row, chosen)
    _, before = the_only(village, row)
    texts = {one.person_id: one.receipt["text"]["nb"] for one in before}
    shift.cancel(village.session, shift_id=made.id, actor=village.leader, now=NOW)
    again = book(village, row, other)
    first, second = kept.decisions_of(village.session, row.id)
    assert (first.reference_id, second.reference_id) == (made.id, again.id)
    village.session.expire_all()
    after = kept.people_of(village.session, first.id)
    assert {one.person_id: one.receipt["text"]["nb"] for one in after} == texts


def test_one_booked_by_hand_outside_reach_stands_without_a_rank(village):
    staff = village.person(PostKind.STAFF, village.solvang)
    row = village.need(DAY)
    book(village, row, staff)
    decision, people = the_only(village, row)
    assert (decision.considered, decision.lawful) == (1, 1)
    assert [(one.person_id, one.rank) for one in people] == [(staff.id, 0)]


def test_a_wave_keeps_at_most_so_many(village):
    asked = [village.on_duty() for _ in range(kept.MOST_CHOSEN + 2)]
    row = village.need(DAY)
    order = offer.OfferOrder(row.id, tuple(one.id for one in asked), NOW + timedelta(hours=1))
    made = offer.send(village.session, order, actor=village.leader, now=NOW)
    decision, people = the_only(village, row)
    assert (decision.act, decision.reference_id) == (DecisionAct.OFFER, made)
    assert decision.considered == len(asked)
    assert [one.part for one in people] == [DecisionPart.CHOSEN] * kept.MOST_CHOSEN


def test_what_is_refused_keeps_nothing(village):
    unable = village.on_duty(role="pleieassistent")
    row = village.need(DAY)
    with pytest.raises(Unlawful):
        book(village, row, unable)
    with pytest.raises(NotFound):
        kept.weigh(village.session, 999_999, (), now=NOW)
    assert village.session.scalar(select(func.count()).select_from(Decision)) == 0


def test_the_version_names_the_values_of_the_table():
    assert len(kept.rules_version()) == 64
    assert kept.rules_version() == kept.rules_version()


def test_how_sure_a_bound_is_makes_no_new_version_of_the_rules():
    sure, told = Bound(at_most=3600), Bound(at_most=3600, certainty="derived")
    assert sure != told
    assert repr(sure) == repr(told) == "Bound(at_least=None, at_most=3600)"


def test_what_is_weighed_is_the_same_from_memory_as_when_read(village):
    for role in ("sykepleier", "sykepleier", "pleieassistent"):
        village.on_duty(role=role)
    busy, hourly = village.on_duty(), village.person(PostKind.HOURLY)
    village.shift(busy, DAY)
    staff = village.person(PostKind.STAFF, village.solvang)
    row = village.need(DAY)
    village.session.execute(text("select set_config('vikarsentral.noted', '', true)"))
    village.session.execute(text("delete from roster_change"))
    told = []
    for chosen in ((hourly.id, staff.id), ()):
        memory.forget()
        read = kept.weigh(village.session, row.id, chosen, now=NOW)
        case_of(village.session, row.id)
        known = kept.weigh(village.session, row.id, chosen, now=NOW)
        assert len(known.receipts.case.problem.people) > len(read.receipts.case.problem.people)
        assert list(known.receipts.asked) == list(read.receipts.asked)
        assert known.receipts.outside == read.receipts.outside
        told.append([one.document() for one in read.receipts])
        assert told[-1] == [one.document() for one in known.receipts]
    assert [len(one) for one in told] == [5, 4]


def test_an_act_on_a_moved_roster_reads_only_those_who_may_come(village):
    village.on_duty()
    for _ in range(5):
        village.on_duty(role="pleieassistent")
    weighed = kept.weigh(village.session, village.need(DAY).id, (), now=NOW)
    assert len(weighed.receipts.case.problem.people) == 1
