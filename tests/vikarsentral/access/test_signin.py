from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import access
from vikarsentral.tables import User

PASSWORD = "fjell-og-fjord-2"


@pytest.fixture
def user_id(session):
    return access.add_user(
        session, login="kari", name="Kari", password=PASSWORD, actor=access.system(), now=NOW
    )


def attempt(session, password=PASSWORD, login="kari", now=NOW):
    return access.sign_in(session, login=login, password=password, now=now)


def test_right_password_signs_in(session, user_id):
    assert attempt(session).user_id == user_id
    assert attempt(session, login=" KARI ").user_id == user_id


def test_wrong_password_and_unknown_user_look_the_same(session, user_id):
    assert attempt(session, "feil") == attempt(session, login="ola")
    assert attempt(session, "x" * 10_000).user_id is None


def test_password_is_not_stored(session, user_id):
    stored = session.get(User, user_id).password_hash
    assert stored.startswith("$argon2id$")
    assert PASSWORD not in stored


def test_too_many_failures_lock_for_a_while_also_for_the_right_password(session, user_id):
    for _ in range(access.MAX_FAILED):
        last = attempt(session, "feil")
    assert last.locked_until == NOW + timedelta(minutes=15)
    assert attempt(session).user_id is None
    assert attempt(session, now=NOW + timedelta(minutes=16)).user_id == user_id


def test_success_starts_the_count_again(session, user_id):
    for _ in range(access.MAX_FAILED - 1):
        attempt(session, "feil")
    attempt(session)
    assert attempt(session, "feil").locked_until is None
