"""A village with a week of work, some of it told otherwise, and labour lines counted."""

import csv
import io
import json
from datetime import date

import pytest

from tests.vikarsentral.village import at
from tests.vikarsentral.worked.conftest import self_of
from vikarsentral import commitments, exporting, worked
from vikarsentral.commitments.labour import week_of
from vikarsentral.tables import NeedStatus, PostKind, ShiftKind, ShiftStatus

NOW = at("2027-01-25T08:00")
FIRST, LAST = date(2027, 1, 11), date(2027, 1, 17)


def table(file):
    """Read a CSV file back as a spreadsheet does: a list of dictionaries."""
    text = file.body.decode("utf-8-sig")
    assert file.body.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def document(file):
    return json.loads(file.body)


def cover(village, person, start, hours=7.5, **changes):
    """A confirmed shift that covers a need."""
    need = village.need(start, hours=hours, status=NeedStatus.COVERED)
    facts = {"kind": ShiftKind.COVER, "status": ShiftStatus.CONFIRMED, "need_id": need.id}
    return village.shift(person, start, hours=hours, **{**facts, **changes})


@pytest.fixture
def week(village):
    """The village after a week's work: one hourly employee and one of unit staff."""
    hourly = village.person(kind=PostKind.HOURLY, unit=village.solvang, name="Åse Østby")
    staff = village.person(kind=PostKind.STAFF, unit=village.solvang, name="Bo Dal")
    shifts = [
        cover(village, hourly, "2027-01-11T07:30"),
        cover(village, hourly, "2027-01-13T14:30"),
        village.shift(staff, "2027-01-12T07:30"),
    ]
    commitments.recount(village.session, {week_of(shift) for shift in shifts})
    for shift, end in ((shifts[0], "2027-01-11T15:30"), (shifts[2], "2027-01-12T14:45")):
        worked.correct(
            village.session,
            shift_id=shift.id,
            starts_at=shift.starts_at,
            ends_at=at(end),
            actor=village.leader,
            now=at("2027-01-14T08:00"),
        )
    worked.object_to(
        village.session,
        shift_id=shifts[2].id,
        actor=self_of(staff),
        now=at("2027-01-14T09:00"),
    )
    worked.settle(village.session, now=NOW)
    village.hourly, village.staff, village.shifts = hourly, staff, shifts
    return village


@pytest.fixture
def about(week):
    """That week, all units."""
    return exporting.period(week.session, first_on=FIRST, last_on=LAST)
