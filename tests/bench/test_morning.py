"""The played mornings follow the product's own search step by step."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.bench.morning import Case, Person, Town, Way, _ask, play
from tests.vikarsentral.callout.conftest import Search
from tests.vikarsentral.offer.town import NOW, self_of
from vikarsentral import contact, offer
from vikarsentral.callout.people import in_order
from vikarsentral.errors import Conflict
from vikarsentral.tables import (
    CalloutStage,
    Need,
    NeedStatus,
    Offer,
    OfferAnswer,
    OfferState,
    PostKind,
    Shift,
)

DAY = timedelta(days=1)
LATER = timedelta()
KINDS = (PostKind.PART_TIME, PostKind.PART_TIME, PostKind.HOURLY, PostKind.HOURLY, PostKind.STAFF)


def case_of(session, need):
    left = in_order(session, need.id, NOW)
    wishes = contact.wishes_of(session, [one.person_id for one in left])
    people = tuple(Person(one.person_id, one.stage, wishes[one.person_id], False) for one in left)
    return Case(0, need.id, NOW, need.starts_at, need.ends_at, people)


def searched(town, case, people, seed):
    """Let the product's own search run against the same answers; who was asked, and who won."""
    model, session, now = Town(Way.PRODUCT, seed), town.session, NOW
    row = session.get(Need, case.need)
    town.start(row, now)
    while town.state().state == "running" and row.status is NeedStatus.OPEN:
        query = select(Offer).where(Offer.need_id == case.need, Offer.state == OfferState.OPEN)
        wave = session.scalars(query).one()
        until = wave.window_ends_at
        ranked = select(OfferAnswer.person_id).where(OfferAnswer.offer_id == wave.id)
        asked = session.scalars(ranked.order_by(OfferAnswer.rank)).all()
        answers = [
            (_ask(model, case, one, now, LATER), people[one.id])
            for one in case.people
            if one.id in asked
        ]
        now = until
        for said, person in sorted(
            (each for each in answers if each[0].at is not None and each[0].at < until),
            key=lambda each: each[0].at,
        ):
            act = offer.accept if said.is_yes else offer.decline
            try:
                act(session, offer_id=wave.id, actor=self_of(person), now=said.at)
            except Conflict:  # it is another's by now
                continue
            session.refresh(wave)
            if wave.state is not OfferState.OPEN:
                now = said.at
                break
        town.go_on(now)
        session.expire_all()
    asked = session.scalars(select(OfferAnswer.person_id).order_by(OfferAnswer.id)).all()
    holder = select(Shift.person_id).where(Shift.need_id == case.need)
    return len(asked), session.scalars(holder).first(), now


@pytest.mark.parametrize("seed", range(6))
def test_a_played_morning_is_what_the_search_itself_does(session, seed):
    town = Search(session)
    people = {person.id: person for person in (town.someone(kind) for kind in 2 * KINDS)}
    need = town.need()
    case = case_of(session, need)
    (played,) = play([case], Way.PRODUCT, 1, seed)
    messages, holder, at = searched(town, case, people, seed)
    assert played.messages == messages
    assert (played.minutes is None) == (holder is None)
    if holder is not None:
        assert played.minutes == (at - NOW) / timedelta(minutes=1)
    assert played.passed_over == 0


def made_up(days):
    """Return mornings of a made-up municipality: some have the pool, some only others."""
    number, cases = 0, []
    groups = [(2, 3, 10, 4), (0, 2, 16, 8), (1, 0, 8, 0), (0, 0, 30, 10)]
    for day in range(days):
        for pool, part, hourly, over in groups:
            sizes = zip(CalloutStage, (pool, part, hourly, over), strict=True)
            stages = [stage for stage, size in sizes for _ in range(size)]
            first = (37 * number) % 200
            people = tuple(
                Person(
                    1000 * list(CalloutStage).index(stage) + first + place, stage, WISHES, False
                )
                for place, stage in enumerate(stages)
            )
            told = NOW + day * DAY
            start = told + timedelta(minutes=80)
            cases.append(Case(day, number, told, start, start + timedelta(hours=8), people))
            number += 1
    return cases


WISHES = contact.Wishes()


def test_in_waves_few_are_asked_and_as_many_shifts_are_covered():
    cases = made_up(7)
    found = {way: [*play(cases, way, 70, seed=1)] for way in Way}
    messages = {way: sum(out.messages for out in outs) for way, outs in found.items()}
    covered = {way: sum(out.is_in_time for out in outs) for way, outs in found.items()}
    assert messages[Way.PRODUCT] <= 0.35 * messages[Way.BROADCAST]
    assert covered[Way.PRODUCT] >= 0.97 * covered[Way.BROADCAST]
    assert sum(out.passed_over for out in found[Way.PRODUCT]) == 0
    assert not any(out.lower_won for out in found[Way.PRODUCT])
    assert any(out.lower_won for out in found[Way.BROADCAST])


def test_the_same_seed_is_the_same_year():
    cases = made_up(7)
    assert [*play(cases, Way.PRODUCT, 14, 3)] == [*play(cases, Way.PRODUCT, 14, 3)]
    assert [*play(cases, Way.PRODUCT, 14, 3)] != [*play(cases, Way.PRODUCT, 14, 4)]
