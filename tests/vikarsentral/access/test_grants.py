from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import access
from vikarsentral.access import RoleName
from vikarsentral.errors import BadInput, NotFound
from vikarsentral.tables import Event, ShiftLead, User

WHO = {"actor": access.system(), "now": NOW}


def add(session):
    password = "fjell-og-fjord-2"
    access.add_user(session, login="kari", name="Kari", password=password, **WHO)


def test_roles_are_given_once_and_taken(village):
    session = village.session
    add(session)
    for _ in range(2):
        access.grant_role(session, login="kari", role=RoleName.PLANNER, unit_code=None, **WHO)
    access.grant_role(session, login="kari", role=RoleName.MANAGER, unit_code="solvang", **WHO)
    assert access.list_users(session)[0].roles == ("manager:solvang", "planner")
    access.revoke_role(session, login="kari", role=RoleName.PLANNER, unit_code=None, **WHO)
    assert access.list_users(session)[0].roles == ("manager:solvang",)
    with pytest.raises(NotFound):
        access.revoke_role(session, login="kari", role=RoleName.PLANNER, unit_code=None, **WHO)


@pytest.mark.parametrize(
    ("role", "unit"), [(RoleName.MANAGER, None), (RoleName.PLANNER, "solvang")]
)
def test_role_and_unit_must_fit(village, role, unit):
    add(village.session)
    with pytest.raises(BadInput, match="unit"):
        access.grant_role(village.session, login="kari", role=role, unit_code=unit, **WHO)


def test_unknown_unit_is_told(village):
    add(village.session)
    with pytest.raises(NotFound):
        access.grant_role(
            village.session, login="kari", role=RoleName.MANAGER, unit_code="x", **WHO
        )


def test_a_deputy_holds_the_role_from_the_first_day_to_the_last(village):
    session = village.session
    add(session)
    today = NOW.date()
    days = {"valid_from": today + timedelta(days=1), "valid_to": today + timedelta(days=3)}
    for _ in range(2):
        access.grant_role(
            session, login="kari", role=RoleName.MANAGER, unit_code="solvang", **days, **WHO
        )
    held = [
        access.actor_by_login(session, "kari", NOW + timedelta(days=day)).roles for day in range(5)
    ]
    assert held == [set(), {RoleName.MANAGER}, {RoleName.MANAGER}, {RoleName.MANAGER}, set()]
    (event,) = session.query(Event).filter(Event.kind == "role.granted")
    assert event.data["valid_to"] == days["valid_to"].isoformat()


def test_days_in_wrong_order_are_refused(village):
    add(village.session)
    days = {"valid_from": NOW.date(), "valid_to": NOW.date() - timedelta(days=1)}
    with pytest.raises(BadInput, match="valid_to"):
        access.grant_role(
            village.session,
            login="kari",
            role=RoleName.MANAGER,
            unit_code="solvang",
            **days,
            **WHO,
        )


def test_with_the_leaders_role_go_the_evenings_at_that_unit(village):
    session = village.session
    add(session)
    role = {"login": "kari", "role": RoleName.MANAGER, "unit_code": "solvang"}
    access.grant_role(session, **role, **WHO)
    user_id = session.query(User.id).filter_by(login="kari").scalar()
    times = {
        (unit.code, hours): ShiftLead(
            user_id=user_id, unit_id=unit.id, named_by="leder", named_at=NOW,
            starts_at=NOW - timedelta(hours=9), ends_at=NOW + timedelta(hours=hours),
        )
        for unit, hours in ((village.solvang, 2), (village.solvang, -1), (village.fjellheim, 2))
    }  # fmt: skip
    session.add_all(times.values())
    session.flush()
    assert access.revoke_role(session, **role, **WHO) == [times["solvang", 2].id]
    ended = {key for key, row in times.items() if row.ended_at is not None}
    assert ended == {("solvang", 2)}
    line = session.query(Event).filter_by(kind="shift_lead.ended").one()
    assert (line.subject_id, line.data["login"]) == ("solvang", "kari")
