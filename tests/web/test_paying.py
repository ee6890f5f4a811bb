"""Taken off a shift: notice, hours and pay are told before and after, also for several."""

from datetime import timedelta

import psycopg
import pytest

from tests.web.conftest import rows
from tests.web.test_queries import MOST, Counter
from tests.web.test_together import booked
from tests.web.town import NOW
from vikarsentral import db
from vikarsentral.overview.cancelling import Consequence
from web import create_app
from web.paying import after, reinforced

SPACE = "\N{NO-BREAK SPACE}"
IN_POST = Consequence(60, 240, 90_000, is_in_post=True)
AGREED = Consequence(60, 210, 150_000, is_in_post=False)


ONE_IS_HOURLY = """
update labour_line set source = 'hourly', cost_ore = 123400 where shift_id =
(select max(shift_id) from labour_line join shift on shift.id = shift_id where need_id is not null)
"""


@pytest.fixture
def words():
    """A request's language, bokmål."""
    with create_app({"TESTING": True}).test_request_context():
        yield


@pytest.mark.usefixtures("words")
def test_hours_in_a_post_are_given_back_and_agreed_work_must_be_agreed_off():
    told = after([IN_POST, IN_POST, AGREED])
    assert f"8{SPACE}t i stilling er gitt tilbake." in told
    assert f"Avtalt arbeid for 1{SPACE}500{SPACE}kr er avlyst." in told
    assert "Avtalt" not in after([IN_POST])
    assert "stilling" not in after([AGREED])
    assert after([]) == ""


@pytest.mark.usefixtures("words")
def test_who_stays_as_a_reinforcement_is_told_with_what_it_costs():
    assert reinforced([]) == ""
    assert reinforced([IN_POST]) == (
        "Vikaren beholder vakten og er forsterkning, til du tar vikaren av."
    )
    told = reinforced([AGREED, IN_POST])
    assert told.startswith("2 vakter beholder vikaren")
    assert f"koster 1{SPACE}500{SPACE}kr." in told


def test_a_combination_tells_each_ones_notice_hours_and_pay_before_and_after(as_user, town_db):
    need_id = db.transaction(booked)
    query = "select name from person join compound_part on person_id = person.id"
    names = [name for (name,) in rows(town_db, query)]
    with psycopg.connect(town_db) as connection:
        connection.execute(ONE_IS_HOURLY)
    leader = as_user("leder")
    leader.get(f"/behov/{need_id}")
    with Counter(db.engine()) as statements:
        page = leader.get(f"/behov/{need_id}").text
    assert len(statements) <= MOST, statements
    assert "Tar du alle av vakten nå:" in page
    told = page.partition("Tar du alle av vakten nå:")[2].partition("</ul>")[0]
    assert all(name in told for name in names)
    assert "i stillingen gis tilbake" in told
    assert f"avtalt arbeid for 1{SPACE}234{SPACE}kr" in told
    answer = leader.post(f"/behov/{need_id}/sammen/angre", follow_redirects=True).text
    assert "Alle er tatt av vakten og får beskjed." in answer
    assert f"Avtalt arbeid for 1{SPACE}234{SPACE}kr er avlyst." in answer
    again = leader.post(f"/behov/{need_id}/sammen/angre", follow_redirects=True).text
    assert "er avlyst" not in again


def test_whoever_covers_stays_when_the_absent_one_comes_after_all(as_user, town_db):
    query = (
        "select need.id, absence_id from need join shift on shift.need_id = need.id"
        " where need.absence_id is not null and shift.status = 'confirmed'"
        " and shift.starts_at > %s order by need.id limit 1"
    )
    ((need_id, absence_id),) = rows(town_db, query, NOW + timedelta(hours=1))
    leader = as_user("leder")
    assert "og er forsterkning, til du tar vikaren av." in leader.get(f"/behov/{need_id}").text
    answer = leader.post(f"/fravaer/{absence_id}/trekk", follow_redirects=True).text
    assert "Fraværet er trukket. Personen kommer likevel. Vikaren beholder vakten" in answer
    freed = leader.post(f"/behov/{need_id}/frigi", follow_redirects=True).text
    assert "Vikaren er tatt av vakten og får beskjed." in freed
