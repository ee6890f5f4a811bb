"""Three taps and nothing typed from an absence to the first question; watching and stopping."""

import re
from functools import partial

import psycopg

from tests.web.conftest import rows
from tests.web.town import NOW
from vikarsentral import callout, db
from vikarsentral.tables import Need, NeedStatus


def reported(leader):
    """Tap a person, then *Finn vikar*; return the address of the need."""
    first = re.search(r'href="(/borte/\d+)"', leader.get("/borte").text)[1]
    told = leader.post(first, data={})
    assert told.status_code == 303
    return told.headers["Location"]


def test_the_third_tap_sends_the_first_question(as_user, town_db):
    leader = as_user("leder")
    where = reported(leader)
    assert "Spør i avtalt rekkefølge" in leader.get(where).text
    for _ in range(2):
        assert leader.post(f"{where}/spor").status_code == 303
    page = leader.get(where).text
    assert "Leting etter vikar" in page
    assert rows(town_db, "select state from callout") == [("running",)]
    asked = rows(town_db, "select links, body from message where kind = 'offer_asked'")
    assert asked
    assert all("/svar/" in links[0] and "JA " in body for links, body in asked)
    part = leader.get(f"{where}/leting")
    assert "<html" not in part.text
    assert "Neste steg senest" in part.text
    assert "HX-Refresh" not in part.headers


def test_the_whole_page_is_asked_for_when_it_is_decided(as_user):
    leader = as_user("leder")
    where = reported(leader)
    leader.post(f"{where}/spor")
    person = re.search(r'name="person" value="(\d+)"', leader.get(where).text)[1]
    assert "svar innen kl." in leader.get(where).text
    leader.post(f"{where}/sett-opp", data={"person": person})
    page = leader.get(where).text
    assert ("Har fått vakten" in page, "svar innen kl." in page, ">Spurt<" in page) == (1, 0, 0)
    assert leader.get(f"{where}/leting").headers["HX-Refresh"] == "true"


def test_stopping_ends_it_for_everyone(as_user, town_db):
    leader = as_user("leder")
    where = reported(leader)
    leader.post(f"{where}/spor")
    for _ in range(2):
        assert leader.post(f"{where}/stopp").status_code == 303
    assert rows(town_db, "select state from callout") == [("stopped",)]
    assert rows(town_db, "select distinct state from offer_answer") == [("closed",)]
    assert "Spør igjen" in leader.get(where).text


def test_an_agency_comes_only_after_own_staff(as_user, town_db):
    leader = as_user("leder")
    where = reported(leader)
    need_id = int(where.rsplit("/", 1)[1])

    def price(session):
        row = session.get(Need, need_id)
        row.is_agency_allowed, row.agency_ore_per_hour = True, 90_000

    db.transaction(price)
    assert "Foreslå bemanningsforetak" not in leader.get(where).text
    refused = leader.post(f"{where}/bemanningsforetak")
    assert refused.status_code == 409
    assert "Kommunens egne må spørres først" in refused.text

    leader.post(f"{where}/spor")
    exhaust(need_id)
    page = leader.get(where).text
    assert "Foreslå bemanningsforetak" in page
    assert "ytte mellom to" not in page  # nobody has looked yet
    assert rows(town_db, "select left_in_peace, has_exchange from callout") == [(0, None)]
    look = partial(callout.look_for_exchange, need_id=need_id, now=NOW)
    db.transaction(look)
    assert rows(town_db, "select has_exchange from callout") == [(False,)]
    assert "Bytte mellom to ble også prøvd" in leader.get(where).text
    assert leader.post(f"{where}/bemanningsforetak").status_code == 303
    assert rows(town_db, "select status from agency_order") == [("proposed",)]
    status = rows(town_db, "select status from need where id = %s", need_id)
    assert status == [(NeedStatus.AGENCY.value,)]
    assert leader.post(f"{where}/bemanningsforetak").status_code == 409


def exhaust(need_id):
    """Let every window pass until nobody is left to ask."""
    for _ in range(60):
        seen = db.transaction(lambda session: callout.view(session, need_id))
        if not seen.is_running:
            break
        db.transaction(lambda session, at=seen.next_at: callout.go_on(session, need_id, at))
    assert seen.state == "exhausted"


def test_another_unit_may_neither_start_nor_see(as_user):
    where = reported(as_user("leder"))
    other = as_user("nabo")
    assert other.post(f"{where}/spor").status_code == 403
    assert other.post(f"{where}/stopp").status_code == 403
    assert other.get(f"{where}/leting").status_code == 403


def test_the_leader_sees_what_became_of_each_message(as_user, town_db):
    leader = as_user("leder")
    where = reported(leader)
    leader.post(f"{where}/spor")
    told = leader.get(where).text
    assert "Meldingen er på vei" in told
    assert "ikke sendt ennå. Den eldste har ventet siden 06:10." in " ".join(told.split())
    assert "Skriv ut ringeliste" in told
    for state, word in (("sent", "Sendt"), ("delivered", "Kommet fram"), ("failed", "Ring.")):
        changed = "update message set state = %s where kind = 'offer_asked' returning id"
        with psycopg.connect(town_db) as connection:
            connection.execute(changed, [state])
        told = leader.get(f"{where}/leting").text
        assert word in told
        assert "ikke sendt ennå" not in told


def test_a_cap_that_is_reached_is_told(as_user, town_db):
    leader = as_user("leder")
    where = reported(leader)
    leader.post(f"{where}/spor")
    with psycopg.connect(town_db) as connection:
        connection.execute("update message set held_since = created_at")
    assert "Grensen for hvor mange meldinger" in leader.get(where).text


def test_a_shift_lead_takes_the_search_over_and_either_may_stop_it(as_user, town_db):
    leader, lead = as_user("leder"), as_user("koordinator")
    where = reported(leader)
    leader.post(f"{where}/spor")
    assert "Ta over" not in leader.get(where).text
    page = lead.get(where).text
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    assert ("Ansvarlig: " in page, seen) == (True, "leder")
    for _ in range(2):
        assert lead.post(f"{where}/ta-over", data={"seen": seen}).status_code == 303
    assert "Tok over kl. 06:10" in leader.get(where).text
    late = leader.post(f"{where}/ta-over", data={"seen": "leder"})
    assert (late.status_code, "En annen har nettopp tatt over" in late.text) == (409, True)
    assert as_user("nabo").post(f"{where}/ta-over").status_code == 403
    assert leader.post(f"{where}/stopp").status_code == 303
    gone = lead.post(f"{where}/ta-over", data={"seen": "leder"})
    assert (gone.status_code, "Ingen leter lenger" in gone.text) == (409, True)
    assert rows(town_db, "select started_by, taken_by from callout") == [("leder", "koordinator")]
