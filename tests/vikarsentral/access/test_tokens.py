from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import access
from vikarsentral.errors import NotFound
from vikarsentral.tables import ApiToken

WHO = {"actor": access.system(), "now": NOW}


@pytest.fixture
def user_id(session):
    return access.add_user(session, login="kari", name="Kari", password="fjell-og-fjord-2", **WHO)


def test_secret_acts_as_its_user_and_is_stored_as_a_hash(session, user_id):
    secret = access.add_token(session, login="kari", **WHO)
    assert access.actor_of_token(session, secret, NOW).user_id == user_id
    assert access.actor_of_token(session, "feil", NOW) is None
    assert session.query(ApiToken).one().token_hash != secret


def test_use_is_noted_now_and_then(session, user_id):
    secret = access.add_token(session, login="kari", **WHO)
    row = session.query(ApiToken).one()
    for minutes, noted in ((0, 0), (4, 0), (6, 6)):
        access.actor_of_token(session, secret, NOW + timedelta(minutes=minutes))
        assert row.last_used_at == NOW + timedelta(minutes=noted)


def test_revoked_token_is_useless(session, user_id):
    secret = access.add_token(session, login="kari", **WHO)
    row = session.query(ApiToken).one()
    access.revoke_token(session, token_id=row.id, **WHO)
    assert access.actor_of_token(session, secret, NOW) is None
    with pytest.raises(NotFound):
        access.revoke_token(session, token_id=row.id + 1, **WHO)


def test_token_of_a_deactivated_user_is_useless(session, user_id):
    secret = access.add_token(session, login="kari", **WHO)
    access.deactivate_user(session, login="kari", **WHO)
    assert access.actor_of_token(session, secret, NOW) is None


def test_token_for_nobody_is_refused(session):
    with pytest.raises(NotFound):
        access.add_token(session, login="ola", **WHO)
