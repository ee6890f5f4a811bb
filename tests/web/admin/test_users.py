"""Users on the pages: a password shown once, roles, and the last administrator."""

import re

from tests.web.admin.conftest import events, the


def test_a_user_is_made_with_a_password_shown_once(admin, client, town_db):
    sent = {"name": "Kari Fjell", "login": "kari.fjell"}
    page = admin.post("/admin/brukere/ny", data=sent).text
    password = re.search(r'id="password" value="([^"]+)"', page).group(1)
    user = the(town_db, "app_user", "kari.fjell")
    assert password not in admin.get(f"/admin/brukere/{user}").text
    answer = client.post("/logg-inn", data={"login": "kari.fjell", "password": password})
    assert answer.status_code == 303
    assert admin.post("/admin/brukere/ny", data=sent).status_code == 409
    for wrong in ({"login": "ø"}, {"login": "ok", "employee_no": "finnes-ikke"}):
        assert admin.post("/admin/brukere/ny", data={**sent, **wrong}).status_code == 422


def test_roles_are_given_and_taken_and_the_last_administrator_stays(admin, town_db):
    user = the(town_db, "app_user", "planlegger")
    where = f"/admin/brukere/{user}/roller"
    assert admin.post(where, data={"role": "manager", "unit_id": "solvang"}).status_code == 303
    assert admin.post(where, data={"role": "manager", "unit_id": ""}).status_code == 422
    assert "Leder for en enhet" in admin.get(f"/admin/brukere/{user}").text
    admin.post(f"{where}/slett", data={"role": "manager", "unit": "solvang"})
    assert [data["role"] for data in events(town_db, "role.revoked")] == ["manager"]
    assert admin.post(f"{where}/slett", data={"role": "x"}).status_code == 400
    own = the(town_db, "app_user", "admin")
    admin.post(f"/admin/brukere/{own}/roller/slett", data={"role": "admin"})
    admin.post(f"/admin/brukere/{own}/steng")
    assert "Dette er den siste administratoren." in admin.get(f"/admin/brukere/{own}").text


def test_who_is_shut_out_is_out_at_once(admin, as_user, town_db):
    planner = as_user("planlegger")
    user = the(town_db, "app_user", "planlegger")
    admin.post(f"/admin/brukere/{user}/steng")
    assert planner.get("/vikarbruk").status_code == 302
    admin.post(f"/admin/brukere/{user}/slipp-inn")
    as_user("planlegger")
    page = admin.post(f"/admin/brukere/{user}/passord").text
    assert re.search(r'id="password" value="[^"]{12,}"', page)
