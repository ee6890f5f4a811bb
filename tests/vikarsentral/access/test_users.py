import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import access
from vikarsentral.errors import BadInput, Conflict, NotFound
from vikarsentral.tables import Event, User

WHO = {"actor": access.system(), "now": NOW}


def add(session, login="kari", **changes):
    values = {"name": "Kari", "password": "fjell-og-fjord-2", **WHO}
    return access.add_user(session, login=login, **{**values, **changes})


def test_all_faults_are_told_at_once(session):
    with pytest.raises(BadInput) as refused:
        add(session, login="ø", name=" ", password="kort")
    assert [fault.where for fault in refused.value.faults] == ["login", "name", "password"]


def test_login_is_taken_in_any_case(session):
    add(session)
    with pytest.raises(Conflict, match="login_taken"):
        add(session, login="KARI")


def test_unknown_employee_number_is_told(session):
    with pytest.raises(NotFound):
        add(session, employee_no="0")


def test_language_is_one_of_three(session):
    user_id = add(session)
    access.set_language(session, user_id=user_id, language="nn")
    assert session.get(User, user_id).language == "nn"
    with pytest.raises(BadInput):
        access.set_language(session, user_id=user_id, language="se")
    with pytest.raises(NotFound):
        access.set_language(session, user_id=999_999, language="nb")


def test_what_is_done_to_users_is_recorded_without_passwords(session):
    add(session)
    access.set_password(session, login="kari", password="nytt-passord-3", **WHO)
    access.deactivate_user(session, login="kari", **WHO)
    session.flush()
    lines = session.query(Event).order_by(Event.id).all()
    kinds = ["user.added", "user.password_changed", "user.deactivated"]
    assert [line.kind for line in lines] == kinds
    assert all("passord" not in str(line.data) for line in lines)
    assert not access.list_users(session)[0].is_active


def test_short_new_password_is_refused(session):
    add(session)
    with pytest.raises(BadInput, match="12 to 200"):
        access.set_password(session, login="kari", password="kort", **WHO)


def test_a_user_is_let_in_again_once(session):
    user_id = add(session)
    access.deactivate_user(session, login="kari", **WHO)
    for _ in range(2):
        access.reactivate_user(session, login="kari", **WHO)
    assert session.get(User, user_id).is_active
    assert session.query(Event).filter(Event.kind == "user.reactivated").count() == 1
