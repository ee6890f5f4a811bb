"""Browsers that show messages: only at services the operator trusts, only one's own."""

import stat
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW
from tests.vikarsentral.worker.browsers import FakeBrowser
from vikarsentral import access, push, settings
from vikarsentral.errors import BadInput, NotAllowed
from vikarsentral.push import packed, unpacked
from vikarsentral.tables import Event

ADDRESS = "https://fcm.googleapis.com/fcm/send/abc"


def subscribe(village, person, endpoint=ADDRESS, browser=None, **changes):
    """Subscribe as one person."""
    told = {**(browser or FakeBrowser()).keys, "agent": "Chrome, Android", "now": NOW} | changes
    actor = access.person_alone(village.session, person.id)
    push.subscribe(village.session, endpoint=endpoint, actor=actor, **told)
    return actor


def test_the_same_browser_again_is_the_same(village):
    person = village.person()
    for _ in range(2):
        subscribe(village, person)
    assert push.how_many(village.session, person.id) == 1
    assert village.session.query(Event).filter(Event.kind == "push.subscribed").count() == 2


def test_a_browser_shows_only_the_last_ones_messages(village):
    before, after = village.person(), village.person()
    subscribe(village, before)
    fresh = FakeBrowser()
    subscribe(village, after, browser=fresh)
    held = push.browsers_of(village.session, [before.id, after.id])
    assert list(held) == [after.id]
    assert held[after.id][0].p256dh == fresh.keys["p256dh"]


def test_only_so_many_browsers_and_the_oldest_go(village):
    person = village.person()
    for number in range(push.MOST_BROWSERS + 2):
        subscribe(village, person, f"{ADDRESS}{number}", now=NOW + timedelta(minutes=number))
    held = push.browsers_of(village.session, [person.id])[person.id]
    assert [one.endpoint[-1] for one in held] == list("23456789")


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "http://fcm.googleapis.com/x",
        "https://127.0.0.1/x",
        "https://fcm.googleapis.com.ond.example/x",
        "https://ond-push.apple.com.example",
        "https://notfcm.googleapis.com@ond.example/",
        "https://bruker:passord@fcm.googleapis.com/x",
        "https://[::1",
        "https://fcm.googleapis.com/" + "x" * 3000,
        "https://fcm.googleapis.com/\x00",
        "javascript:alert(1)",
    ],
)
def test_addresses_elsewhere_are_refused(village, endpoint):
    with pytest.raises(BadInput, match="endpoint"):
        subscribe(village, village.person(), endpoint)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"p256dh": ""}, "p256dh"),
        ({"p256dh": packed(b"\x04" + b"\x01" * 64)}, "p256dh"),
        ({"p256dh": "æ" * 87}, "p256dh"),
        ({"auth": packed(b"x" * 15)}, "auth"),
        ({"auth": "%" * 22}, "auth"),
    ],
)
def test_keys_that_are_none_are_refused(village, changes, field):
    with pytest.raises(BadInput, match=field):
        subscribe(village, village.person(), **changes)


def test_only_ones_own_browser_is_let_go(village):
    mine, other = village.person(), village.person()
    actor = subscribe(village, mine)
    his = subscribe(village, other, ADDRESS + "2")
    gone = push.unsubscribe(village.session, endpoint=ADDRESS, actor=his, now=NOW)
    assert gone == 0
    assert push.unsubscribe(village.session, endpoint=None, actor=actor, now=NOW) == 1
    assert push.unsubscribe(village.session, endpoint=None, actor=actor, now=NOW) == 0
    assert push.how_many(village.session, other.id) == 1


def test_one_who_is_nobody_is_refused(village):
    actor = replace(access.person_alone(village.session, village.person().id), person_id=None)
    with pytest.raises(NotAllowed):
        push.subscribe(
            village.session,
            endpoint=ADDRESS,
            **FakeBrowser().keys,
            agent=None,
            actor=actor,
            now=NOW,
        )


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    held = settings.read({"VIKARSENTRAL_DATA": str(tmp_path)})
    first = push.public_key(held)
    assert push.public_key(held) == first
    assert len(unpacked(first)) == push.POINT_BYTES
    assert stat.S_IMODE((tmp_path / "push_key").stat().st_mode) == 0o600


def test_a_key_in_the_settings_is_the_one_on_every_machine(tmp_path):
    key = packed(b"\x01" * 32)
    places = [
        settings.read({"VIKARSENTRAL_DATA": str(tmp_path / name), "VIKARSENTRAL_PUSH_KEY": key})
        for name in ("a", "b")
    ]
    assert push.public_key(places[0]) == push.public_key(places[1])
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("key", ["x", "A" * 43, "_" * 43, packed(b"\x01" * 31), "æ" * 43])
def test_a_key_that_is_none_is_told_without_repeating_it(key):
    with pytest.raises(BadInput) as told:
        settings.read({"VIKARSENTRAL_PUSH_KEY": key})
    assert "VIKARSENTRAL_PUSH_KEY" in str(told.value)
    assert key not in str(told.value).replace("VIKARSENTRAL_PUSH_KEY", "") or len(key) < 3
