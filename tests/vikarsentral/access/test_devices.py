"""One's own devices: listed, ended one by one or all at once; nobody else's."""

from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import access
from vikarsentral.errors import NotFound
from vikarsentral.tables import Event


def signed_in(session, login, **changes):
    """Return an actor and the handle of a session of theirs."""
    user_id = access.add_user(
        session,
        login=login,
        name=login,
        password="fjell-og-fjord-2",
        actor=access.system(),
        now=NOW,
    )
    handle = access.open_session(session, user_id=user_id, now=NOW, **changes)
    session.flush()
    return access.actor_of(session, user_id, NOW), handle


def test_the_one_that_asks_stands_first_and_ended_ones_do_not(session):
    kari, here = signed_in(session, "kari")
    phone = access.open_session(
        session, user_id=kari.user_id, now=NOW, is_device=True, agent="Chrome på Android"
    )
    session.flush()
    shown = access.devices(session, actor=kari, handle=here, now=NOW)
    assert [one.is_this for one in shown] == [True, False]
    assert (shown[1].agent, shown[1].is_device) == ("Chrome på Android", True)
    assert all(one.id not in (here, phone) for one in shown)
    later = NOW + access.SESSION_LIFE
    assert [
        one.is_device for one in access.devices(session, actor=kari, handle="", now=later)
    ] == [True]


def test_one_is_ended_at_once_and_recorded(session):
    kari, here = signed_in(session, "kari")
    phone = access.open_session(session, user_id=kari.user_id, now=NOW, is_device=True)
    session.flush()
    other = access.devices(session, actor=kari, handle=here, now=NOW)[1]
    access.end_device(session, actor=kari, device_id=other.id, now=NOW)
    assert access.held_actor(session, phone, NOW) is None
    assert access.held_actor(session, here, NOW)[1].user_id == kari.user_id
    told = session.query(Event).filter(Event.kind == "session.ended").one()
    assert (told.actor, told.data) == ("kari", {"sessions": 1})


def test_all_others_are_ended_and_again_changes_nothing(session):
    kari, here = signed_in(session, "kari")
    for _ in range(3):
        access.open_session(session, user_id=kari.user_id, now=NOW)
    session.flush()
    assert access.end_other_devices(session, actor=kari, handle=here, now=NOW) == 3
    assert access.end_other_devices(session, actor=kari, handle=here, now=NOW) == 0
    assert session.query(Event).filter(Event.kind == "session.ended").count() == 1


def test_another_users_device_is_one_that_never_was(session):
    kari, _ = signed_in(session, "kari")
    ola, his = signed_in(session, "ola")
    own = access.devices(session, actor=ola, handle=his, now=NOW)[0]
    for told in (own.id, "", "x" * 16, "æ", own.id[:-1]):
        with pytest.raises(NotFound):
            access.end_device(session, actor=kari, device_id=told, now=NOW)
    _, still = access.held_actor(session, his, NOW + timedelta(minutes=1))
    assert still.user_id == ola.user_id
