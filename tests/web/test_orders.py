"""Several days in one request, its receipt, and changing what nobody has yet."""

import re
from datetime import timedelta

import pytest

from tests.web.conftest import rows
from tests.web.town import TODAY, at
from vikarsentral.access import Action
from web import guard

ROUTES = {
    "GET /behov/<int:need_id>/endre": Action.CREATE_NEED,
    "POST /behov/<int:need_id>/endre": Action.CREATE_NEED,
    "POST /behov/<int:need_id>/kommer-ikke": Action.REPORT_ABSENCE,
    "POST /behov/<int:need_id>/sammen/angre": Action.BOOK,
    "GET /bestilling/<uuid:key>": Action.SEE_NEED,
    "POST /bestilling/<uuid:key>/spor": Action.SEND_OFFER,
    "GET /ekstra": Action.CREATE_NEED,
    "POST /ekstra": Action.CREATE_NEED,
    "GET /mine-vakter/<int:shift_id>/kan-ikke": Action.SEE_OWN_SHIFTS,
    "POST /mine-vakter/<int:shift_id>/kan-ikke": Action.SEE_OWN_SHIFTS,
    "GET /minstebemanning": Action.MANAGE_UNIT,
    "POST /minstebemanning": Action.MANAGE_UNIT,
}
DAYS = [(TODAY + timedelta(days=ahead)).isoformat() for ahead in (1, 2, 3)]


def test_routes_are_the_saved_ones(app):
    rooms = ("orders.", "dropouts.", "together.")
    with app.app_context():
        ours = {
            f"{method} {rule.rule}": guard.needed(rule.endpoint)
            for rule in app.url_map.iter_rules()
            if rule.endpoint.startswith(rooms)
            for method in rule.methods & {"GET", "POST"}
        }
    assert ours == ROUTES


def usual(leader):
    return re.search(r'name="usual" id="usual-(\d+)"', leader.get("/ekstra").text)[1]


def ask(leader, **fields):
    data = {"usual": usual(leader), "day": DAYS[:1], "priority": "2"} | fields
    return leader.post("/ekstra", data=data)


def test_three_days_are_three_needs_on_one_receipt(as_user, town_db):
    leader = as_user("leder")
    told = ask(leader, day=DAYS)
    assert told.status_code == 303
    where = told.headers["Location"]
    assert where.startswith("/bestilling/")
    page = leader.get(where).text
    assert page.count("Ingen ennå") == 3
    assert "Finn vikar til alle" in page
    for _ in range(2):
        assert leader.post(f"{where}/spor").status_code == 303
    assert rows(town_db, "select count(*) from callout")[0][0] == 3
    assert as_user("nabo").get(where).status_code == 404
    assert leader.get("/bestilling/00000000-0000-0000-0000-000000000000").status_code == 404


def test_one_day_leads_straight_to_the_need(as_user):
    assert re.fullmatch(r"/behov/\d+", ask(as_user("leder")).headers["Location"])


def test_core_lower_competence_and_note_are_kept_and_shown(as_user, town_db):
    leader = as_user("leder")
    told = ask(
        leader,
        core_from="07:30",
        core_to="12.00",
        lower="-",
        lower_hours="2",
        note="Nøkkelen ligger i skapet.",
    )
    page = leader.get(told.headers["Location"]).text
    assert "Må dekkes" in page
    assert "er dette nok" in page
    assert "Nøkkelen ligger i skapet." in page
    found = rows(town_db, "select starts_at - lower_from, lower_requires from need"
                          " where lower_from is not null")  # fmt: skip
    assert [(one[0].total_seconds(), one[1]) for one in found] == [(7200, [])]
    form = leader.get(told.headers["Location"] + "/endre").text
    assert 'value="12:00"' in form
    assert "Nøkkelen ligger i skapet." in form


def test_bad_fields_get_a_sentence_beside_them_and_nothing_is_made(as_user, town_db):
    leader = as_user("leder")
    before = rows(town_db, "select count(*) from need")
    for fields, sentence in (
        ({"day": []}, "Velg vakt, dag"),
        ({"day": ["i morgen"]}, "Velg vakt, dag"),
        ({"usual": "999999"}, "Velg vakt, dag"),
        ({"core_from": "07:30"}, "Tiden som må dekkes, må ligge"),
        ({"core_from": "x", "core_to": "y"}, "Tiden som må dekkes, må ligge"),
        ({"lower": "-", "lower_hours": "999"}, "Velg når den lavere"),
        ({"lower": "finnes-ikke", "lower_hours": "2"}, "Velg når den lavere"),
        ({"note": "Kari er syk"}, "Ta bort: syk"),
        ({"note": "x" * 301}, "Beskjeden er for lang"),
    ):
        told = ask(leader, **fields)
        assert (told.status_code, sentence in told.text) == (422, True), fields
    assert rows(town_db, "select count(*) from need") == before


def test_a_need_is_changed_and_a_bad_time_is_told_beside_the_field(as_user, town_db):
    leader = as_user("leder")
    where = ask(leader).headers["Location"]
    for fields in ({"starts": "x", "ends": "15:00"}, {"starts": "", "ends": ""}):
        told = leader.post(f"{where}/endre", data=fields)
        assert (told.status_code, "Skriv tidene som 07:30" in told.text) == (422, True)
    fields = {"starts": "08:00", "ends": "14:00", "note": "Ring på"}
    assert leader.post(f"{where}/endre", data=fields).status_code == 303
    need_id = int(where.rsplit("/", 1)[1])
    found = rows(
        town_db, "select ends_at - starts_at, handover_note from need where id = %s", need_id
    )
    assert (found[0][0].total_seconds(), found[0][1]) == (6 * 3600, "Ring på")
    assert as_user("nabo").get(f"{where}/endre").status_code == 403
    leader.post(f"{where}/trekk")
    assert "Den kan ikke endres nå" in leader.get(f"{where}/endre").text
    assert leader.post(f"{where}/endre", data=fields).status_code == 409


@pytest.mark.parametrize(
    ("clock", "starts", "ahead"),
    [("06:10", "07:30", 0), ("07:30", "21:45", 0), ("16:00", "21:45", 0), ("22:00", "07:30", 1)],
)
def test_the_shift_chosen_first_is_the_next_that_has_not_begun(
    as_user, tmp_path, clock, starts, ahead
):
    (tmp_path / "now").write_text(at(TODAY, clock).isoformat())
    page = as_user("leder").get("/ekstra").text
    checked = re.search(r'name="usual" id="(usual-\d+)" value="\d+" checked', page)[1]
    assert re.search(f'for="{checked}">{starts}', page)
    days = re.findall(r'name="day" id="[^"]+" value="([^"]+)" checked', page)
    assert days == [(TODAY + timedelta(days=ahead)).isoformat()]
