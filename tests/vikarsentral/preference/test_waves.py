"""A wave is judged by who was what when it was sent, whatever posts people get later."""

import pytest
from sqlalchemy import select, update

from tests.vikarsentral.preference.history import open_record
from vikarsentral import preference
from vikarsentral.preference import Breach, Origin
from vikarsentral.preference.people import hourly_then
from vikarsentral.preference.waves import SENT, ranked_late, waves
from vikarsentral.tables import Event, Post, PostKind


def late(history):
    session = history.session
    found = ranked_late(session, waves(session), hourly_then(session))
    return [(wave.offer_id, people) for wave, people in found]


def became(history, person, kind, size):
    history.session.execute(
        update(Post)
        .where(Post.person_id == person.id)
        .values(kind=kind, stillingsprosent=size, unit_id=history.village.solvang.id)
    )


def forget(history):
    """Make the record of waves as it was before it kept who was what."""
    with open_record(history.session):
        for event in history.session.scalars(select(Event).where(Event.kind == SENT)):
            event.data = {name: event.data[name] for name in ("offer", "people", "mode")}


def test_the_record_keeps_who_was_hourly_and_who_was_inside(history):
    part_timer, hourly = history.part_timer(), history.hourly()
    on_duty = history.village.on_duty()
    wave = history.ask(history.need(), hourly, part_timer, on_duty)
    history.ask(history.need(), part_timer)
    first, second = (
        event.data
        for event in history.session.scalars(
            select(Event).where(Event.kind == SENT).order_by(Event.id)
        )
    )
    assert (first["offer"], first["hourly"]) == (wave, [hourly.id])
    assert first["inside"] == [part_timer.id]
    assert (second["hourly"], second["inside"]) == ([], [])


@pytest.mark.parametrize("is_forgotten", [False, True])
def test_a_part_timer_after_an_hourly_person_is_found(history, is_forgotten):
    part_timer, hourly = history.part_timer(), history.hourly()
    history.ask(history.need(), part_timer, hourly)
    wave = history.ask(history.need(), hourly, part_timer)
    if is_forgotten:
        forget(history)
    assert late(history) == [(wave, 1)]


def test_posts_given_later_neither_hide_nor_make_a_breach(history):
    part_timer, hourly = history.part_timer(), history.hourly()
    wave = history.ask(history.need(), hourly, part_timer)
    became(history, part_timer, PostKind.STAFF, 10_000)
    assert late(history) == [(wave, 1)]
    became(history, hourly, PostKind.STAFF, 10_000)
    assert late(history) == [(wave, 1)]
    told = preference.walk(history.session)
    assert [(one.breach, one.origin) for one in told.violations] == [
        (Breach.RANKED_AFTER, Origin.OFFER)
    ]
    other = history.village.on_duty()
    clean = history.ask(history.need(), other, history.part_timer())
    became(history, other, PostKind.HOURLY, 0)
    assert clean not in [offer for offer, _ in late(history)]
