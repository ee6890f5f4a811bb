"""The administration's pages: who gets in, what is asked, what is said when it cannot be."""

import json
import re

import pytest

from tests.web import town
from tests.web.admin.conftest import seen
from tests.web.conftest import rows
from vikarsentral.access import Action
from web import guard

PLACES = Action.MANAGE_MUNICIPALITY
PEOPLE = Action.MANAGE_PEOPLE
UNIT = Action.MANAGE_UNIT
DUTY = Action.MANAGE_DUTY
USERS = Action.MANAGE_USERS
ONE_UNIT = "/admin/enheter/<int:unit_id>"
ONE_PERSON = "/admin/ansatte/<int:person_id>"
ONE_PLAN = "/admin/vaktplan/<int:person_id>"
ONE_USER = "/admin/brukere/<int:user_id>"
ROUTES = {
    "GET /admin": UNIT,
    "GET /admin/turnus": PLACES,
    "GET /admin/foresporsel": PLACES,
    "POST /admin/provekommune": PLACES,
    "POST /admin/provekommune/fjern": PLACES,
    "GET /admin/kommune": PLACES,
    "POST /admin/kommune": PLACES,
    "GET /admin/sektorer": PLACES,
    "POST /admin/sektorer": PLACES,
    "GET /admin/sektorer/<code>": PLACES,
    "POST /admin/sektorer/<code>": PLACES,
    "POST /admin/sektorer/<code>/bryter": PLACES,
    "GET /admin/omrader": PLACES,
    "POST /admin/omrader": PLACES,
    "POST /admin/omrader/reisetid": PLACES,
    "GET /admin/omrader/<code>": PLACES,
    "POST /admin/omrader/<code>": PLACES,
    "POST /admin/omrader/<code>/slett": PLACES,
    "GET /admin/kompetanser": PLACES,
    "POST /admin/kompetanser": PLACES,
    "GET /admin/kompetanser/<code>": PLACES,
    "POST /admin/kompetanser/<code>": PLACES,
    "POST /admin/kompetanser/<code>/slett": PLACES,
    "GET /admin/enheter": UNIT,
    "GET /admin/enheter/ny": PLACES,
    "POST /admin/enheter/ny": PLACES,
    f"GET {ONE_UNIT}": UNIT,
    f"POST {ONE_UNIT}": PLACES,
    f"POST {ONE_UNIT}/ledere": UNIT,
    f"POST {ONE_UNIT}/ledere/<login>/slutt": UNIT,
    f"GET {ONE_UNIT}/vaktmaler/ny": UNIT,
    f"POST {ONE_UNIT}/vaktmaler/ny": UNIT,
    f"GET {ONE_UNIT}/vaktmaler/<int:template_id>": UNIT,
    f"POST {ONE_UNIT}/vaktmaler/<int:template_id>": UNIT,
    f"POST {ONE_UNIT}/vaktmaler/<int:template_id>/slett": UNIT,
    "GET /admin/ansatte": PEOPLE,
    "GET /admin/ansatte/ny": PEOPLE,
    "POST /admin/ansatte/ny": PEOPLE,
    f"GET {ONE_PERSON}": PEOPLE,
    f"POST {ONE_PERSON}": PEOPLE,
    f"GET {ONE_PERSON}/stillinger/ny": PEOPLE,
    f"POST {ONE_PERSON}/stillinger/ny": PEOPLE,
    f"GET {ONE_PERSON}/stillinger/<int:post_id>": PEOPLE,
    f"POST {ONE_PERSON}/stillinger/<int:post_id>": PEOPLE,
    f"POST {ONE_PERSON}/kompetanser": PEOPLE,
    f"POST {ONE_PERSON}/kompetanser/<code>/slett": PEOPLE,
    f"POST {ONE_PERSON}/steder": PEOPLE,
    f"GET {ONE_PERSON}/slutt": PEOPLE,
    f"POST {ONE_PERSON}/slutt": PEOPLE,
    f"POST {ONE_PERSON}/aktiv": PEOPLE,
    "GET /admin/vaktplan": DUTY,
    f"GET {ONE_PLAN}": DUTY,
    f"POST {ONE_PLAN}": DUTY,
    f"GET {ONE_PLAN}/tid/<int:duty_id>": DUTY,
    f"POST {ONE_PLAN}/tid/<int:duty_id>": DUTY,
    f"POST {ONE_PLAN}/tid/<int:duty_id>/bort": DUTY,
    f"POST {ONE_PLAN}/sporsmal/<int:change_id>/trekk": DUTY,
    "GET /admin/brukere": USERS,
    "GET /admin/brukere/ny": USERS,
    "POST /admin/brukere/ny": USERS,
    f"GET {ONE_USER}": USERS,
    f"POST {ONE_USER}/passord": USERS,
    f"POST {ONE_USER}/roller": USERS,
    f"POST {ONE_USER}/roller/slett": USERS,
    f"POST {ONE_USER}/steng": USERS,
    f"POST {ONE_USER}/slipp-inn": USERS,
}


def test_routes_are_the_saved_ones(app):
    with app.app_context():
        ours = {
            f"{method} {rule.rule}": guard.needed(rule.endpoint)
            for rule in app.url_map.iter_rules()
            if rule.endpoint.startswith("admin.")
            for method in rule.methods - {"HEAD", "OPTIONS"}
        }
    assert ours == ROUTES


IDS = {
    "unit": "select id from unit where code = %s",
    "app_user": "select id from app_user where login = %s",
}


def the(url, table, value):
    """Return the id of one row, by its code or login."""
    return rows(url, IDS[table], value)[0][0]


def events(url, kind):
    return [
        row[0] for row in rows(url, "select data from event where kind = %s order by id", kind)
    ]


# The municipality and its sectors


def test_the_municipality_is_renamed_with_before_and_after(admin, town_db):
    page = admin.get("/admin/kommune").text
    sent = {"name": "Storvik", "sender_name": "", "language": "nn", "seen": seen(page)}
    assert admin.post("/admin/kommune", data=sent).status_code == 303
    assert rows(town_db, "select name, sender_name, language from municipality") == [
        ("Storvik", "Storvik", "nn")
    ]
    (data,) = events(town_db, "municipality.changed")
    assert data["before"]["name"] == "Fjordvik kommune"


def test_the_second_of_two_keeps_what_was_typed_and_may_save_again(admin, as_user, town_db):
    page = admin.get("/admin/kommune").text
    other = as_user("admin")
    first = {"name": "Først", "sender_name": "Fjordvik", "language": "nb", "seen": seen(page)}
    assert other.post("/admin/kommune", data=first).status_code == 303
    second = {**first, "name": "Etterpå"}
    answer = admin.post("/admin/kommune", data=second)
    assert answer.status_code == 409
    assert "Noe er endret mens du skrev" in answer.text
    assert "Kommunens navn: du så «Fjordvik kommune», nå står det «Først»." in answer.text
    assert 'value="Etterpå"' in answer.text
    assert rows(town_db, "select name from municipality") == [("Først",)]
    again = {**second, "seen": seen(answer.text)}
    assert admin.post("/admin/kommune", data=again).status_code == 303
    assert rows(town_db, "select name from municipality") == [("Etterpå",)]


@pytest.mark.parametrize("told", ["", "{", "[]", '"x"', "null"])
def test_seen_that_cannot_be_read_overwrites_nothing(admin, town_db, told):
    sent = {"name": "X", "sender_name": "Y", "language": "nb", "seen": told}
    assert admin.post("/admin/kommune", data=sent).status_code == 409
    assert rows(town_db, "select name from municipality") == [("Fjordvik kommune",)]


def test_sectors_are_ticked_and_switched(admin, town_db):
    sent = {"presets": ["school", "cleaning"], "name_nb": "Kultur"}
    assert admin.post("/admin/sektorer", data=sent).status_code == 303
    assert rows(town_db, "select code from sector order by 1") == [
        ("cleaning",),
        ("health",),
        ("kultur",),
        ("school",),
    ]
    for is_on in ("0", "0", "1"):
        admin.post("/admin/sektorer/school/bryter", data={"is_pool_on": is_on})
    assert rows(town_db, "select is_pool_on from sector where code = 'school'") == [(True,)]
    assert len(events(town_db, "sector.changed")) == 2


def test_sectors_when_nothing_is_chosen_then_it_is_said(admin):
    answer = admin.post("/admin/sektorer", data={})
    assert answer.status_code == 422
    assert "Kryss av for en sektor" in answer.text
    assert admin.post("/admin/sektorer", data={"presets": "x"}).status_code == 422


def test_a_sector_is_renamed(admin, town_db):
    page = admin.get("/admin/sektorer/health").text
    sent = {"name_nb": "Omsorg", "is_pool_on": "y", "seen": seen(page)}
    assert admin.post("/admin/sektorer/health", data=sent).status_code == 303
    assert rows(town_db, "select name_nb, name_en from sector") == [("Omsorg", "Health and care")]


# Areas, travel and competences


def test_areas_are_added_renamed_and_taken_away(admin, town_db):
    assert admin.post("/admin/omrader", data={"name": "Øst"}).status_code == 303
    assert admin.post("/admin/omrader", data={"name": "øst"}).status_code == 409
    page = admin.get("/admin/omrader/ost").text
    admin.post("/admin/omrader/ost", data={"name": "Aust", "seen": seen(page)})
    assert rows(town_db, "select name from area where code = 'ost'") == [("Aust",)]
    admin.post("/admin/omrader/ost/slett")
    admin.post("/admin/omrader/nord/slett")
    assert rows(town_db, "select code from area order by 1") == [("nord",), ("sor",)]
    assert "Den er i bruk" in admin.get("/admin/omrader").text


def test_travel_is_set_for_all_pairs_at_once(admin, town_db):
    page = admin.get("/admin/omrader").text
    sent = {"nord~sor": "20", "seen": json.dumps({"nord~sor": 0})}
    assert 'name="nord~sor"' in page
    assert admin.post("/admin/omrader/reisetid", data=sent).status_code == 303
    assert sorted(rows(town_db, "select from_area, to_area, minutes from travel")) == [
        ("nord", "sor", 20),
        ("sor", "nord", 20),
    ]
    answer = admin.post("/admin/omrader/reisetid", data={**sent, "nord~sor": "30"})
    assert answer.status_code == 409
    assert 'value="30"' in answer.text
    for wrong in ("x", "-1", "601", "٣", ""):
        answer = admin.post("/admin/omrader/reisetid", data={**sent, "nord~sor": wrong})
        assert answer.status_code == 422


def test_competences_are_added_renamed_and_taken_away(admin, town_db):
    sent = {"name_nb": "Lege", "name_en": "Doctor", "is_health_personnel": "y"}
    assert admin.post("/admin/kompetanser", data=sent).status_code == 303
    page = admin.get("/admin/kompetanser/lege").text
    admin.post("/admin/kompetanser/lege", data={"name_nb": "Overlege", "seen": seen(page)})
    assert rows(
        town_db, "select name_nb, is_health_personnel from competence where code = 'lege'"
    ) == [("Overlege", False)]
    admin.post("/admin/kompetanser/lege/slett")
    admin.post("/admin/kompetanser/sykepleier/slett")
    assert rows(town_db, "select code from competence") == [("sykepleier",)]
    assert admin.post("/admin/kompetanser", data={"name_nb": "sykepleier"}).status_code == 409


# Units, usual shifts, leaders


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


# Users


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
