"""Needs over the API: made once however often it is asked, looked at, offered, booked."""

import psycopg
import pytest

from vikarsentral import settings

START, END = "2027-01-04T07:30:00+01:00", "2027-01-04T15:00:00+01:00"
WINDOW = "2027-01-04T06:25:00+01:00"


def count(url, table):
    with psycopg.connect(url) as connection:
        query = f"select count(*) from {table}"  # noqa: S608 - a name from this file
        return connection.execute(query).fetchone()[0]


def absence(api, **changes):
    return {"absence": {"person": api.ids["kari"], "start": START, "end": END} | changes}


def extra(**changes):
    return {"extra": {"unit": "solvang", "start": START, "end": END} | changes}


def test_an_absence_makes_a_need_with_the_shifts_own_times_and_first_options(api):
    answer = api.post("/needs", absence(api))
    assert answer.status_code == 201
    (need,) = answer.json["needs"]
    assert (need["unit"], need["start"], need["end"]) == ("solvang", START, END)
    assert (need["requires"], need["status"]) == (["sykepleier"], "open")
    assert need["absence"] == answer.json["absence"]
    assert [each["person"] for each in need["options"]] == api.ids["people"]
    assert {each["verdict"] for each in need["options"]} == {"possible"}
    assert [each["person"] for each in need["people"]] == api.ids["people"]


def test_the_same_key_makes_one_absence_and_gives_the_same_answer(api, api_db):
    headers = {"Idempotency-Key": "tap-1"}
    first = api.post("/needs", absence(api), headers=headers)
    again = api.post("/needs", absence(api), headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json == again.json
    assert again.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    assert count(api_db, "absence") == 1


def test_a_key_is_bound_to_its_question_and_to_who_asks(api):
    headers = {"Idempotency-Key": "tap-1"}
    api.post("/needs", extra(), headers=headers)
    reused = api.post("/needs", extra(priority=3), headers=headers)
    assert (reused.status_code, reused.json["code"]) == (422, "key_reused")
    assert api.post("/needs", extra(), "coordinator", headers=headers).status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 300, "æ", "a\tb"])
def test_a_key_of_wrong_form_is_refused(calm, key):
    answer = calm.post(
        "/needs", extra(), headers={"Idempotency-Key": key.encode("utf-8").decode("latin-1")}
    )
    assert (answer.status_code, answer.json["code"]) == (400, "idempotency_key")


def test_without_a_key_the_second_absence_is_refused_as_already_told(api):
    api.post("/needs", absence(api))
    again = api.post("/needs", absence(api))
    assert (again.status_code, again.json["code"]) == (409, "already_absent")


def test_every_fault_is_told_at_once(calm):
    body = {"absence": {"person": 7, "start": "i dag", "cause": "syk"}, "colour": "blue"}
    answer = calm.post("/needs", body)
    assert (answer.status_code, answer.json["code"]) == (422, "invalid")
    found = {(each["field"], each["code"]) for each in answer.json["errors"]}
    assert found == {
        ("absence.person", "not_a_text"),
        ("absence.start", "no_such_time"),
        ("absence.end", "required"),
        ("absence.cause", "unknown_field"),
        ("colour", "unknown_field"),
    }
    assert answer.json["field"] == answer.json["errors"][0]["field"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, ""),
        ({"absence": {"person": "p1", "start": START, "end": END}} | extra(), ""),
        (extra(unit="bakken"), "extra.unit"),
        (extra(start=END, end=START), "extra.end"),
        (extra(unpaid_break=451), "extra.unpaid_break"),
        (extra(requires=["trollmann"]), "extra.requires.0"),
        (extra(priority=4), "extra.priority"),
        (extra(priority="1"), "extra.priority"),
        (extra(priority=True), "extra.priority"),
        (extra(priority=1.0), "extra.priority"),
        (extra(start="2027-01-04T07:30:00"), "extra.start"),
        (extra(start="2027-01-04T07:30:30+01:00"), "extra.start"),
        (extra(start="2027-02-30T07:30:00+01:00"), "extra.start"),
        (extra(start="1899-01-04T07:30:00+01:00"), "extra.start"),
        (extra(start="2027-W01-1T07:30:00+01:00"), "extra.start"),
        (extra(unit="a\u0000b"), "extra.unit"),
        (extra(unit=""), "extra.unit"),
        (extra(requires=None), "extra.requires"),
        (extra(requires="sykepleier"), "extra.requires"),
    ],
)
def test_bad_input_is_told_where_it_is(calm, body, field):
    answer = calm.post("/needs", body)
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json["errors"]] == [field]
    assert count(calm.url, "need") == 2


def test_an_absence_of_the_wrong_length_is_told_in_its_own_object(calm):
    answer = calm.post("/needs", absence(calm, end="2029-01-04T15:00:00+01:00"))
    assert [each["field"] for each in answer.json["errors"]] == ["absence.end"]


@pytest.mark.parametrize("person", ["p999999", "x1", "p", "p1.0", "p-1", "p999999999999999999"])
def test_an_unknown_person_is_not_found(calm, person):
    assert calm.post("/needs", absence(calm, person=person)).status_code == 404


def test_another_units_leader_sees_and_does_nothing_here(calm):
    need = calm.ids["need"]
    window = {"people": calm.ids["people"][:1], "window_ends": WINDOW}
    answers = [
        calm.get(f"/needs/{need}", "other"),
        calm.get(f"/needs/{need}/options", "other"),
        calm.post(f"/needs/{need}/offers", window, "other"),
        calm.post(f"/needs/{need}/book", {"person": calm.ids["kari"]}, "other"),
    ]
    nothing = calm.get("/needs/n999999", "other")
    for answer in answers:
        assert answer.status_code == 404
        assert answer.json | {"request_id": ""} == nothing.json | {"request_id": ""}


def test_the_live_state_shows_offers_and_who_has_it(api):
    need, people = api.ids["need"], api.ids["people"]
    made = api.post(f"/needs/{need}/offers", {"people": people[:2], "window_ends": WINDOW})
    assert made.status_code == 201
    shown = api.get(f"/needs/{need}").json
    assert shown["offers"] == [made.json]
    api.post(f"/offers/{made.json['id']}/accept", who="c0")
    shown = api.get(f"/needs/{need}").json
    assert (shown["status"], shown["person"]) == ("covered", people[0])
    assert [each["state"] for each in shown["offers"][0]["people"]] == ["yours", "closed"]


def test_a_window_that_has_ended_is_settled_when_somebody_looks(api, monkeypatch):
    need, people = api.ids["need"], api.ids["people"]
    made = api.post(f"/needs/{need}/offers", {"people": people[:2], "window_ends": WINDOW}).json
    api.post(f"/offers/{made['id']}/accept", who="c1")
    later(monkeypatch, WINDOW)
    shown = api.get(f"/needs/{need}").json
    assert (shown["status"], shown["person"]) == ("covered", people[1])


def later(monkeypatch, instant):
    monkeypatch.setenv("VIKARSENTRAL_NOW", instant)
    settings.current.cache_clear()


def test_options_hold_everyone_the_lawful_first_and_cut(calm):
    need = calm.ids["need"]
    told = calm.get(f"/needs/{need}/options").json
    found, people = told["options"], [*calm.ids["people"], calm.ids["kari"]]
    # the receipt keeps the contract's keys; names stand beside, in the same order
    assert [each["person"] for each in told["people"]] == people
    assert told["people"][-1] == {"person": calm.ids["kari"], "person_name": "Kari"}
    shown = calm.get(f"/needs/{need}").json
    assert (told["unit_name"], shown["unit_name"]) == ("Solvang", "Solvang")
    assert [each["person"] for each in found] == people
    assert found[-1]["verdict"] == "not_allowed"
    assert found[-1]["rule"] == "overlap"
    cut = calm.get(f"/needs/{need}/options?top=1").json["options"]
    assert [each["person"] for each in cut] == [people[0], people[-1]]
    for receipt in found:
        assert set(receipt) == {
            *("need", "person", "verdict", "rule"),
            *("source", "numbers", "text", "data_at"),
        }
        assert all(receipt["text"][language] for language in ("nb", "nn", "en"))


@pytest.mark.parametrize("query", ["top=0", "top=abc", "top=1&top=2", "top=9999", "x=1", "top=٣"])
def test_a_wrong_query_is_refused(calm, query):
    assert calm.get(f"/needs/{calm.ids['need']}/options?{query}").status_code == 422


def test_a_booking_by_hand_is_a_shift(api):
    answer = api.post(f"/needs/{api.ids['need']}/book", {"person": api.ids["people"][0]})
    assert answer.status_code == 201
    shift = answer.json
    assert (shift["need"], shift["person"]) == (api.ids["need"], api.ids["people"][0])
    assert (shift["status"], shift["unit_name"], shift["start"]) == ("confirmed", "Solvang", START)
    again = api.post(f"/needs/{api.ids['need']}/book", {"person": api.ids["people"][1]})
    assert (again.status_code, again.json["code"]) == (409, "need_taken")


def test_a_repeated_question_or_booking_with_the_same_key_is_one(api, api_db):
    need, people = api.ids["need"], api.ids["people"]
    asked = {"people": people[:2], "window_ends": WINDOW}
    for path, body, table in (
        ("offers", asked, "offer"),
        ("book", {"person": people[3]}, "shift"),
    ):
        before = count(api_db, table)
        key = {"Idempotency-Key": f"tap-{path}"}
        first = api.post(f"/needs/{need}/{path}", body, headers=key)
        again = api.post(f"/needs/{need}/{path}", body, headers=key)
        assert (first.status_code, again.status_code) == (201, 201)
        assert (first.json, again.headers["Idempotent-Replayed"]) == (again.json, "true")
        assert count(api_db, table) == before + 1
        other = api.post(f"/needs/{api.ids['like']}/{path}", body, headers=key)
        assert (other.status_code, other.json["code"]) == (422, "key_reused")


def test_an_unlawful_booking_is_refused_with_receipts(api, api_db):
    before = count(api_db, "shift")
    answer = api.post(f"/needs/{api.ids['need']}/book", {"person": api.ids["kari"]})
    assert (answer.status_code, answer.json["code"]) == (422, "not_lawful")
    (receipt,) = answer.json["receipts"]
    assert (receipt["person"], receipt["verdict"]) == (api.ids["kari"], "not_allowed")
    assert receipt["rule"] == "overlap"
    assert count(api_db, "shift") == before


def test_a_booking_by_hand_ends_the_asking(api):
    need, people = api.ids["need"], api.ids["people"]
    made = api.post(f"/needs/{need}/offers", {"people": people[:2], "window_ends": WINDOW}).json
    api.post(f"/needs/{need}/book", {"person": people[2]})
    assert api.get(f"/needs/{need}").json["offers"][0]["state"] == "settled"
    late = api.post(f"/offers/{made['id']}/accept", who="c0")
    assert (late.status_code, late.json["code"]) == (409, "offer_taken")


@pytest.mark.parametrize(
    ("told", "kept_reason"), [({"preference_reason": "called"}, "called"), ({}, None)]
)
def test_going_past_a_part_timer_is_kept_with_its_reason(api, api_db, told, kept_reason):
    part_timer, *_, hourly = api.ids["people"]
    with psycopg.connect(api_db) as connection:
        for person, kind, size in ((part_timer, "part_time", 2_000), (hourly, "hourly", 0)):
            post = (kind, size, int(person[1:]))
            connection.execute(
                "update post set kind = %s, stillingsprosent = %s where person_id = %s", post
            )
        connection.execute("update person set accepts_merarbeid_minutes_week = 2000")
    path, before = f"/needs/{api.ids['need']}/book", count(api_db, "shift")
    junk = api.post(path, {"person": hourly, "preference_reason": "fordi"})
    assert (junk.status_code, junk.json["code"]) == (422, "invalid")
    assert junk.json["field"] == "preference_reason"
    assert "called" in junk.json["errors"][0]["message"]
    assert count(api_db, "shift") == before
    assert api.post(path, {"person": hourly, **told}).status_code == 201
    with psycopg.connect(api_db) as connection:
        query = "select data -> 'passed_over', data ->> 'reason' from event where kind = %s"
        ((passed_over, reason),) = connection.execute(query, ["preference.checked"]).fetchall()
    assert reason == kept_reason
    assert int(part_timer[1:]) in passed_over


@pytest.mark.parametrize(
    "told", ["n", "41", "N1", "n1.0", "n%00", "..%2f", "n" + "9" * 30, "n1;x"]
)
def test_an_id_of_wrong_form_is_not_found(calm, told):
    assert calm.get(f"/needs/{told}").status_code == 404
