"""What we write, four real calendars read: night shifts, both clock changes, cancelled shifts."""

import random
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vikarsentral.ical.readers import READERS, Seen
from vikarsentral.ical import CalendarShift, calendar_bytes

MADE = datetime(2026, 1, 1, tzinfo=UTC)
YEAR = datetime(2027, 1, 1, tzinfo=UTC)
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def shift(start: str, end: str, **changes) -> CalendarShift:
    usual = {
        "uid": f"{start}@test",
        "sequence": 0,
        "starts_at": at(start),
        "ends_at": at(end),
        "unit": "Solvang sykehjem, 2. etasje",
        "area": "Nord",
        "unpaid_break_minutes": 30,
        "cancelled": False,
        "created_at": MADE,
        "changed_at": MADE,
    }
    return CalendarShift(**(usual | changes))


HARD_ONES = [
    shift("2026-07-01T07:30:00+02:00", "2026-07-01T15:00:00+02:00"),
    shift("2026-12-31T22:00:00+01:00", "2027-01-01T07:30:00+01:00"),
    # the spring night is 8.5 hours long on the clock face and 7.5 in truth
    shift("2027-03-27T22:45:00+01:00", "2027-03-28T07:15:00+02:00"),
    shift("2027-03-28T03:00:00+02:00", "2027-03-28T11:00:00+02:00"),
    # the autumn night, and the hour that happens twice
    shift("2027-10-30T22:45:00+02:00", "2027-10-31T07:15:00+01:00"),
    shift("2027-10-31T07:15:00+01:00", "2027-10-31T09:00:00+01:00"),
    shift("2028-10-28T23:00:00+02:00", "2028-10-29T02:30:00+02:00"),
    shift("2028-10-29T02:30:00+01:00", "2028-10-29T08:00:00+01:00"),
    shift("2029-10-28T01:00:00+02:00", "2029-10-28T02:00:00+01:00"),
    shift("2027-05-17T07:30:00+02:00", "2027-05-17T15:00:00+02:00", sequence=3, cancelled=True),
]


def expected(one: CalendarShift) -> Seen:
    title = f"Vakt: {one.unit}"
    return Seen(
        one.uid,
        one.starts_at,
        one.ends_at,
        f"AVLYST: {title}" if one.cancelled else title,
        f"{one.unit}, {one.area}",
        "CANCELLED" if one.cancelled else "CONFIRMED",
    )


@pytest.mark.parametrize("reader", READERS)
def test_real_readers_see_every_shift_at_its_instant(reader, tmp_path):
    content = calendar_bytes(HARD_ONES, uid="calendar@test")
    assert READERS[reader](content, tmp_path) == sorted(expected(one) for one in HARD_ONES)


@pytest.mark.parametrize("reader", READERS)
def test_real_readers_see_a_year_of_drawn_shifts(reader, tmp_path):
    drawn = random.Random(7)
    shifts = []
    for day in range(0, 365, 3):
        start = at("2027-01-01T00:00:00+01:00") + timedelta(
            days=day, minutes=drawn.randrange(1440)
        )
        end = start + timedelta(minutes=drawn.randrange(60, 900))
        shifts.append(shift(start.isoformat(), end.isoformat()))
    content = calendar_bytes(shifts, uid="calendar@test")
    assert READERS[reader](content, tmp_path) == sorted(expected(one) for one in shifts)


def test_bytes_depend_on_the_shifts_alone():
    assert calendar_bytes(HARD_ONES, uid="c") == calendar_bytes(reversed(HARD_ONES), uid="c")


def test_a_cancelled_shift_frees_the_time_and_says_so():
    event = icalendar.Calendar.from_ical(calendar_bytes([HARD_ONES[-1]], uid="c")).events[0]
    assert str(event["STATUS"]) == "CANCELLED"
    assert str(event["TRANSP"]) == "TRANSPARENT"
    assert int(event["SEQUENCE"]) == 3


def test_the_revision_time_comes_from_the_data():
    changed = at("2026-02-03T04:05:06+01:00")
    one = shift("2026-07-01T07:30+02:00", "2026-07-01T15:00+02:00", changed_at=changed)
    event = icalendar.Calendar.from_ical(calendar_bytes([one], uid="c")).events[0]
    assert (event.stamp, event.last_modified, event.created) == (changed, changed, MADE)


def test_the_zone_is_two_rules_and_the_refresh_is_told_twice():
    text = calendar_bytes([], uid="c").decode()
    for line in (
        "DTSTART:19810329T020000",
        "DTSTART:19961027T030000",
        "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
        "X-PUBLISHED-TTL:PT15M",
    ):
        assert f"\r\n{line}\r\n" in text
    assert "RDATE" not in text
    assert "METHOD" not in text


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("nb", "AVLYST: Vakt: Bakken"),
        ("nn", "AVLYST: Vakt: Bakken"),
        ("en", "CANCELLED: Shift: Bakken"),
        ("se", "AVLYST: Vakt: Bakken"),
    ],
)
def test_the_title_is_in_the_persons_language(language, title):
    one = shift("2026-07-01T07:30+02:00", "2026-07-01T15:00+02:00", unit="Bakken", cancelled=True)
    content = calendar_bytes([one], uid="c", language=language)
    assert str(icalendar.Calendar.from_ical(content).events[0]["SUMMARY"]) == title


@settings(max_examples=60, deadline=None, derandomize=True)
@given(unit=WORDS, area=WORDS)
def test_any_name_comes_back_as_it_was(unit, area):
    one = shift("2026-07-01T07:30+02:00", "2026-07-01T15:00+02:00", unit=unit, area=area)
    content = calendar_bytes([one], uid="c")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    event = icalendar.Calendar.from_ical(content).events[0]
    assert str(event["LOCATION"]) == f"{unit}, {area}"
