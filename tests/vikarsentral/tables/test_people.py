"""People: posts add up to what may be, roles are for units, one live calendar address each."""

import pytest
from sqlalchemy.exc import IntegrityError

from tests.vikarsentral.village import NOW
from vikarsentral.tables import FeedToken, Post, PostKind, RoleGrant, RoleName, User


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"stillingsprosent": 10_001}, "ck_post_stillingsprosent"),
        ({"full_week_minutes": 2401}, "ck_post_full_week"),
        ({"kind": PostKind.POOL}, "ck_post_pool_has_no_unit"),
    ],
)
def test_impossible_posts_are_refused(village, changes, constraint):
    values = {
        "person_id": village.person().id,
        "unit_id": village.solvang.id,
        "kind": PostKind.STAFF,
        "role_code": "sykepleier",
        "stillingsprosent": 10_000,
        "full_week_minutes": 2130,
        "regime": "ROTA_38",
        "valid_from": NOW.date(),
    }
    with pytest.raises(IntegrityError, match=constraint):
        village.add(Post(**{**values, **changes}))


def user(village):
    return village.add(
        User(login="kari", name="Kari", password_hash="x", session_key="x", created_at=NOW)
    )


def test_role_is_granted_once_also_without_a_unit(village):
    owner = user(village)
    village.add(RoleGrant(user_id=owner.id, role=RoleName.PLANNER))
    with pytest.raises(IntegrityError, match="uq_role_grant"):
        village.add(RoleGrant(user_id=owner.id, role=RoleName.PLANNER))


def test_manager_without_a_unit_is_refused(village):
    with pytest.raises(IntegrityError, match="ck_role_grant_manager_has_unit"):
        village.add(RoleGrant(user_id=user(village).id, role=RoleName.MANAGER))


def test_person_has_one_live_calendar_address(village):
    person = village.person()
    old = village.add(FeedToken(token_hash="a", person_id=person.id, created_at=NOW))
    old.revoked_at = NOW
    village.add(FeedToken(token_hash="b", person_id=person.id, created_at=NOW))
    with pytest.raises(IntegrityError, match="uq_feed_token_live_person"):
        village.add(FeedToken(token_hash="c", person_id=person.id, created_at=NOW))
