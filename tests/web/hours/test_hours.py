"""Hours as worked, told in two taps by the leader or the person, and seen by the other."""

import re
from datetime import timedelta

import psycopg
import pytest

from tests.web import town
from tests.web.conftest import rows
from tests.web.hours.conftest import YESTERDAY, entries, shift_of
from vikarsentral.access import Action
from web import guard

ROUTES = {
    "GET /timer": Action.CORRECT_HOURS,
    "POST /timer/<int:shift_id>": Action.CORRECT_HOURS,
    "GET /mine-timer": Action.TELL_OWN_HOURS,
    "POST /mine-timer/<int:shift_id>": Action.TELL_OWN_HOURS,
    "GET /mine-timer/alt-om-meg": Action.TELL_OWN_HOURS,
    "GET /filer-ut": Action.EXPORT_FILES,
    "GET /filer-ut/vikarbruk": Action.SEE_SPEND,
    "GET /filer-ut/ansatte": Action.MANAGE_PEOPLE,
    "GET /filer-ut/turnus": Action.IMPORT_FILES,
    "GET /filer-ut/behov": Action.IMPORT_FILES,
    "GET /filer-ut/arbeidstid": Action.EXPORT_INSPECTION,
    "GET /filer-ut/lonn": Action.EXPORT_PAYROLL,
    "GET /filer-ut/lonnsperioder": Action.CLOSE_PAYROLL,
    "POST /filer-ut/lonnsperioder": Action.CLOSE_PAYROLL,
    "GET /filer-ut/person": Action.EXPORT_PERSON,
    "POST /filer-ut/slett": Action.ERASE_PERSON,
    "GET /oppbevaring": guard.SIGNED_IN,
}
WEEK = "/timer?uke=2027-01-04"


def worked_by(url, login, day=YESTERDAY):
    """Give the user's own person a shift at Solvang on a day."""
    with psycopg.connect(url) as connection:
        return connection.execute(
            "insert into shift (person_id, unit_id, starts_at, ends_at, unpaid_break_minutes,"
            " requires, kind, status, uid, sequence, created_at, changed_at, version)"
            " select u.person_id, (select id from unit where code = 'solvang'),"
            " %s::timestamp at time zone 'Europe/Oslo',"
            " %s::timestamp at time zone 'Europe/Oslo', 0, '{}', 'rota', 'planned',"
            " 'own-shift', 0, now(), now(), 1 from app_user u where u.login = %s returning id",
            [f"{day} 07:30", f"{day} 15:00", login],
        ).fetchone()[0]


def test_routes_are_the_saved_ones(app):
    with app.app_context():
        ours = {
            f"{method} {rule.rule}": guard.needed(rule.endpoint)
            for rule in app.url_map.iter_rules()
            if rule.endpoint.startswith("hours.")
            for method in rule.methods - {"HEAD", "OPTIONS"}
        }
    assert ours == ROUTES


def test_leader_sees_who_worked_and_nobody_elses_unit(leder, as_user):
    page = leder.get(WEEK).text
    assert "Frida Foss" in page
    assert "07:30–15:00" in page
    assert "Frida Foss" not in as_user("nabo").get(WEEK).text


def test_shift_to_come_is_not_there(leder):
    assert "Gikk det annerledes?" not in leder.get("/timer?uke=2027-01-18").text


@pytest.mark.parametrize(
    ("said", "went", "minutes"),
    [
        ("late-20", "late", 430),
        ("longer-30", "stayed_on", 480),
        ("early-15", "left_early", 435),
        ("away", "did_not_come", 0),
    ],
)
def test_leader_tells_by_one_button_and_pressing_twice_tells_once(
    leder, town_db, said, went, minutes
):
    shift = shift_of(town_db)
    for _ in range(2):
        answer = leder.post(f"/timer/{shift}", data={"sagt": said})
        assert answer.status_code == 303
    assert entries(town_db) == [(went, "leader", minutes, 1)]
    page = leder.get(answer.headers["Location"]).text
    assert "Meldt av leder" in page


def test_typed_times_are_read_as_people_write_them(leder, town_db):
    shift = shift_of(town_db)
    for fra, til in (("07:45", "15:10"), ("7.45", "1510")):
        data = {"sagt": "times", "fra": fra, "til": til}
        assert leder.post(f"/timer/{shift}", data=data).status_code == 303
    assert entries(town_db) == [("other_times", "leader", 445, 1)]


@pytest.mark.parametrize(
    ("fra", "til", "sentence"),
    [
        ("25:00", "15:00", "Skriv klokkeslett som fantes den dagen, som 07:30."),
        ("", "15:00", "Skriv klokkeslett som fantes den dagen, som 07:30."),
        ("٠٧:٣٠", "15:00", "Skriv klokkeslett som fantes den dagen, som 07:30."),
        ("<b>", "15:00", "Skriv klokkeslett som fantes den dagen, som 07:30."),
        ("15:00", "07:30", "Slutten må være etter starten."),
    ],
)
def test_times_that_cannot_be_are_refused_beside_the_field(leder, town_db, fra, til, sentence):
    shift = shift_of(town_db)
    answer = leder.post(f"/timer/{shift}", data={"sagt": "times", "fra": fra, "til": til})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "<b>" not in answer.text
    assert entries(town_db) == []


@pytest.mark.parametrize("said", ["", "late-", "late-9999", "longer-x", "delete", "late-10 "])
def test_unknown_words_are_refused(leder, town_db, said):
    answer = leder.post(f"/timer/{shift_of(town_db)}", data={"sagt": said})
    assert answer.status_code == 422
    assert entries(town_db) == []


def test_other_units_shifts_and_other_peoples_are_not_there(leder, vikar, as_user, town_db):
    shift = shift_of(town_db)
    assert as_user("nabo").post(f"/timer/{shift}", data={"sagt": "away"}).status_code == 404
    assert vikar.post(f"/mine-timer/{shift}", data={"sagt": "away"}).status_code == 404
    assert leder.post("/timer/999999999", data={"sagt": "away"}).status_code == 404
    assert entries(town_db) == []


def test_person_tells_leader_sees_it_and_disagrees_and_the_person_sees_that(leder, vikar, town_db):
    shift = worked_by(town_db, "vikar")
    assert vikar.post(f"/mine-timer/{shift}", data={"sagt": "longer-30"}).status_code == 303
    assert "Meldt av den ansatte" in leder.get(WEEK).text
    assert leder.post(f"/timer/{shift}", data={"sagt": "object"}).status_code == 303
    assert "Leder er uenig" in vikar.get("/mine-timer?uke=2027-01-04").text
    assert leder.post(f"/timer/{shift}", data={"sagt": "plan"}).status_code == 303
    assert vikar.post(f"/mine-timer/{shift}", data={"sagt": "object"}).status_code == 303
    assert "Den ansatte er uenig" in leder.get(WEEK).text
    assert leder.post(f"/timer/{shift}", data={"sagt": "uphold"}).status_code == 303
    assert [line[:3] for line in entries(town_db)] == [
        ("stayed_on", "person", 480),
        ("as_planned", "leader", 450),
        ("as_planned", "leader", 450),
    ]
    told = rows(town_db, "select kind from message where kind like 'hours%%' order by id")
    assert [kind for (kind,) in told] == ["hours_objected", "hours_told", "hours_told"]


def test_person_cannot_uphold_over_the_leader(leder, vikar, town_db):
    shift = worked_by(town_db, "vikar")
    leder.post(f"/timer/{shift}", data={"sagt": "early-15"})
    answer = vikar.post(f"/mine-timer/{shift}", data={"sagt": "uphold"})
    assert answer.status_code == 403
    assert len(entries(town_db)) == 1


def test_staying_on_into_another_shift_is_told_in_words(leder, vikar, town_db):
    shift = worked_by(town_db, "vikar")
    with psycopg.connect(town_db) as connection:
        connection.execute(
            "insert into shift (person_id, unit_id, starts_at, ends_at, unpaid_break_minutes,"
            " requires, kind, status, uid, sequence, created_at, changed_at, version)"
            " select person_id, unit_id, ends_at, ends_at + interval '4 hours', 0, '{}',"
            " 'rota', 'planned', 'next-shift', 0, now(), now(), 1 from shift where id = %s",
            [shift],
        )
    answer = leder.post(f"/timer/{shift}", data={"sagt": "longer-15"}, follow_redirects=True)
    assert answer.status_code == 200
    assert "Tiden overlapper en annen vakt. Ingenting er endret." in answer.text
    assert entries(town_db) == []


def test_old_shifts_show_without_buttons(leder, town_db, monkeypatch, tmp_path):
    later = tmp_path / "later"
    later.write_text((town.NOW + timedelta(days=70)).isoformat())
    monkeypatch.setenv("VIKARSENTRAL_NOW", str(later))
    from tests.conftest import fresh_settings

    fresh_settings()
    page = leder.get(WEEK)
    if page.status_code == 302:  # the session has run out meanwhile
        leder.post("/logg-inn", data={"login": "leder", "password": town.PASSWORD})
        page = leder.get(WEEK)
    assert "Frida Foss" in page.text
    assert "Gikk det annerledes?" not in page.text


def test_two_taps_tell_that_somebody_was_late(leder):
    page = leder.get(WEEK).text
    first = page[page.index('id="vakt-') :]
    assert re.search(r"<summary>Gikk det annerledes\?", first), "first tap"
    assert re.search(r'name="sagt" value="late-20"', first), "second tap"


def test_number_of_statements_does_not_grow_with_shifts(leder, own_statements):
    few, many = own_statements(leder, "/timer?uke=2026-12-28"), own_statements(leder, WEEK)
    assert few == many
    assert many <= 12


@pytest.fixture
def own_statements():
    """Count the statements of one request."""
    from sqlalchemy import event

    from vikarsentral import db

    def count(browser, path):
        seen = []
        engine = db.engine()

        def note(*facts):
            seen.append(facts[2])

        event.listen(engine, "before_cursor_execute", note)
        try:
            assert browser.get(path).status_code == 200
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    return count
