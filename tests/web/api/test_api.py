"""The whole way through the API: from who is ill to who comes, in calendar and figures."""

from datetime import UTC, date, datetime

import icalendar
import marshmallow as ma
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vikarsentral.offer.town import NOW
from vikarsentral import db, ical
from web.api import examples, schemas, schemas_plans
from web.api.errors import SENTENCES, sentence
from web.api.fields import Day, Instant, Whole

DAY = {"start": "2027-01-04T07:30:00+01:00", "end": "2027-01-04T15:00:00+01:00"}
WINDOW = "2027-01-04T06:25:00+01:00"


def test_from_absence_to_calendar_and_spend(api):
    made = api.post("/needs", {"absence": {"person": api.ids["kari"], **DAY}}).json
    (need,) = made["needs"]
    asked = [each["person"] for each in need["options"]][:2]
    body = {"people": asked, "window_ends": WINDOW}
    wave = api.post(f"/needs/{need['id']}/offers", body).json
    won = api.post(f"/offers/{wave['id']}/accept", who="c0").json
    assert (won["state"], won["person"]) == ("yours", asked[0])
    shown = api.get(f"/needs/{need['id']}").json
    assert (shown["status"], shown["shift"]) == ("covered", won["shift"])

    person = int(asked[0][1:])
    secret = db.transaction(lambda session: ical.create_feed(session, person, NOW))
    feed = icalendar.Calendar.from_ical(api.get(f"/feeds/{secret}.ics", None).data)
    own = api.get("/me/shifts", "c0").json["shifts"]
    assert [str(event["UID"]) for event in feed.events] == [each["uid"] for each in own]

    figures = api.get("/spend?from=2027-01-01&to=2027-01-31", "planner").json
    assert [line["shifts"] for line in figures["lines"]] == [[won["shift"]]]

    away = api.get("/me/shifts", "employee").json["shifts"]
    assert [each["status"] for each in away] == ["absent"]


def test_every_refusal_has_a_sentence_and_unknown_ones_a_plain_one():
    assert all(text.endswith((".", "…")) for text in SENTENCES.values())
    assert sentence("something_new")


@pytest.mark.parametrize(
    ("form", "example"),
    [
        (schemas.NewNeeds, examples.NEW_NEEDS),
        (schemas.NewNeeds, examples.NEW_EXTRA),
        (schemas.NewOffer, examples.NEW_OFFER),
        (schemas.NewBooking, examples.NEW_BOOKING),
        (schemas_plans.NewPlan, examples.NEW_PLAN),
        (schemas_plans.Spend, examples.SPEND),
        (schemas.NeedsMade, examples.NEEDS_MADE),
        (schemas.Error, examples.NOT_LAWFUL),
    ],
)
def test_the_program_itself_reads_its_examples(form, example):
    assert form().load(example)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    instant=st.datetimes(datetime(2001, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - the zone is drawn
)
def test_what_is_written_as_oslo_time_is_read_as_the_same_instant(instant):
    whole = instant.replace(second=0, microsecond=0)
    field = Instant()
    assert field.deserialize(field._serialize(whole, "", None)) == whole


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Instant(), "2027-01-04T24:00:00+01:00"),
        (Instant(), "2016-12-31T23:59:60Z"),
        (Instant(), "20270104T0730+0100"),
        (Instant(), "２027-01-04T07:30:00+01:00"),
        (Instant(), 1_799_044_200),
        (Day(), "2027-1-4"),
        (Day(), "0001-01-01"),
        (Day(), date(2027, 1, 4)),
        (Whole(0, 9), 10),
        (Whole(0, 9), "7"),
        (Whole(0, 9), 7.0),
        (Whole(0, 9), True),
    ],
)
def test_a_value_of_another_kind_is_refused_by_code_and_sentence(field, value):
    with pytest.raises(ma.ValidationError) as refusal:
        field.deserialize(value)
    (message,) = refusal.value.messages
    code, mark, told = message.partition("|")
    assert code.isidentifier()
    assert mark
    assert told.endswith(".")
