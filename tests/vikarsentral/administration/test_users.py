"""Users and roles: a password shown once, and always somebody who can administer."""

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import access
from vikarsentral.access import RoleName
from vikarsentral.administration import Act, users
from vikarsentral.errors import Conflict, NotAllowed, NotFound
from vikarsentral.tables import User


@pytest.fixture
def boss(village, session):
    """An administrator who is a user."""
    who = {"actor": access.system(), "now": NOW}
    made = access.add_user(session, login="boss", name="B", password="fjell-og-fjord-2", **who)
    access.grant_role(session, login="boss", role=RoleName.ADMIN, unit_code=None, **who)
    return Act(access.actor_of(session, made, NOW), NOW)


def add(session, act, login="kari", employee_no=None):
    return users.add_user(session, login=login, name="Kari", employee_no=employee_no, act=act)


def signs_in(session, login, password):
    return access.sign_in(session, login=login, password=password, now=NOW).user_id is not None


def test_an_employee_gets_the_role_and_a_password_that_works(village, session, boss):
    person = village.person()
    made, password = add(session, boss, employee_no=person.employee_no)
    held = users.user(session, made)
    assert (held.person, [one.role for one in held.grants]) == (person.name, [RoleName.EMPLOYEE])
    assert signs_in(session, "kari", password)
    with pytest.raises(Conflict, match="person_has_user"):
        add(session, boss, "kari2", person.employee_no)


def test_a_new_password_ends_the_old_one(session, boss):
    made, old = add(session, boss)
    new = users.new_password(session, made, act=boss)
    assert not signs_in(session, "kari", old)
    assert signs_in(session, "kari", new)


def test_roles_are_given_and_taken(village, session, boss):
    made, _ = add(session, boss)
    users.give_role(session, made, RoleName.MANAGER, "solvang", act=boss)
    (grant,) = users.user(session, made).grants
    assert (grant.role, grant.unit) == (RoleName.MANAGER, "Solvang")
    users.take_role(session, made, RoleName.MANAGER, "solvang", act=boss)
    assert users.user(session, made).grants == ()


def test_who_is_shut_out_loses_tokens_and_comes_back_without_them(session, boss):
    made, password = add(session, boss)
    secret = access.add_token(session, login="kari", actor=boss.actor, now=NOW)
    users.shut_out(session, made, act=boss)
    assert not signs_in(session, "kari", password)
    users.let_in(session, made, act=boss)
    assert signs_in(session, "kari", password)
    assert access.actor_of_token(session, secret, NOW) is None


def test_the_last_administrator_stays(session, boss):
    own = session.query(User).filter_by(login="boss").one().id
    for act in (
        lambda: users.shut_out(session, own, act=boss),
        lambda: users.take_role(session, own, RoleName.ADMIN, None, act=boss),
        lambda: users.give_role(session, own, RoleName.ADMIN, None, valid_to=NOW.date(), act=boss),
    ):
        with session.begin_nested() as inner:
            with pytest.raises(Conflict, match="last_admin"):
                act()
            inner.rollback()
    other, _ = add(session, boss)
    users.give_role(session, other, RoleName.ADMIN, None, act=boss)
    users.take_role(session, own, RoleName.ADMIN, None, act=boss)


def test_only_an_administrator_may(session, leader):
    with pytest.raises(NotAllowed):
        add(session, leader)
    with pytest.raises(NotFound):
        users.user(session, 999_999)
