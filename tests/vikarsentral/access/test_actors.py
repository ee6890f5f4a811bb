import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import access
from vikarsentral.access import RoleName
from vikarsentral.errors import NotFound

PASSWORD = "fjell-og-fjord-2"


@pytest.fixture
def user_id(village):
    who = {"actor": access.system(), "now": NOW}
    person = village.person()
    made = access.add_user(
        village.session,
        login="Kari",
        name="Kari",
        password=PASSWORD,
        employee_no=person.employee_no,
        **who,
    )
    access.grant_role(
        village.session, login="kari", role=RoleName.MANAGER, unit_code="solvang", **who
    )
    return made


def test_actor_carries_grants_and_person(village, user_id):
    actor = access.actor_of(village.session, user_id)
    assert (actor.label, actor.roles) == ("kari", {RoleName.MANAGER})
    assert actor.grants == {(RoleName.MANAGER, village.solvang.id)}
    assert actor.person_id is not None
    assert access.actor_by_login(village.session, " KARI ") == actor


def test_deactivated_user_is_no_actor(village, user_id):
    access.deactivate_user(village.session, login="kari", actor=access.system(), now=NOW)
    with pytest.raises(NotFound):
        access.actor_of(village.session, user_id)
    with pytest.raises(NotFound):
        access.actor_by_login(village.session, "kari")
