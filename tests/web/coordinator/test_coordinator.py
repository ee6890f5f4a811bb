"""The vikarsentral's pages: order, follow, read, lock, publish; and what is refused."""

import re
from datetime import timedelta

import psycopg
import pytest

from tests.web import town
from tests.web.conftest import rows
from tests.web.coordinator.conftest import MONDAY
from vikarsentral.access import Action
from web import guard

ROUTES = {
    "GET /planer": Action.SEE_PLAN,
    "POST /planer": Action.RUN_PLAN,
    "GET /planer/<int:run_id>": Action.SEE_PLAN,
    "GET /planer/<int:run_id>/bevis": Action.SEE_PLAN,
    "GET /planer/<int:run_id>/fil": Action.SEE_PLAN,
    "GET /planer/<int:run_id>/fremdrift": Action.SEE_PLAN,
    "GET /planer/<int:run_id>/hull": Action.SEE_PLAN,
    "GET /planer/<int:run_id>/kontroll": Action.SEE_PLAN,
    "GET /planer/<int:run_id>/planfil": Action.SEE_PLAN,
    "POST /planer/<int:run_id>/publiser": Action.PUBLISH_PLAN,
    "POST /planer/<int:run_id>/stopp": Action.RUN_PLAN,
    "GET /planer/<int:run_id>/turnuser": Action.SEE_PLAN,
    "GET /planer/<int:run_id>/uke": Action.SEE_PLAN,
    "GET /planer/<int:run_id>/vakt/<int:need_id>": Action.SEE_PLAN,
    "POST /planer/<int:run_id>/vakt/<int:need_id>/las": Action.PIN,
    "POST /planer/<int:run_id>/vakt/<int:need_id>/las-opp": Action.PIN,
}


@pytest.fixture
def koordinator(as_user):
    return as_user("koordinator")


def change(url, statement, *values):
    """Change rows past the application."""
    with psycopg.connect(url) as connection:
        connection.execute(statement, values)


def version(page):
    """Return what the plan's page publishes on."""
    return re.search(r'name="ground_version" value="(\w+)"', page).group(1)


def test_routes_are_the_saved_ones(app):
    with app.app_context():
        ours = {
            f"{method} {rule.rule}": guard.needed(rule.endpoint)
            for rule in app.url_map.iter_rules()
            if rule.endpoint.startswith("coordinator.")
            for method in rule.methods - {"HEAD", "OPTIONS"}
        }
    assert ours == ROUTES


def test_plan_page_tells_what_is_proven_and_the_three_outcomes(koordinator):
    page = koordinator.get("/planer/1")
    assert page.status_code == 200
    proven = "Ingen lovlig plan er bedre etter de avtalte vektene. Kontrollert to ganger."
    assert proven in page.text
    figures = re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", page.text)
    assert figures[:4] == [
        ("Egne kommer", "4"),
        ("Forslag om innleie", "1"),
        ("Åpne vakter", "1"),
        ("Vakter i alt", "6"),
    ]
    assert "4 nye vakter gis." in page.text


def test_plan_page_when_not_proven_then_it_tells_the_gap(koordinator, town_db):
    change(town_db, "update plan_run set bound = objective - objective / 100, gap = 0.01")
    page = koordinator.get("/planer/1").text
    assert "Planen er lovlig. Ingen lovlig plan er mer enn 1,0" in page
    assert "Ingen lovlig plan er bedre" not in page


def test_holes_tell_why_none_of_our_own_has_them(koordinator):
    page = koordinator.get("/planer/1/hull").text
    assert "2 vakter har ingen av kommunens egne." in page
    assert "har ikke hele kompetansen vakten krever: lege." in page
    assert "Lederen</span>" in page
    assert "Kilde: krav fra enheten." in page


def test_week_opens_to_the_reason_of_each_shift(koordinator):
    page = koordinator.get("/planer/1/uke").text
    links = re.findall(r'href="(/planer/1/vakt/\d+)"', page)
    assert len(links) == 6
    told = [koordinator.get(link).text for link in links]
    holders = [re.search(r">([^<]+) har vakten i planen\.", one) for one in told]
    named = [found.group(1) for found in holders if found and found.group(1) != "Ingen"]
    assert len(named) == 4
    assert set(named) <= {*town.POOL_NAMES, *town.OWN_NAMES}
    assert all("Hvorfor ikke andre?" in one for one in told)


@pytest.mark.parametrize("told", ["?fra=tull", "?enhet=finnes-ikke", "?fra=1999-01-04&enhet="])
def test_week_when_the_address_is_nonsense_then_the_first_week(koordinator, told):
    page = koordinator.get(f"/planer/1/uke{told}")
    assert page.status_code == 200
    assert "Solvang sykehjem" in page.text


def test_publish_then_shifts_once_however_often_it_is_pressed(koordinator, town_db):
    given = "select count(*) from shift where kind = 'cover' and status = 'planned'"
    assert publish_twice(koordinator) == [303, 303]
    assert rows(town_db, given) == [(4,)]
    assert rows(town_db, "select count(*) from agency_order") == [(1,)]
    assert "allerede publisert" in koordinator.get("/planer/1").text


def publish_twice(browser):
    held = {"ground_version": version(browser.get("/planer/1").text)}
    return [browser.post("/planer/1/publiser", data=held).status_code for _ in range(2)]


def test_publish_when_the_ground_has_moved_then_409_tells_what(koordinator, town_db):
    held = {"ground_version": version(koordinator.get("/planer/1").text)}
    moved = "update need set ends_at = ends_at + interval '15 min' where starts_at = %s"
    change(town_db, moved, town.at(MONDAY, "07:30"))
    change(town_db, "update person set accepts_night = false where name = 'Ada Åsen'")
    answer = koordinator.post("/planer/1/publiser", data=held)
    assert answer.status_code == 409
    assert "Endret vakt: Solvang sykehjem man. 11. jan. 07:30–15:15" in answer.text
    assert "Ada Åsen har fått endret" in answer.text
    given = "select count(*) from shift where status = 'planned' and kind = 'cover'"
    assert rows(town_db, given) == [(0,)]


def test_publish_on_another_version_then_409(koordinator, town_db):
    answer = koordinator.post("/planer/1/publiser", data={"ground_version": "0" * 64})
    assert answer.status_code == 409
    assert "laget på nytt siden du åpnet siden" in answer.text
    assert rows(town_db, "select state from plan_run") == [("done",)]


def test_order_twice_then_one_plan_is_made(koordinator, town_db):
    first, second = (koordinator.post("/planer") for _ in range(2))
    assert first.status_code == 303
    assert first.headers["Location"] == second.headers["Location"] == "/planer/2"
    assert rows(town_db, "select count(*) from plan_run") == [(2,)]
    page = koordinator.get("/planer/2").text
    assert "står i kø" in page
    assert 'hx-get="/planer/2/fremdrift"' in page


@pytest.mark.parametrize(
    "sent",
    [
        {"first_on": "tull"},
        {"first_on": (MONDAY + timedelta(days=1)).isoformat()},
        {"first_on": "2026-01-05"},
        {"seconds": "0"},
        {"seconds": "9999999"},
        {"seconds": "x"},
    ],
)
def test_order_when_input_is_bad_then_422_and_no_plan(koordinator, town_db, sent):
    answer = koordinator.post("/planer", data=sent)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert rows(town_db, "select count(*) from plan_run") == [(1,)]


def test_a_plan_in_parts_tells_how_many_are_ready(koordinator, town_db):
    koordinator.post("/planer")
    told = '{"objective": 500000, "bound": 480000, "gap": 0.04, "parts": 5, "parts_done": 2}'
    change(town_db, "update plan_run set state = 'running', progress = %s where id = 2", told)
    part = koordinator.get("/planer/2/fremdrift")
    assert "Planen lages i deler. 2 av 5 er ferdige." in part.text


def test_progress_shows_value_bound_and_gap_and_ends_in_a_reload(koordinator, town_db):
    koordinator.post("/planer")
    told = '{"objective": 1234500, "bound": 1200000, "gap": 0.0279, "phase": "search"}'
    change(town_db, "update plan_run set state = 'running', progress = %s where id = 2", told)
    part = koordinator.get("/planer/2/fremdrift")
    assert "12\N{NO-BREAK SPACE}345\N{NO-BREAK SPACE}kr" in part.text
    assert "12\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr" in part.text
    assert "2,79" in part.text
    assert "HX-Refresh" not in part.headers
    assert koordinator.get("/planer/1/fremdrift").headers["HX-Refresh"] == "true"


def test_stop_then_stopped_and_again_changes_nothing(koordinator, town_db):
    koordinator.post("/planer")
    assert [koordinator.post("/planer/2/stopp").status_code for _ in range(2)] == [303, 303]
    assert rows(town_db, "select state from plan_run where id = 2") == [("cancelled",)]
    assert "Ingen vakter er endret." in koordinator.get("/planer/2").text
    assert koordinator.post("/planer").headers["Location"] == "/planer/3"


def test_pin_then_the_need_says_so_until_the_lock_is_removed(koordinator, town_db):
    need = rows(town_db, "select id from need where status = 'open' order by starts_at desc")[0][0]
    page = f"/planer/1/vakt/{need}"
    person = re.search(r'name="person" value="(\d+)"', koordinator.get(page).text).group(1)
    for _ in range(2):
        assert koordinator.post(f"{page}/las", data={"person": person}).status_code == 303
    assert rows(town_db, "select need_id, person_id from pin") == [(need, int(person))]
    assert "Fjern låsen" in koordinator.get(page).text
    for _ in range(2):
        assert koordinator.post(f"{page}/las-opp").status_code == 303
    assert rows(town_db, "select count(*) from pin") == [(0,)]


@pytest.mark.parametrize(
    ("person", "status"), [("", 400), ("x", 400), ("²", 400), ("9" * 30, 400), ("99999", 404)]
)
def test_pin_when_the_person_is_nobody_then_refused(koordinator, town_db, person, status):
    need = rows(town_db, "select max(id) from need")[0][0]
    answer = koordinator.post(f"/planer/1/vakt/{need}/las", data={"person": person})
    assert answer.status_code == status
    assert rows(town_db, "select count(*) from pin") == [(0,)]


@pytest.mark.parametrize(
    "end", ["99", "99/hull", "99/uke", "99/fil", "99/turnuser", "1/vakt/9999"]
)
def test_what_is_not_there_is_404(koordinator, end):
    assert koordinator.get(f"/planer/{end}").status_code == 404


def test_rotas_tell_breaches_by_rule_and_name_nobody(koordinator):
    page = koordinator.get("/planer/1/turnuser").text
    assert "Ingen er nevnt ved navn." in page
    assert not any(name in page for name in town.OWN_NAMES)


def test_readers_see_plans_and_get_no_buttons(as_user):
    for login in ("planlegger", "tillitsvalgt"):
        browser = as_user(login)
        for path in ("/planer", "/planer/1", "/planer/1/uke", "/planer/1/hull"):
            page = browser.get(path)
            assert page.status_code == 200
            assert "Lag plan" not in page.text
            assert "Publiser" not in page.text.replace("Publisert", "")


def test_file_is_the_ground_itself(koordinator, town_db):
    held = rows(town_db, "select problem from plan_run where id = 1")[0][0]
    answer = koordinator.get("/planer/1/fil")
    assert answer.data == held
    assert "attachment" in answer.headers["Content-Disposition"]
