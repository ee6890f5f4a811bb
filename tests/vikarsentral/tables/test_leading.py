"""Somebody leads a shift for a time that ends, and is ended at most once, before that."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from tests.vikarsentral.village import NOW
from vikarsentral import access
from vikarsentral.tables import RoleGrant, RoleName, ShiftLead

HOUR = timedelta(hours=1)


@pytest.fixture
def user_id(session, village):
    assert village.solvang
    return access.add_user(
        session, login="ny", name="Ny", password="fjell-og-fjord-2",
        actor=access.system(), now=NOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ends_at", "ended_at", "name"),
    [
        (NOW, None, "ck_shift_lead_ends_after_start"),
        (NOW + HOUR, NOW + HOUR, "ck_shift_lead_ended_early"),
    ],
)
def test_times_that_cannot_be_are_refused(session, village, user_id, ends_at, ended_at, name):
    session.add(
        ShiftLead(
            user_id=user_id, unit_id=village.solvang.id, starts_at=NOW, ends_at=ends_at,
            ended_at=ended_at, named_by="leder", named_at=NOW,
        )
    )  # fmt: skip
    with pytest.raises(IntegrityError, match=name):
        session.flush()


def test_a_role_that_has_no_end_is_none_of_a_shift_lead(session, village, user_id):
    row = RoleGrant(user_id=user_id, role=RoleName.SHIFT_LEAD, unit_id=village.solvang.id)
    session.add(row)
    with pytest.raises(IntegrityError, match="ck_role_grant_no_shift_lead"):
        session.flush()
