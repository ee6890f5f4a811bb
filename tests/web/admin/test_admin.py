"""The administration's pages: who gets in, what is asked, what is said when it cannot be."""

import json

import pytest

from tests.web.admin.conftest import events, seen
from tests.web.conftest import rows
from vikarsentral.access import Action
from web import guard

PLACES = Action.MANAGE_MUNICIPALITY
PEOPLE = Action.MANAGE_PEOPLE
UNIT = Action.MANAGE_UNIT
DUTY = Action.MANAGE_DUTY
USERS = Action.MANAGE_USERS
ROTA = Action.CHANGE_ROTA
NEW_ROTA = "/admin/turnus/<int:unit_id>/<int:person_id>/ny"
ONE_SHIFT = "/admin/turnus/vakt/<int:shift_id>"
ONE_UNIT = "/admin/enheter/<int:unit_id>"
ONE_PERSON = "/admin/ansatte/<int:person_id>"
ONE_PLAN = "/admin/vaktplan/<int:person_id>"
ONE_USER = "/admin/brukere/<int:user_id>"
ROUTES = {
    "GET /admin": UNIT,
    "GET /admin/turnus": PLACES,
    f"GET {ONE_PERSON}/lonn": PEOPLE,
    f"POST {ONE_PERSON}/lonn": PEOPLE,
    f"GET {ONE_UNIT}/kontering": PLACES,
    f"POST {ONE_UNIT}/kontering": PLACES,
    "GET /admin/turnus/uke": ROTA,
    f"GET {NEW_ROTA}": ROTA,
    f"POST {NEW_ROTA}": ROTA,
    f"GET {ONE_SHIFT}": ROTA,
    f"POST {ONE_SHIFT}": ROTA,
    f"POST {ONE_SHIFT}/bort": ROTA,
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
    "GET /admin/krav": PLACES,
    "POST /admin/krav/<sector>": PLACES,
    "POST /admin/krav/<sector>/<code>": PLACES,
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
