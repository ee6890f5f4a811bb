"""A shift reaches four real calendars over the net, and so does its cancellation."""

from datetime import UTC, datetime

import psycopg
import pytest

from tests.vikarsentral.ical.readers import READERS, Seen, fetched
from tests.vikarsentral.offer.town import LENGTH, NOW, START
from tests.web.api.conftest import Api, built, own_town, served  # noqa: F401 - a fixture
from vikarsentral import access, db, ical, shift
from web import create_app

NIGHT = datetime(2027, 3, 27, 21, 45, tzinfo=UTC)
MORNING = datetime(2027, 3, 28, 5, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def story(cluster, built, tmp_path_factory):  # noqa: F811 - the imported fixture
    """Book a day shift and a night over the clock change, then cancel the first; two readings."""
    template, tokens, ids = built
    with own_town(cluster, template) as url, served(tmp_path_factory.mktemp("web")) as server:
        api = Api(create_app({"RATELIMIT_ENABLED": False}).test_client(), tokens, ids)
        person = int(ids["people"][0][1:])
        day = api.post(f"/needs/{ids['need']}/book", {"person": ids["people"][0]}).json
        with psycopg.connect(url) as connection:
            connection.execute(
                "insert into shift (person_id, unit_id, starts_at, ends_at, unpaid_break_minutes,"
                " requires, kind, status, uid, sequence, created_at, changed_at, version)"
                " select %s, id, %s, %s, 30, '{}', 'rota', 'planned', 'night', 0, %s, %s, 1"
                " from unit where code = 'solvang'",
                [person, NIGHT, MORNING, NOW, NOW],
            )
        secret = db.transaction(lambda session: ical.create_feed(session, person, NOW))
        address = f"{server}/kalender/{secret}.ics"

        def read(name):
            folder = tmp_path_factory.mktemp(name)
            return {reader: fetched(address, reader, _empty(folder, reader)) for reader in READERS}

        before = read("before")
        number = int(day["id"][1:])
        boss = access.system()
        db.transaction(lambda s: shift.cancel(s, shift_id=number, actor=boss, now=NOW))
        yield day["uid"], before, read("after")


def _empty(folder, reader):
    made = folder / reader
    made.mkdir()
    return made


def seen(uid, title, status):
    return Seen(uid, START, START + LENGTH, title, "Solvang, Nord", status)


@pytest.mark.parametrize("reader", READERS)
def test_a_booked_shift_is_in_the_calendar(story, reader):
    uid, before, _ = story
    assert seen(uid, "Vakt: Solvang", "CONFIRMED") in before[reader]


@pytest.mark.parametrize("reader", READERS)
def test_the_night_the_clocks_change_ends_when_it_ends(story, reader):
    _, before, _ = story
    night = Seen("night", NIGHT, MORNING, "Vakt: Solvang", "Solvang, Nord", "CONFIRMED")
    assert night in before[reader]
    assert len(before[reader]) == 2


@pytest.mark.parametrize("reader", READERS)
def test_a_cancelled_shift_stays_and_says_so(story, reader):
    uid, _, after = story
    assert seen(uid, "AVLYST: Vakt: Solvang", "CANCELLED") in after[reader]
    assert len(after[reader]) == 2
