"""What was planned counts as worked once it has ended, and the record cannot be changed."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.vikarsentral.village import at
from tests.vikarsentral.worked.conftest import AFTER, minutes, tell
from vikarsentral import worked
from vikarsentral.tables import PostKind, Shift, ShiftStatus, Went, WorkedEntry
from vikarsentral.worked.record import Times, went

PLAN = Times(at("2027-01-11T07:30"), at("2027-01-11T15:00"), 30)


def entries(session):
    return session.query(WorkedEntry).order_by(WorkedEntry.id).all()


def test_what_was_told_during_the_shift_is_kept_when_it_ends(village, day):
    tell(village, day, start=20, now=day.starts_at + minutes(60))
    assert village.session.get(Shift, day.id).status is ShiftStatus.PLANNED
    assert worked.settle(village.session, now=AFTER) == 1
    (entry,) = entries(village.session)
    assert (entry.went, entry.minutes) == (Went.LATE, 430)
    assert village.session.get(Shift, day.id).status is ShiftStatus.WORKED


@pytest.mark.parametrize(
    "statement",
    [
        "update worked_entry set minutes = 0",
        "delete from worked_entry",
        "truncate worked_entry cascade",
        "update worked_objection set told_by = 'x'",
        "delete from worked_objection",
    ],
)
def test_aml_10_7_the_database_refuses_to_change_the_record(village, day, statement):
    from tests.vikarsentral.worked.conftest import self_of

    tell(village, day, end=15)
    person = self_of(day)
    worked.object_to(village.session, shift_id=day.id, actor=person, now=AFTER)
    with pytest.raises(DBAPIError, match="append-only"):
        village.session.execute(text(statement))


@pytest.mark.parametrize(
    ("start", "end", "unpaid", "how"),
    [
        (0, 0, 30, Went.AS_PLANNED),
        (1, 0, 30, Went.LATE),
        (0, 1, 30, Went.STAYED_ON),
        (0, -1, 30, Went.LEFT_EARLY),
        (-1, 0, 30, Went.OTHER_TIMES),
        (5, 5, 30, Went.OTHER_TIMES),
        (0, 0, 0, Went.OTHER_TIMES),
    ],
)
def test_how_a_shift_went_follows_from_its_plan(start, end, unpaid, how):
    times = Times(PLAN.starts_at + minutes(start), PLAN.ends_at + minutes(end), unpaid)
    assert went(PLAN, times) is how


def test_not_coming_is_told_by_having_no_times():
    assert went(PLAN, None) is Went.DID_NOT_COME


@pytest.mark.parametrize(("on", "hours"), [("2027-03-27", 8), ("2027-10-30", 10)])
def test_night_of_a_clock_change_is_as_long_as_it_was(village, on, hours):
    start = at(f"{on}T22:00")
    end = start + timedelta(hours=hours)
    assert at(f"{on[:8]}{int(on[8:]) + 1:02}T07:00") == end
    person = village.person(kind=PostKind.STAFF, unit=village.solvang)
    village.shift(person, f"{on}T22:00", hours=hours, unpaid_break_minutes=30)
    worked.settle(village.session, now=end)
    assert entries(village.session)[0].minutes == hours * 60 - 30
