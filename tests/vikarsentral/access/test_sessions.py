from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import access
from vikarsentral.errors import NotFound
from vikarsentral.tables import WebSession

PASSWORD = "fjell-og-fjord-2"


@pytest.fixture
def user_id(session):
    return access.add_user(
        session, login="kari", name="Kari", password=PASSWORD, actor=access.system(), now=NOW
    )


def test_handle_finds_its_user_until_it_ends(session, user_id):
    handle = access.open_session(session, user_id=user_id, now=NOW)
    assert access.held_actor(session, handle, NOW)[1].user_id == user_id
    assert access.held_actor(session, handle + "x", NOW) is None
    assert access.held_actor(session, handle, NOW + access.SESSION_LIFE) is None


def test_handle_itself_is_not_stored(session, user_id):
    handle = access.open_session(session, user_id=user_id, now=NOW)
    session.flush()
    assert session.query(WebSession).one().handle_hash != handle


def test_closed_session_is_over(session, user_id):
    handle = access.open_session(session, user_id=user_id, now=NOW)
    access.close_session(session, handle)
    assert access.held_actor(session, handle, NOW) is None


def test_new_password_ends_every_session(session, user_id):
    handle = access.open_session(session, user_id=user_id, now=NOW)
    access.set_password(
        session, login="kari", password="nytt-passord-3", actor=access.system(), now=NOW
    )
    assert access.held_actor(session, handle, NOW) is None


def test_seen_is_noted_now_and_then(session, user_id):
    handle = access.open_session(session, user_id=user_id, now=NOW)
    session.flush()
    row = session.query(WebSession).one()
    access.held_actor(session, handle, NOW + timedelta(minutes=4))
    assert row.last_seen_at == NOW
    access.held_actor(session, handle, NOW + timedelta(minutes=6))
    assert row.last_seen_at == NOW + timedelta(minutes=6)


def test_ended_sessions_are_swept(session, user_id):
    access.open_session(session, user_id=user_id, now=NOW)
    access.open_session(session, user_id=user_id, now=NOW + timedelta(days=2))
    session.flush()
    assert session.query(WebSession).count() == 1


def test_session_of_nobody_is_refused(session):
    with pytest.raises(NotFound):
        access.open_session(session, user_id=999_999, now=NOW)


def test_a_remembered_device_lasts_thirty_days(session, user_id):
    handle = access.open_session(session, user_id=user_id, now=NOW, is_device=True)
    last = NOW + timedelta(days=30)
    held, _ = access.held_actor(session, handle, last - timedelta(seconds=1))
    assert (held.user_id, held.is_device) == (user_id, True)
    assert access.held_actor(session, handle, last) is None


@pytest.mark.parametrize("is_device", [True, False])
def test_the_password_is_fresh_for_half_an_hour_and_anew_when_given_again(
    session, user_id, is_device
):
    handle = access.open_session(session, user_id=user_id, now=NOW, is_device=is_device)
    edge = NOW + timedelta(minutes=30)
    assert access.held_actor(session, handle, edge - timedelta(seconds=1))[0].is_fresh
    assert not access.held_actor(session, handle, edge)[0].is_fresh
    access.refresh_session(session, handle, edge)
    assert access.held_actor(session, handle, edge + timedelta(minutes=29))[0].is_fresh
    access.refresh_session(session, "none such", edge)


def test_an_ended_session_is_not_made_fresh_again(session, user_id):
    handle = access.open_session(session, user_id=user_id, now=NOW)
    access.refresh_session(session, handle, NOW + access.SESSION_LIFE)
    held, _ = access.held_actor(session, handle, NOW + timedelta(minutes=31))
    assert held.is_fresh is False
