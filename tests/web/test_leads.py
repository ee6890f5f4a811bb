"""The page where a leader names who leads a shift, and the evening when the leader is away."""

import re
from datetime import timedelta

import pytest

from tests.web.conftest import rows
from tests.web.test_callouts import exhaust, reported
from tests.web.test_guard import METHODS, page_rules
from tests.web.test_queries import MOST, Counter
from tests.web.town import NOW, TODAY
from vikarsentral import db
from vikarsentral.access import Action
from vikarsentral.tables import Need
from web import guard

ROUTES = {
    "GET /ansvarsvakt": Action.MANAGE_UNIT,
    "POST /ansvarsvakt": Action.MANAGE_UNIT,
    "POST /ansvarsvakt/<int:lead_id>/slutt": Action.MANAGE_UNIT,
}
PAGE = "/ansvarsvakt?enhet=solvang"
FIELDS = {"login": "vikar", "day": TODAY.isoformat(), "starts": "05:00", "ends": "15:00"}


def test_routes_are_the_saved_ones(app):
    with app.app_context():
        ours = {
            f"{method} {rule.rule}": guard.needed(rule.endpoint)
            for rule in page_rules(app)
            if rule.endpoint.startswith("leads.")
            for method in rule.methods & METHODS
        }
    assert ours == ROUTES


def test_the_leader_is_away_and_the_shift_lead_finds_cover(as_user, town_db):
    leader, nurse = as_user("leder"), as_user("vikar")
    assert nurse.get("/borte").status_code == 403
    assert leader.post(PAGE, data=FIELDS).status_code == 303
    assert "Nå" in leader.get(PAGE).text
    page = nurse.get("/borte").text
    assert "Hvem er borte?" in page
    assert "Minstebemanning" not in page
    first = re.search(r'href="(/borte/\d+)"', page)[1]
    where = nurse.post(first).headers["Location"]
    assert "/behov/" in where
    assert nurse.post(f"{where}/spor").status_code == 303
    assert "Pågår" in nurse.get(where).text
    assert nurse.get("/ansvarsvakt").status_code == 403
    started = "select started_by from callout where state = 'running'"
    assert rows(town_db, started) == [("vikar",)]
    assert nurse.get("/").headers["Location"] == "/borte"


def test_the_right_ends_by_itself_and_by_a_tap(as_user, town_db, tmp_path):
    leader, nurse = as_user("leder"), as_user("vikar")
    leader.post(PAGE, data=FIELDS)
    assert nurse.get("/borte?enhet=solvang").status_code == 200
    assert nurse.get("/borte?enhet=fjellheim").status_code == 404
    clock = tmp_path / "now"
    clock.write_text((NOW + timedelta(hours=9)).isoformat())
    assert nurse.get("/borte").status_code == 403
    clock.write_text(NOW.isoformat())
    number = rows(town_db, "select id from shift_lead")[0][0]
    for _ in range(2):
        assert leader.post(f"/ansvarsvakt/{number}/slutt").status_code == 303
    assert nurse.get("/borte").status_code == 403
    assert "Ingen er satt opp som ansvarsvakt" in leader.get(PAGE).text


def test_another_units_leader_names_and_ends_nobody_here(as_user, town_db):
    as_user("leder").post(PAGE, data=FIELDS)
    number = rows(town_db, "select id from shift_lead")[0][0]
    other = as_user("nabo")
    assert other.post(PAGE, data=FIELDS).status_code == 404
    assert other.post(f"/ansvarsvakt/{number}/slutt").status_code == 404
    assert other.post("/ansvarsvakt/999999/slutt").status_code == 404
    assert rows(town_db, "select ended_at from shift_lead") == [(None,)]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"login": ""}, "Velg hvem"),
        ({"login": "ingen"}, "Velg hvem"),
        ({"login": "vikar\0"}, "Velg hvem"),
        ({"login": "leder"}, "Du kan ikke sette opp deg selv"),
        ({"day": "i kveld"}, "Velg dag, og skriv tidene"),
        ({"starts": "25:00"}, "Velg dag, og skriv tidene"),
        ({"last_day": "x"}, "Velg dag, og skriv tidene"),
        ({"starts": "05:00", "ends": "06:00"}, "Tiden må være framme i tid"),
        ({"last_day": (TODAY + timedelta(days=9)).isoformat()}, "Tiden må være framme i tid"),
        ({"day": "2099-01-01"}, "innen et år"),
        ({"day": "2027-03-28", "starts": "02:30"}, "finnes ikke"),
    ],
)
def test_what_does_not_fit_is_told_beside_the_field(as_user, town_db, changed, told):
    answer = as_user("leder").post(PAGE, data={**FIELDS, **changed})
    assert (answer.status_code, told in answer.text) == (422, True)
    assert rows(town_db, "select count(*) from shift_lead") == [(0,)]


def test_twice_the_same_is_once_and_the_page_asks_little(as_user, town_db):
    leader = as_user("leder")
    weekend = {**FIELDS, "starts": "15:00", "last_day": (TODAY + timedelta(days=3)).isoformat()}
    for _ in range(2):
        assert leader.post(PAGE, data=weekend).status_code == 303
    assert rows(town_db, "select count(*) from shift_lead") == [(1,)]
    leader.get(PAGE)
    with Counter(db.engine()) as statements:
        leader.get(PAGE)
    assert len(statements) <= MOST


def test_at_night_the_shift_lead_proposes_and_approves_an_agency(as_user, town_db, tmp_path):
    (tmp_path / "now").write_text((NOW - timedelta(minutes=100)).isoformat())
    as_user("leder").post(PAGE, data={**FIELDS, "starts": "04:00"})
    nurse = as_user("vikar")
    where = reported(nurse)
    need_id = int(where.rsplit("/", 1)[1])

    def price(session):
        row = session.get(Need, need_id)
        row.is_agency_allowed, row.agency_ore_per_hour = True, 90_000

    db.transaction(price)
    nurse.post(f"{where}/spor")
    exhaust(need_id)
    assert nurse.post(f"{where}/bemanningsforetak").status_code == 303
    order = re.search(r'href="(/vikarbruk/bestillinger/\d+)"', nurse.get(where).text)[1]
    page = nurse.get(order).text
    assert ("Rammepris per time" in page, "900" in page, "Godkjenn" in page) == (True,) * 3
    assert nurse.get("/vikarbruk/bestillinger").status_code == 403
    sent = {"decision": "approve", "basis": "vikariat"}
    for _ in range(2):
        assert nurse.post(order, data=sent).headers["Location"] == where
    assert "Bestillingen er godkjent." in nurse.get(where).text
    assert "decision" not in nurse.get(order).text
    held = rows(town_db, "select status, approved_by from agency_order")
    assert held == [("approved", "vikar")]
    assert as_user("nabo").get(order).status_code == 403
    assert nurse.get("/vikarbruk/bestillinger/999999").status_code == 404


AUTUMN = {"day": "2027-10-31", "last_day": "2027-10-31", "login": "vikar"}


@pytest.mark.parametrize(
    ("starts", "ends", "status"),
    [(("02:15", 2), ("02:45", 1), 422), (("02:45", 1), ("02:15", 2), 303)],
)
def test_in_the_autumn_night_instants_are_compared(as_user, town_db, starts, ends, status):
    told = {"starts": starts[0], "omgang-starts": starts[1]}
    told |= {"ends": ends[0], "omgang-ends": ends[1]}
    answer = as_user("leder").post(PAGE, data={**AUTUMN, **told})
    assert answer.status_code == status
    assert rows(town_db, "select count(*) from shift_lead") == [(int(status == 303),)]
