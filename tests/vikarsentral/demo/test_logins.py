from tests.vikarsentral.village import NOW
from vikarsentral import access
from vikarsentral.access import RoleName
from vikarsentral.demo.logins import ROLES, make_logins


def test_every_role_has_its_login(village):
    idle, busy = village.on_duty(), village.on_duty()
    village.shift(busy, "2027-01-11T07:30")
    made = make_logins(village.session, now=NOW)
    assert {role for _, _, role in ROLES} == set(RoleName)
    assert len({each.password for each in made}) == len(made)
    manager = access.actor_by_login(village.session, "leder")
    assert manager.grants == {(RoleName.MANAGER, village.solvang.id)}
    employee = access.actor_by_login(village.session, "vikar")
    assert employee.person_id == busy.id != idle.id
