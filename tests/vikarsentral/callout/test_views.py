"""The leader sees who was asked, who has looked, and what comes next."""

from tests.vikarsentral.offer.town import NOW
from vikarsentral import callout, offer
from vikarsentral.tables import CalloutWave, PostKind


def test_no_search_is_no_view(town):
    assert callout.view(town.session, town.need().id) is None


def test_waves_tell_names_states_and_who_has_looked(town):
    pool = town.someone(PostKind.POOL)
    need = town.need()
    town.start(need)
    wave = town.session.query(CalloutWave).one()
    offer.opened(town.session, offer_id=wave.offer_id, person_id=pool.id, now=NOW)
    seen = callout.view(town.session, need.id)
    assert (seen.state, seen.asked, seen.left_in_peace, seen.started_by) == (
        "running",
        1,
        0,
        "leder",
    )
    only = seen.waves[0]
    assert (only.number, only.stage, only.is_open) == (1, "pool", True)
    assert only.window_ends_at == seen.next_at
    person = only.people[0]
    assert (only.offer_id, person.person_id) == (wave.offer_id, pool.id)
    assert (person.name, person.state, person.sent, person.is_opened) == (
        pool.name,
        "asked",
        "queued",
        True,
    )
