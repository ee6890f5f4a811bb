"""The page of messages that have not arrived: one's own units, who to phone, and why."""

import psycopg

from tests.web.test_callouts import reported
from tests.web.test_queries import MOST, Counter
from vikarsentral import db

PAGE = "/meldinger"


def spoil(url, **values):
    """Let the first question fare badly."""
    fields = ", ".join(f"{name} = %({name})s" for name in values)
    first = "select min(id) from message where kind = 'offer_asked'"
    query = f"update message set {fields} where id = ({first})"  # noqa: S608 - names from here
    with psycopg.connect(url) as connection:
        connection.execute(query, values)


def test_what_waits_and_what_failed_is_shown_with_the_way_and_the_fault(as_user, town_db):
    leader = as_user("leder")
    assert "Alle meldinger om vaktene dine er sendt" in leader.get(PAGE).text
    where = reported(leader)
    leader.post(f"{where}/spor")
    page = leader.get(PAGE).text
    assert ("Venter" in page, where in page) == (True, True)
    spoil(town_db, state="failed", last_fault="the gateway: 42 <b>", tried=["push"])
    page = leader.get(PAGE).text
    assert "Kom ikke fram som varsel på telefonen." in page
    assert "the gateway: 42 &lt;b&gt;" in page
    assert PAGE in leader.get("/borte").text


def test_another_units_leader_sees_nothing_of_it_and_staff_no_page(as_user):
    leader = as_user("leder")
    leader.post(f"{reported(leader)}/spor")
    assert "Alle meldinger om vaktene dine er sendt" in as_user("nabo").get(PAGE).text
    assert "Venter" in as_user("koordinator").get(PAGE).text
    assert as_user("vikar").get(PAGE).status_code == 403


def test_the_page_asks_the_database_little(as_user):
    leader = as_user("leder")
    leader.post(f"{reported(leader)}/spor")
    leader.get(PAGE)
    with Counter(db.engine()) as statements:
        leader.get(PAGE)
    assert len(statements) <= MOST
