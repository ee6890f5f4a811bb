"""Units on the pages: with area, leader, usual shifts and deputies; each leader their own."""

from tests.web import town
from tests.web.admin.conftest import events, seen, the
from tests.web.conftest import rows


def test_a_unit_comes_with_area_leader_and_usual_shifts(admin, town_db):
    form = {"name": "Bakken", "sector_code": "health", "area_code": "+", "is_active": "y"}
    assert admin.post("/admin/enheter/ny", data={**form, "leader": "leder"}).status_code == 422
    sent = {**form, "area_name": "Vest", "leader": "leder"}
    assert admin.post("/admin/enheter/ny", data=sent).status_code == 303
    made = the(town_db, "unit", "bakken")
    page = admin.get(f"/admin/enheter/{made}").text
    assert "14:30–22:00" in page
    assert "Leder" in page
    assert rows(town_db, "select area_code from unit where id = %s", made) == [("vest",)]


def test_a_refused_unit_leaves_no_area_behind(admin, town_db):
    sent = {"name": "Solvang sykehjem", "sector_code": "health", "area_code": "+"}
    answer = admin.post(
        "/admin/enheter/ny", data={**sent, "area_name": "Vest", "leader": "", "is_active": "y"}
    )
    assert answer.status_code == 409
    assert rows(town_db, "select count(*) from area where code = 'vest'") == [(0,)]


def test_a_unit_with_work_to_come_is_not_closed(admin, town_db):
    unit = the(town_db, "unit", "solvang")
    page = admin.get(f"/admin/enheter/{unit}").text
    sent = {"name": "Solvang", "sector_code": "health", "area_code": "nord", "seen": seen(page)}
    answer = admin.post(f"/admin/enheter/{unit}", data=sent)
    assert answer.status_code == 409
    assert "Enheten har vakter som ikke er over." in answer.text
    assert rows(town_db, "select is_active from unit where id = %s", unit) == [(True,)]


def test_a_leader_sees_and_changes_the_own_unit_only(leader, town_db):
    own, other = (the(town_db, "unit", code) for code in ("solvang", "fjellheim"))
    assert "Fjellheim" not in leader.get("/admin/enheter").text
    assert leader.get(f"/admin/enheter/{own}").status_code == 200
    assert leader.get(f"/admin/enheter/{other}").status_code == 404
    assert leader.post(f"/admin/enheter/{own}", data={}).status_code == 403
    sent = {"code": "K", "starts": "08:00", "ends": "13:00", "unpaid_break_minutes": "0"}
    assert leader.post(f"/admin/enheter/{own}/vaktmaler/ny", data=sent).status_code == 303
    assert leader.post(f"/admin/enheter/{other}/vaktmaler/ny", data=sent).status_code == 404


def test_a_usual_shift_is_changed_and_taken_away(leader, town_db):
    unit = the(town_db, "unit", "solvang")
    (template,) = rows(
        town_db, "select id from shift_template where unit_id = %s and code = 'D'", unit
    )[0]
    where = f"/admin/enheter/{unit}/vaktmaler/{template}"
    page = leader.get(where).text
    sent = {
        "code": "D1",
        "starts": "07:00",
        "ends": "15:00",
        "unpaid_break_minutes": "30",
        "requires": ["sykepleier"],
        "seen": seen(page),
    }
    assert leader.post(where, data=sent).status_code == 303
    assert leader.post(where, data={**sent, "code": "D2"}).status_code == 409
    assert leader.post(where, data={**sent, "unpaid_break_minutes": "480"}).status_code == 422
    assert leader.post(f"{where}/slett").status_code == 303
    assert leader.get(where).status_code == 404
    (data,) = events(town_db, "template.changed")
    assert (data["before"]["code"], data["after"]["code"]) == ("D", "D1")


def test_a_leader_names_a_deputy_and_no_leader(leader, admin, as_user, town_db):
    unit = the(town_db, "unit", "solvang")
    where = f"/admin/enheter/{unit}/ledere"
    answer = leader.post(where, data={"login": "nabo"})
    assert answer.status_code == 403
    assert "bare gi fra seg enheten for en tid" in answer.text
    sent = {"login": "nabo", "valid_to": town.TODAY.isoformat()}
    assert leader.post(where, data=sent).status_code == 303
    assert "Solvang" in as_user("nabo").get("/admin/enheter").text
    assert "Stedfortreder" in leader.get(f"/admin/enheter/{unit}").text
    assert leader.post(f"{where}/nabo/slutt").status_code == 303
    assert "Solvang" not in as_user("nabo").get("/admin/enheter").text
    assert leader.post(where, data={"login": "nabo", "valid_to": "2020-01-01"}).status_code == 422
