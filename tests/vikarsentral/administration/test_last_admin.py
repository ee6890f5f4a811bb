"""Somebody can always administer, whichever way an administrator goes."""

from datetime import date

import pytest

from tests.vikarsentral.importing.files import counts, csv_file, take
from tests.vikarsentral.village import NOW
from vikarsentral import access
from vikarsentral.access import RoleName
from vikarsentral.administration import deactivate_person
from vikarsentral.administration.last_admin import admins, keep_an_admin
from vikarsentral.administration.users import give_role, take_role
from vikarsentral.errors import Conflict
from vikarsentral.tables import Person, RoleGrant, User

WHO = {"actor": access.system(), "now": NOW}
FILE = csv_file(
    ("Ansattnummer", "Navn", "Stilling", "Ansettelse", "Stillingsprosent", "Full uke", "Fra"),
    ("777", "Ny Navnsen", "sykepleier", "vikarsentral", "100", "37,5", "01.01.2026"),
)


def put(session, login, employee_no=None, **days):
    about = {"login": login, "name": login, "password": "fjell-og-fjord-2"}
    made = access.add_user(session, employee_no=employee_no, **about, **WHO)
    role = {"role": RoleName.ADMIN, "unit_code": None}
    access.grant_role(session, login=login, **role, **days, **WHO)
    session.flush()
    return made


@pytest.fixture
def boss(village, session):
    """A pool employee who is the only administrator."""
    person = village.person(employee_no="0001")
    put(session, "sjef", "0001")
    return person


def test_the_last_administrator_does_not_leave_as_an_employee(session, boss, admin):
    with pytest.raises(Conflict, match="last_admin"), session.begin_nested():
        deactivate_person(session, boss.id, act=admin)
    session.expire_all()
    assert session.get_one(Person, boss.id).is_active
    put(session, "nestleder")
    assert deactivate_person(session, boss.id, act=admin).users == 1


def test_a_role_that_has_not_begun_or_will_end_keeps_nobody(session, boss, admin):
    first = session.query(User).filter_by(login="sjef").one()
    later = put(session, "senere", valid_from=date(2027, 2, 1))
    put(session, "kort", valid_to=date(2027, 2, 1))
    assert admins(session, NOW) == {first.id: boss.id}
    with pytest.raises(Conflict, match="last_admin"), session.begin_nested():
        take_role(session, first.id, RoleName.ADMIN, None, act=admin)
    session.expire_all()
    give_role(session, later, RoleName.ADMIN, None, act=admin)
    take_role(session, first.id, RoleName.ADMIN, None, act=admin)
    keep_an_admin(session, NOW)


def test_who_is_no_administrator_leaves_where_there_is_none(session, village, admin):
    person = village.person()
    assert session.query(RoleGrant).filter_by(role=RoleName.ADMIN).count() == 0
    deactivate_person(session, person.id, act=admin)


def test_a_file_of_people_lets_the_last_administrator_stay_and_tells(session, boss, village):
    other = village.person(employee_no="0002")
    report = take(session, "people", FILE, NOW, is_whole=True)
    assert counts(report) == (1, 0, 0, 1)
    remarks = [(one.code, one.value) for one in report.compared.remarks]
    assert remarks == [("last_admin", "0001")]
    assert (boss.is_active, other.is_active) == (True, False)
    put(session, "nestleder")
    assert counts(take(session, "people", FILE, NOW, is_whole=True)) == (0, 0, 1, 1)
    session.expire_all()
    assert not boss.is_active
