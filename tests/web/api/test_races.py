"""Many at once, over real sockets, two server processes and a real database: one winner."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import psycopg
import pytest
from sqlalchemy.orm import Session

from tests.conftest import address_of, clone
from tests.vikarsentral.offer.town import LENGTH, NOW, START, Town
from tests.web.api.conftest import own_town, served
from vikarsentral import access
from vikarsentral.db.connect import make_engine

CROWD = 24
WEEKS = 8
LIKE = 5
WINDOW = "2027-01-04T06:25:00+01:00"


class Crowd:
    """A served town with many people; each test has a week of its own with like needs."""

    def __init__(self, address, url, tokens, people, needs):
        self.address = address
        self.url = url
        self.tokens = tokens
        self.people = people
        self.needs = needs

    def post(self, path, who, body=None, **headers):
        """Return status and document of one POST."""
        sent = {"Authorization": f"Bearer {self.tokens[who]}"} | headers
        data = None
        if body is not None:
            sent["Content-Type"], data = "application/json", json.dumps(body).encode()
        request = Request(  # noqa: S310 - our own server
            f"{self.address}/api/v1{path}", method="POST", data=data, headers=sent
        )
        try:
            with urlopen(request, timeout=240) as answer:  # noqa: S310 - our own server
                return answer.status, json.load(answer)
        except HTTPError as refusal:
            return refusal.code, json.load(refusal)

    def offered(self, need, people, **changes):
        body = {"people": people, "window_ends": WINDOW} | changes
        status, made = self.post(f"/needs/{need}/offers", "manager", body)
        assert status == 201, made
        return made["id"]

    def accept(self, wave, person):
        return lambda: self.post(f"/offers/{wave}/accept", person)

    def rows(self, query, *values):
        with psycopg.connect(self.url) as connection:
            return connection.execute(query, values).fetchall()

    def holders(self, *needs):
        """Return need and person of every live shift of some needs."""
        query = (
            "select need_id, person_id from shift where need_id = any(%s) and status = 'confirmed'"
        )
        found = self.rows(query, [int(need[1:]) for need in needs])
        return [(f"n{need}", f"p{person}") for need, person in found]

    def final_words(self, wave):
        query = "select person_id, kind from message where offer_id = %s and kind <> 'offer_asked'"
        return [(f"p{person}", kind) for person, kind in self.rows(query, int(wave[1:]))]


def build(session):
    """Build the town; return tokens by login, people and needs by week."""
    town = Town(session)
    crowd = town.people(CROWD)
    people = [f"p{person.id}" for person in crowd]
    town.user("manager", ("manager", town.unit.id))
    for person in crowd:
        town.user(f"p{person.id}", "employee", person=person)
    tokens = {
        login: access.add_token(session, login=login, actor=access.system(), now=NOW)
        for login in ["manager", *people]
    }
    needs = []
    for week in range(WEEKS):
        start = START + timedelta(weeks=week)
        made = [town.need(starts_at=start, ends_at=start + LENGTH) for _ in range(LIKE)]
        needs.append([f"n{need.id}" for need in made])
    return tokens, people, needs


@pytest.fixture(scope="module")
def crowd(cluster, tmp_path_factory):
    with clone(cluster) as name:
        engine = make_engine(address_of(cluster, name))
        with Session(engine) as session, session.begin():
            held = build(session)
        engine.dispose()
        with own_town(cluster, name) as url, served(tmp_path_factory.mktemp("server")) as address:
            yield Crowd(address, url, *held)


def at_once(calls):
    """Do all calls at the same moment; return their answers in order."""
    barrier = threading.Barrier(len(calls))

    def one(act):
        barrier.wait()
        return act()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


def test_one_of_many_wins_an_open_offer_and_the_rest_are_told(crowd):
    need, people = crowd.needs[0][0], crowd.people
    wave = crowd.offered(need, people, mode="open", case="mass_absence")
    answers = at_once([crowd.accept(wave, person) for person in people])
    assert sorted(status for status, _ in answers) == [200] + [409] * (CROWD - 1)
    assert {told["code"] for status, told in answers if status == 409} == {"offer_taken"}
    ((_, winner),) = crowd.holders(need)
    assert [told["person"] for status, told in answers if status == 200] == [winner]
    words = crowd.final_words(wave)
    assert len(words) == len({person for person, _ in words}) == CROWD
    assert [person for person, kind in words if kind == "offer_yours"] == [winner]


def test_five_places_have_five_winners(crowd):
    needs, people = crowd.needs[1], crowd.people
    wave = crowd.offered(needs[2], people, mode="open", case="mass_absence", places=LIKE)
    answers = at_once([crowd.accept(wave, person) for person in people])
    assert sorted(status for status, _ in answers) == [200] * LIKE + [409] * (CROWD - LIKE)
    taken = crowd.holders(*needs)
    assert {need for need, _ in taken} == set(needs)
    assert len({person for _, person in taken}) == len(taken) == LIKE


def test_the_highest_yes_wins_an_exclusive_offer_whoever_was_fastest(crowd):
    need, people = crowd.needs[2][0], crowd.people
    wave = crowd.offered(need, people)
    answers = at_once([crowd.accept(wave, person) for person in people])
    won = [told["person"] for status, told in answers if told.get("state") == "yours"]
    assert won == [people[0]]
    others = {(status, told.get("state", told.get("code"))) for status, told in answers[1:]}
    assert others <= {(200, "noted"), (409, "offer_taken")}
    assert crowd.holders(need) == [(need, people[0])]
    assert len(crowd.final_words(wave)) == CROWD


def test_one_person_wins_one_of_many_overlapping_offers(crowd):
    person = crowd.people[0]
    waves = [crowd.offered(need, [person]) for need in crowd.needs[3]]
    answers = at_once([crowd.accept(wave, person) for wave in waves])
    states = [told.get("state", told.get("code")) for _, told in answers]
    assert states.count("yours") == 1
    assert set(states) <= {"yours", "closed", "not_lawful", "person_busy"}
    assert all(status < 500 for status, _ in answers)
    assert len(crowd.holders(*crowd.needs[3])) == 1


@pytest.mark.parametrize("turn", range(LIKE))
def test_a_yes_a_booking_and_a_withdrawal_at_once_agree_with_what_is_stored(crowd, turn):
    need = crowd.needs[4][turn]
    first, second = crowd.people[2 * turn : 2 * turn + 2]
    wave = crowd.offered(need, [first])
    yes, booked, back = at_once(
        [
            crowd.accept(wave, first),
            lambda: crowd.post(f"/needs/{need}/book", "manager", {"person": second}),
            lambda: crowd.post(f"/offers/{wave}/withdraw", "manager"),
        ]
    )
    assert all(status < 500 for status, _ in (yes, booked, back))
    said = [first] * (yes[1].get("state") == "yours") + [second] * (booked[0] == 201)
    assert [person for _, person in crowd.holders(need)] == said
    assert len(crowd.final_words(wave)) == 1


def test_the_same_tap_many_times_at_once_is_one_need(crowd):
    body = {
        "extra": {
            "unit": "solvang",
            "start": "2027-01-05T07:30:00+01:00",
            "end": "2027-01-05T15:00:00+01:00",
        }
    }
    tap = {"Idempotency-Key": "one-tap"}
    answers = at_once([lambda: crowd.post("/needs", "manager", body, **tap) for _ in range(8)])
    assert [status for status, _ in answers] == [201] * 8
    assert all(told == answers[0][1] for _, told in answers)
    query = "select id from need where starts_at = '2027-01-05T07:30:00+01:00'"
    assert len(crowd.rows(query)) == 1


def test_two_leaders_book_the_same_person_at_once_and_one_is_told(crowd):
    person = crowd.people[0]
    answers = at_once(
        [
            lambda need=need: crowd.post(f"/needs/{need}/book", "manager", {"person": person})
            for need in crowd.needs[5]
        ]
    )
    assert sorted(status for status, _ in answers) == [201] + [422] * (LIKE - 1)
    assert {told["receipts"][0]["rule"] for status, told in answers if status == 422} == {
        "overlap"
    }
