"""Those who can be told: leaders, deputies on their days, shift leads in their hours."""

from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import access
from vikarsentral.access import RoleName
from vikarsentral.access.leaders import leaders_now
from vikarsentral.tables import ShiftLead

HOUR = timedelta(hours=1)
WHO = {"actor": access.system(), "now": NOW}


@pytest.fixture
def people(village, session):
    """A leader, one who leads for three hours, a leader elsewhere; and a leader without a post."""
    found = {}
    for login, unit in (("leder", "solvang"), ("ansvar", None), ("nabo", "fjellheim")):
        found[login] = village.person()
        access.add_user(
            session, login=login, name=login, password="fjell-og-fjord-2",
            employee_no=found[login].employee_no, **WHO,
        )  # fmt: skip
        if unit:
            access.grant_role(session, login=login, role=RoleName.MANAGER, unit_code=unit, **WHO)
    access.add_user(session, login="fremmed", name="F", password="fjell-og-fjord-2", **WHO)
    access.grant_role(session, login="fremmed", role=RoleName.MANAGER, unit_code="solvang", **WHO)
    lead = access.actor_by_login(session, "ansvar", NOW).user_id
    row = ShiftLead(user_id=lead, unit_id=village.solvang.id, starts_at=NOW, ends_at=NOW + HOUR)
    row.named_by, row.named_at = "leder", NOW
    session.add(row)
    session.flush()
    return found


@pytest.mark.parametrize(
    ("at", "told"),
    [(NOW - HOUR, {"leder"}), (NOW, {"leder", "ansvar"}), (NOW + HOUR, {"leder"})],
)
def test_those_who_lead_at_that_instant_are_told(village, session, people, at, told):
    found = {one.id for one in leaders_now(session, village.solvang.id, at)}
    assert found == {people[login].id for login in told}


def test_who_has_left_is_told_nothing(village, session, people):
    people["leder"].is_active = False
    access.deactivate_user(session, login="ansvar", **WHO)
    session.flush()
    assert leaders_now(session, village.solvang.id, NOW) == []
