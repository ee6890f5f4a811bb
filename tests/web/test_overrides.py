"""Setting something aside for one shift: a reason is one tap, kept, and opens no more."""

import re

import psycopg
import pytest

from tests.web.conftest import rows
from tests.web.test_queries import MOST, Counter
from tests.web.tillitsvalgt.conftest import TUESDAY, seeded
from tests.web.town import NOW
from vikarsentral import db
from vikarsentral.preference import Aside
from vikarsentral.tables import Person, Post, PostKind, PreferenceArea, PreferenceScope
from web.overrides import reason_told

__all__ = ["seeded"]  # the town in which one person has had too short a rest

BUTTON = re.compile(r'<button[^>]*name="(code|reason)" value="(\w+)"')
STOPPED = "update person set is_active = false where name <> 'Ivar Iversen'"


@pytest.fixture
def need(town_db):
    """A need that only Ivar could take, and only by an exception."""
    with psycopg.connect(town_db) as connection:
        connection.execute(STOPPED)
    query = "select id from need where starts_at::date = %s and status = 'open' order by id"
    return rows(town_db, query, TUESDAY)[0][0]


def tap(browser, need, code="accident"):
    """Press one reason on the need's page, with all that its form holds."""
    page = browser.get(f"/behov/{need}").text
    form = page.partition(f'action="/behov/{need}/unntak"')[2].partition("</form>")[0]
    data = dict(re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', form))
    assert ("code", code) in BUTTON.findall(form)
    return browser.post(f"/behov/{need}/unntak", data=data | {"code": code})


def test_each_reason_is_a_button_where_only_working_time_stops_somebody(as_user, need):
    page = as_user("leder").get(f"/behov/{need}").text
    assert [code for _, code in BUTTON.findall(page)] == [
        "natural_event",
        "accident",
        "unforeseen",
    ]
    assert "Ivar Iversen er spurt og har sagt ja." in page
    assert "§ 10-12" in page


def test_one_tap_decides_with_reason_and_receipt_and_a_second_tap_nothing_more(
    as_user, need, town_db
):
    leader = as_user("leder")
    answer = tap(leader, need)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/behov/{need}")
    again = {"person": rows(town_db, "select person_id from emergency_exception")[0][0]}
    again |= {"yes": "1", "from": "need", "code": "unforeseen"}
    assert leader.post(f"/behov/{need}/unntak", data=again).status_code == 303
    kept = "select code, decided_by, receipts -> 0 ->> 'rule' from emergency_exception"
    assert rows(town_db, kept) == [("accident", "leder", "daily_rest")]
    logged = "select data ->> 'code' from event where kind = 'emergency.decided'"
    assert rows(town_db, logged) == [("accident",)]
    page = leader.get(f"/behov/{need}").text
    assert "Venter på en til" in page
    assert BUTTON.findall(page) == []
    assert rows(town_db, "select status from need where id = %s", need) == [("open",)]


def test_another_sees_it_from_the_same_page_and_then_it_is_booked(as_user, need, town_db):
    leader, deputy = as_user("leder"), as_user("nestleder")
    tap(leader, need)
    row = rows(town_db, "select id from emergency_exception")[0][0]
    assert f"/unntak/{row}/sett" not in leader.get(f"/behov/{need}").text
    assert f"/unntak/{row}/sett" in deputy.get(f"/behov/{need}").text
    assert deputy.post(f"/unntak/{row}/sett").status_code == 303
    assert "Sett opp Ivar Iversen" in leader.get(f"/behov/{need}").text
    for _ in range(2):
        assert leader.post(f"/unntak/{row}/bruk").status_code == 303
    assert rows(town_db, "select status from need where id = %s", need) == [("covered",)]
    assert BUTTON.findall(leader.get(f"/behov/{need}").text) == []


def test_who_may_not_decide_sees_no_reasons(as_user, need):
    planner = as_user("planlegger").get(f"/behov/{need}")
    assert BUTTON.findall(planner.text) == []
    assert as_user("nabo").get(f"/behov/{need}").status_code == 403


def test_a_rule_nobody_may_set_aside_has_no_button(as_user, need, town_db):
    with psycopg.connect(town_db) as connection:
        connection.execute("delete from person_competence")
    page = as_user("leder").get(f"/behov/{need}").text
    assert BUTTON.findall(page) == []
    assert "Gjør unntak i en nødsituasjon" in page


def test_the_page_with_reasons_asks_the_database_little(as_user, need):
    leader = as_user("leder")
    tap(leader, need)
    leader.get(f"/behov/{need}")
    with Counter(db.engine()) as statements:
        leader.get(f"/behov/{need}")
    assert len(statements) <= MOST, statements


def hourly(session):
    """Make one of the pool hourly, and a part-timer who wants more and may take the shift."""
    pool = session.query(Person).join(Post).filter(Post.kind == PostKind.POOL)
    first, second, third = pool.order_by(Person.id)
    first.is_active = False
    for person, kind in ((second, PostKind.PART_TIME), (third, PostKind.HOURLY)):
        post = session.query(Post).filter(Post.person_id == person.id).one()
        post.kind, post.stillingsprosent = kind, 2_000 if kind is PostKind.PART_TIME else 0
        person.accepts_merarbeid_minutes_week = 2_000
    return second.id, third.id


@pytest.fixture
def behind(town_db):
    """An open need, a part-timer whose turn it is, and an hourly person behind them."""
    first, second = db.transaction(hourly)
    query = "select id from need where starts_at > %s and status = 'open' order by starts_at"
    return rows(town_db, query, NOW)[0][0], first, second


def test_going_past_part_timers_asks_for_a_reason_that_the_tillitsvalgt_sees(
    as_user, behind, town_db
):
    need, first, second = behind
    leader = as_user("leder")
    page = leader.get(f"/behov/{need}").text
    form = page.partition(f'name="person" value="{second}"')[2].partition("</form>")[0]
    assert BUTTON.findall(form) == [("reason", "called"), ("reason", "inconvenience")]
    part_timer = page.partition(f'name="person" value="{first}"')[2].partition("</form>")[0]
    assert BUTTON.findall(part_timer) == []
    data = {"person": second, "reason": "called"}
    assert leader.post(f"/behov/{need}/sett-opp", data=data).status_code == 303
    kept = "select data ->> 'reason', data -> 'passed_over' from event where kind = %s"
    assert rows(town_db, kept, "preference.checked") == [("called", [first])]
    shown = as_user("tillitsvalgt").get("/fortrinnsrett").text
    assert "Grunnen som ble valgt: Deltidsansatte er ringt, og kan ikke." in shown


def test_a_part_timer_outside_the_agreed_area_is_gone_past_without_a_reason(
    as_user, behind, town_db
):
    need, first, second = behind
    leader = as_user("leder")
    leader.get(f"/behov/{need}")
    with Counter(db.engine()) as statements:
        assert ("reason", "called") in BUTTON.findall(leader.get(f"/behov/{need}").text)
    assert len(statements) <= MOST, statements
    db.transaction(narrow)
    page = leader.get(f"/behov/{need}").text
    for person in (first, second):
        form = page.partition(f'name="person" value="{person}"')[2].partition("</form>")[0]
        assert (bool(form), BUTTON.findall(form)) == (True, [])
    booked = leader.post(f"/behov/{need}/sett-opp", data={"person": second})
    assert booked.status_code == 303
    kept = "select data -> 'inside' from event where kind = 'preference.checked'"
    assert rows(town_db, kept) == [([],)]


def narrow(session):
    """Let the preference hold in the unit alone, and the part-timer's post lie at no unit."""
    session.query(Post).filter(Post.kind == PostKind.PART_TIME).update({"unit_id": None})
    session.add(
        PreferenceArea(
            scope=PreferenceScope.UNIT,
            valid_from=NOW.date(),
            discussed_on=NOW.date(),
            document_ref="x",
            decided_by="x",
            decided_at=NOW,
        )
    )


@pytest.mark.parametrize("told", [{}, {"reason": ""}, {"reason": "fordi<script>"}])
def test_without_a_reason_on_the_list_nothing_is_booked_and_it_is_asked_for(
    as_user, behind, town_db, told
):
    need, _, second = behind
    leader = as_user("leder")
    answer = leader.post(f"/behov/{need}/sett-opp", data={"person": second} | told)
    assert answer.status_code == 422
    assert "Én deltidsansatt kan ta en av vaktene og har ikke svart." in answer.text
    assert "<script>f" not in answer.text
    assert rows(town_db, "select status from need where id = %s", need) == [("open",)]
    assert rows(town_db, "select 1 from event where kind = 'preference.checked'") == []
    form = answer.text.partition(f'action="/behov/{need}/sett-opp"')[2].partition("</form>")[0]
    data = dict(re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', form))
    assert BUTTON.findall(form) == [("reason", "called"), ("reason", "inconvenience")]
    data["reason"] = "inconvenience"
    assert leader.post(f"/behov/{need}/sett-opp", data=data).status_code == 303
    kept = "select data ->> 'reason' from event where kind = 'preference.checked'"
    assert rows(town_db, kept) == [("inconvenience",)]


def test_every_reason_is_told_by_its_word():
    assert [reason_told(one.value) for one in Aside] == list(Aside)
    assert reason_told("") is None
