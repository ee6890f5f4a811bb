"""An exchange on a need's page: shown with reasons, carried out in one tap, by who may."""

import re
from datetime import timedelta

import psycopg
import pytest

from tests.vikarsentral.offer.town import self_of
from tests.web.conftest import rows
from tests.web.test_queries import MOST, Counter
from tests.web.town import NOW, TODAY, at
from vikarsentral import db, need, offer
from vikarsentral.access import Action, system
from vikarsentral.tables import (
    Competence,
    Need,
    Person,
    PersonCompetence,
    ShiftStatus,
    Unit,
)
from web import guard

ROUTES = {
    "GET /behov/<int:need_id>/bytte": Action.BOOK,
    "POST /behov/<int:need_id>/bytte": Action.BOOK,
}
DAY = TODAY + timedelta(days=7)
"""All of the pool are on duty that day."""
HELD = "select need_id, name from shift s join person p on p.id = person_id "
HELD += "where need_id = any(%s) and s.status in ('planned', 'confirmed')"


def test_routes_are_the_saved_ones(app):
    with app.app_context():
        ours = {
            f"{method} {rule.rule}": guard.needed(rule.endpoint)
            for rule in app.url_map.iter_rules()
            if rule.endpoint.startswith("swaps.")
            for method in rule.methods & {"GET", "POST"}
        }
    assert ours == ROUTES


def made(session, other):
    """Let only Ada be able to take a need, and have another of those nurses take, that day."""
    names = {f"name_{one}": "lege" for one in ("nb", "nn", "en")}
    session.add(Competence(code="lege", is_health_personnel=True, **names))
    session.flush()
    ada = session.query(Person).filter(Person.name == "Ada Åsen").one()
    session.add(PersonCompetence(person_id=ada.id, competence_code="lege"))
    units = {unit.code: unit.id for unit in session.query(Unit)}
    hard, easy = (
        Need(
            unit_id=units[unit], starts_at=at(DAY, "07:30"), ends_at=at(DAY, "15:00"),
            requires=[asked], created_by="x", created_at=NOW,
        )
        for unit, asked in (("solvang", "lege"), (other, "sykepleier"))
    )  # fmt: skip
    session.add_all([hard, easy])
    session.flush()
    given = need.Assignment(easy.id, ada.id)
    need.assign(session, [given], status=ShiftStatus.PLANNED, actor=system("test"), now=NOW)
    return hard.id, easy.id


@pytest.fixture
def ids(town_db):
    """The need nobody can take, and the one that Ada has."""
    return db.transaction(lambda session: made(session, "solvang"))


def form_of(page, hard):
    """Return what the form of the exchange holds."""
    form = page.partition(f'action="/behov/{hard}/bytte"')[2].partition("</form>")[0]
    fields = {}
    for name, value in re.findall(r'name="(step|yes)" value="([\d:]+)"', form):
        fields.setdefault(name, []).append(value)
    return fields


def test_it_is_shown_with_reasons_and_carried_out_once(as_user, ids, town_db):
    leader, (hard, easy) = as_user("leder"), ids
    page = leader.get(f"/behov/{hard}/bytte").text
    assert "Ada Åsen tar denne vakten" in page
    assert "Begge har dette som arbeidstid i vikarsentralen." in page
    assert page.count("Kan ta vakten") >= 2
    fields = form_of(page, hard)
    assert (len(fields["step"]), "yes" in fields) == (2, False)
    for _ in range(2):
        answer = leader.post(f"/behov/{hard}/bytte", data=fields)
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/behov/{hard}")
    held = dict(rows(town_db, HELD, list(ids)))
    assert held[hard] == "Ada Åsen"
    assert held[easy] in ("Bo Østby", "Carl Ærlig")
    assert "Ada Åsen kommer." in leader.get(f"/behov/{hard}").text
    assert rows(town_db, "select count(*) from event where kind = 'swap.booked'") == [(1,)]


def test_who_is_not_in_the_pool_must_have_said_yes(as_user, ids, town_db):
    with psycopg.connect(town_db) as connection:
        connection.execute(
            "update person set is_active = false where name in ('Bo Østby', 'Carl Ærlig')"
        )
    leader, (hard, _) = as_user("leder"), ids
    page = leader.get(f"/behov/{hard}/bytte").text
    name = re.search(r"([^>]+) må ha sagt ja først\.", page).group(1)
    assert f"{name} har sagt ja</label>" in page
    fields = form_of(page, hard)
    (asked,) = map(int, fields["yes"])
    assert rows(town_db, "select name from person where id = %s", asked)[0][0] in name
    before = rows(town_db, HELD, list(ids))
    answer = leader.post(f"/behov/{hard}/bytte", data={"step": fields["step"]})
    assert (answer.status_code, "Noen i byttet må si ja først." in answer.text) == (422, True)
    assert rows(town_db, HELD, list(ids)) == before
    assert leader.post(f"/behov/{hard}/bytte", data=fields).status_code == 303
    told = rows(town_db, "select data->'agreed', actor from event where kind = 'swap.booked'")
    assert told == [([asked], "leder")]
    page = as_user("tillitsvalgt").get("/logg").text
    assert "Vakter byttet mellom flere" in page
    body = rows(town_db, "select body from message where kind = 'swap_agreed'")[0][0]
    assert "har notert at du sa ja til byttet: " in body


def test_who_has_said_no_hides_no_exchange_of_others(as_user, ids):
    leader, (hard, _) = as_user("leder"), ids

    def say_no(session):
        bo = session.query(Person).filter(Person.name == "Bo Østby").one()
        session.add(PersonCompetence(person_id=bo.id, competence_code="lege"))
        session.flush()
        order = offer.OfferOrder(hard, (bo.id,), NOW + timedelta(hours=1))
        return bo, offer.send(session, order, actor=system("test"), now=NOW)

    bo, sent = db.transaction(say_no)
    assert "Vi fant ikke noe bytte mellom to." in leader.get(f"/behov/{hard}/bytte").text
    user = self_of(bo)
    db.transaction(lambda session: offer.decline(session, offer_id=sent, actor=user, now=NOW))
    assert "Ada Åsen tar denne vakten" in leader.get(f"/behov/{hard}/bytte").text


POST = "update post set kind = %s, stillingsprosent = %s where person_id = %s"


def test_an_exchange_past_a_part_timer_asks_for_the_reason_and_keeps_the_steps(
    as_user, ids, town_db
):
    people = dict(rows(town_db, "select name, id from person"))
    hourly, part_timer = people["Bo Østby"], people["Carl Ærlig"]
    with psycopg.connect(town_db) as connection:
        connection.execute(POST, ("hourly", 0, hourly))
        connection.execute(POST, ("part_time", 2_000, part_timer))
        connection.execute("update person set accepts_merarbeid_minutes_week = 2000")
    leader, (hard, easy) = as_user("leder"), ids
    before = rows(town_db, HELD, list(ids))
    steps = [f"{hard}:{people['Ada Åsen']}", f"{easy}:{hourly}"]
    page = leader.post(f"/behov/{hard}/bytte", data={"step": steps, "yes": str(hourly)})
    assert (page.status_code, "kan ta en av vaktene og har ikke svart" in page.text) == (422, True)
    assert rows(town_db, HELD, list(ids)) == before
    fields = form_of(page.text, hard)
    assert (fields["step"], fields["yes"]) == (steps, [str(hourly)])
    answer = leader.post(f"/behov/{hard}/bytte", data=fields | {"reason": "called"})
    assert answer.status_code == 303
    held = {hard: "Ada Åsen", easy: "Bo Østby"}
    assert dict(rows(town_db, HELD, list(ids))) == held
    told = "select data ->> 'reason' from event where kind = 'preference.checked'"
    assert rows(town_db, told) == [("called",)]


def test_the_other_units_shift_is_not_this_leaders_to_move(as_user, town_db):
    hard, _ = db.transaction(lambda session: made(session, "fjellheim"))
    page = as_user("leder").get(f"/behov/{hard}/bytte").text
    assert "Vikarsentralen kan gjøre byttet." in page
    assert form_of(page, hard) == {}
    office = as_user("koordinator")
    fields = form_of(office.get(f"/behov/{hard}/bytte").text, hard)
    assert as_user("leder").post(f"/behov/{hard}/bytte", data=fields).status_code == 403
    assert as_user("nabo").post(f"/behov/{hard}/bytte", data=fields).status_code == 403
    assert office.post(f"/behov/{hard}/bytte", data=fields).status_code == 303


def test_an_old_page_books_over_nobody(as_user, ids, town_db):
    leader, (hard, easy) = as_user("leder"), ids
    fields = form_of(leader.get(f"/behov/{hard}/bytte").text, hard)
    assert leader.post(f"/behov/{easy}/frigi").status_code == 303
    answer = leader.post(f"/behov/{hard}/bytte", data=fields)
    assert answer.status_code == 409
    assert "Ingenting er byttet." in answer.text
    assert rows(town_db, HELD, list(ids)) == []


@pytest.mark.parametrize(
    "steps",
    [
        [],
        ["1"],
        ["1:2"],
        ["x:1", "2:3"],
        ["-1:2", "3:4"],
        ["1:" + "9" * 30, "2:3"],
        ["0:1", "0:2"],
    ],
)
def test_nonsense_is_400_and_changes_nothing(as_user, ids, town_db, steps):
    before = rows(town_db, HELD, list(ids))
    told = [one.replace("0:", f"{ids[0]}:") for one in steps]
    answer = as_user("leder").post(f"/behov/{ids[0]}/bytte", data={"step": told})
    assert answer.status_code == 400
    assert rows(town_db, HELD, list(ids)) == before


def test_a_covered_shift_needs_no_exchange(as_user, town_db):
    covered = rows(town_db, "select id from need where status = 'covered'")[0][0]
    page = as_user("leder").get(f"/behov/{covered}/bytte").text
    assert "Vakten trenger ikke vikar nå." in page


def test_the_pages_ask_the_database_little(as_user, ids):
    leader = as_user("leder")
    for address in (f"/behov/{ids[0]}", f"/behov/{ids[0]}/bytte"):
        leader.get(address)
        with Counter(db.engine()) as statements:
            assert leader.get(address).status_code == 200
        assert len(statements) <= MOST, (address, statements)
