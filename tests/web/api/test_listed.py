"""Options over HTTP: the bytes any other answer would have, and nothing sent twice for nothing."""

import gzip
import json
from datetime import timedelta

import pytest

from tests.conftest import fresh_settings
from tests.vikarsentral.offer.town import NOW
from vikarsentral import db
from vikarsentral.explain import memory
from vikarsentral.tables import Person, Unit
from web.api.listed import FRESH
from web.api.schemas import Options


@pytest.fixture(autouse=True)
def fresh():
    memory.forget()
    yield
    memory.forget()


def path(api, query=""):
    return f"/needs/{api.ids['need']}/options{query}"


def again(api, answer, query=""):
    return api.get(path(api, query), headers={"If-None-Match": answer.headers["ETag"]})


def timeless(answer):
    """Return an answer but for when its data were true, which differs each time."""
    told = answer.json
    for one in told["options"]:
        assert one.pop("data_at")
    return told


def test_the_bytes_are_those_of_the_described_form(api_app, calm):
    answer = calm.get(path(calm))
    with api_app.test_request_context():
        told = api_app.json.response(Options().dump(json.loads(answer.data)))
    assert answer.data == told.data
    assert answer.content_length == len(answer.data)
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("application/json", "no-store")


def test_a_list_of_nobody_is_whole(api):
    db.transaction(lambda session: [setattr(one, "is_active", False) for one in _people(session)])
    answer = api.get(path(api))
    assert (answer.json["options"], answer.json["people"]) == ([], [])
    assert answer.content_length == len(answer.data)


def _people(session):
    return session.query(Person)


def test_who_holds_the_answer_already_is_told_so(calm):
    first = calm.get(path(calm))
    assert first.headers["ETag"].startswith('W/"')
    held = again(calm, first)
    assert (held.status_code, held.data) == (304, b"")
    assert held.headers["ETag"] == first.headers["ETag"]
    other = calm.get(path(calm), headers={"If-None-Match": '"x"'})
    assert (other.status_code, timeless(other)) == (200, timeless(first))


def test_another_cut_is_another_answer(calm):
    first = calm.get(path(calm))
    cut = again(calm, first, "?top=1")
    assert (cut.status_code, len(cut.json["options"])) == (200, 2)


def test_who_may_not_see_the_need_is_not_told_whether_it_has_changed(calm):
    first = calm.get(path(calm))
    held = {"If-None-Match": first.headers["ETag"]}
    assert calm.get(path(calm), "other", headers=held).status_code == 404
    assert calm.get(path(calm), "employee", headers=held).status_code == 403
    assert calm.get(path(calm), None, headers=held).status_code == 401


@pytest.mark.parametrize(
    "change",
    [
        lambda session: [setattr(one, "name", "Ny") for one in _people(session)],
        lambda session: [setattr(one, "name", "Nytun") for one in session.query(Unit)],
        lambda session: [setattr(one, "hourly_cost_ore", 99_900) for one in _people(session)],
    ],
    ids=["people's names", "unit's name", "pay"],
)
def test_what_has_changed_is_sent_as_it_is_now(api, change):
    first = api.get(path(api))
    db.transaction(lambda session: change(session) and None)
    after = again(api, first)
    memory.forget()
    assert (after.status_code, timeless(after)) == (200, timeless(api.get(path(api))))
    assert timeless(after) != timeless(first)


def test_a_booking_is_seen_at_once(api):
    first = api.get(path(api))
    like = api.post(f"/needs/{api.ids['like']}/book", {"person": api.ids["people"][0]})
    assert like.status_code == 201
    after = {one["person"]: one for one in again(api, first).json["options"]}
    assert "overlap" in after[api.ids["people"][0]]["numbers"]["rules"]


def packed(api, took="gzip, deflate, br", **heads):
    return api.get(path(api), headers={"Accept-Encoding": took, **heads})


def unpacked(answer):
    """Return a packed answer's document and when its data were true."""
    told = json.loads(gzip.decompress(answer.data))
    (data_at,) = {one.pop("data_at") for one in told["options"]}
    return told, data_at


def test_who_takes_it_packed_gets_the_same(calm):
    plain, answer = calm.get(path(calm)), packed(calm)
    assert (answer.status_code, answer.headers["Content-Encoding"]) == (200, "gzip")
    assert answer.content_length == len(answer.data) < len(plain.data)
    assert unpacked(answer)[0] == timeless(plain)
    assert all("Accept-Encoding" in one.headers["Vary"] for one in (plain, answer))
    assert plain.headers["ETag"] == answer.headers["ETag"]
    held = packed(calm, **{"If-None-Match": answer.headers["ETag"]})
    assert (held.status_code, held.data) == (304, b"")
    assert "Accept-Encoding" in held.headers["Vary"]


@pytest.mark.parametrize("took", ["identity", "br", "gzip;q=0", "*;q=0"])
def test_who_does_not_take_it_packed_gets_it_plain(calm, took):
    answer = packed(calm, took)
    assert "Content-Encoding" not in answer.headers
    assert answer.json["options"]


def test_a_packed_answer_is_dated_anew_before_it_is_old(api, tmp_path, monkeypatch):
    clock = tmp_path / "now"
    monkeypatch.setenv("VIKARSENTRAL_NOW", str(clock))
    fresh_settings()
    dated = {}
    for seconds in (0, 9, 10, 15, 3):
        clock.write_text((NOW + timedelta(seconds=seconds)).isoformat(), encoding="utf-8")
        dated[seconds] = unpacked(packed(api))[1]
    assert timedelta(seconds=10) == FRESH
    assert dated[0] == dated[9] < dated[10] == dated[15]
    assert dated[0] < dated[3] < dated[10]


def test_what_has_changed_is_packed_as_it_is_now(api):
    first = unpacked(packed(api))[0]
    db.transaction(
        lambda session: [setattr(one, "name", "Ny") for one in _people(session)] and None
    )
    after = unpacked(packed(api))[0]
    assert {one["person_name"] for one in after["people"]} == {"Ny"}
    assert after != first
