"""Rota by hand: put in, changed and taken away, with record, hours and word to the person."""

from datetime import time, timedelta

import pytest

from tests.vikarsentral.administration.rota.conftest import FIRST
from tests.vikarsentral.village import NOW, at
from vikarsentral.administration import Act, rota
from vikarsentral.administration.changes import seen_of
from vikarsentral.administration.rota import Grounds, MoveWish, RotaWish
from vikarsentral.administration.rota.change import SEEN
from vikarsentral.errors import (
    BadInput,
    Conflict,
    NotAllowed,
    NotFound,
    OnlyOnGrounds,
    Unlawful,
)
from vikarsentral.tables import (
    LabourLine,
    Message,
    NeedStatus,
    PostKind,
    Shift,
    ShiftKind,
    ShiftStatus,
)

DAY = timedelta(days=1)
YES = Grounds(said_yes=True)


def own(session, person):
    query = session.query(Shift).filter_by(person_id=person.id, kind=ShiftKind.ROTA)
    return query.order_by(Shift.starts_at).all()


def moved(row, *, hours=0, **more):
    by = timedelta(hours=hours)
    return MoveWish(row.starts_at + by, row.ends_at + by, **more)


def test_a_leader_puts_in_weeks_at_once_and_again_changes_nothing(
    village, session, leader, nurse, wish, events
):
    days = rota.repeated(FIRST, [0, 1, 2], 2, FIRST + timedelta(weeks=5))
    assert rota.add(session, nurse.id, wish(*days), act=leader) == 9
    assert rota.add(session, nurse.id, wish(*days), act=leader) == 0
    rows = own(session, nurse)
    assert {row.status for row in rows} == {ShiftStatus.PLANNED}
    assert len({row.starts_at.isocalendar().week for row in rows}) == 3
    (line,) = events("rota.added")
    assert (len(line["before"]), len(line["after"]), line["opened"]) == (0, 9, [])
    assert session.query(Message).count() == 0


def test_others_may_not_and_other_units_are_not_theirs(village, session, nurse, wish, leader):
    with pytest.raises(NotAllowed):
        rota.add(session, nurse.id, wish(), act=Act(village.neighbour, NOW))
    with pytest.raises(NotAllowed):
        rota.add(session, nurse.id, wish(), act=Act(village.coordinator, NOW))
    there = RotaWish(village.fjellheim.id, (FIRST,), time(7), time(15))
    with pytest.raises(NotAllowed):
        rota.add(session, nurse.id, there, act=leader)
    (row,) = [village.shift(nurse, f"{FIRST}T07:30")]
    for act in (Act(village.neighbour, NOW), Act(village.coordinator, NOW)):
        with pytest.raises(NotAllowed):
            rota.change(session, row.id, moved(row), seen=None, act=act)
        with pytest.raises(NotAllowed):
            rota.remove(session, row.id, act=act)


def test_too_short_rest_is_refused_with_paragraph_and_sum(village, session, leader, nurse, wish):
    village.shift(nurse, f"{FIRST}T14:30")
    with pytest.raises(Unlawful) as refused:
        rota.add(session, nurse.id, wish(FIRST + DAY), act=leader)
    assert not isinstance(refused.value, OnlyOnGrounds)
    receipts = {each["rule"]: each for each in refused.value.receipts}
    assert receipts["daily_rest"]["source"].startswith("aml § 10-8")
    assert receipts["daily_rest"]["numbers"]["excess"] > 0
    assert len(own(session, nurse)) == 1


def test_an_old_fault_stops_no_change_that_leaves_it(village, session, leader, nurse, wish):
    village.shift(nurse, f"{FIRST}T14:30")
    village.shift(nurse, f"{FIRST + DAY}T07:30")
    assert rota.add(session, nurse.id, wish(FIRST + 4 * DAY), act=leader) == 1


def test_a_night_of_ten_hours_is_too_long_without_an_agreement(session, leader, nurse, wish):
    night = wish(FIRST, starts=time(21, 45), ends=time(7, 45))
    with pytest.raises(Unlawful, match="day_minutes"):
        rota.add(session, nurse.id, night, act=leader)


def test_a_week_above_the_law_asks_for_the_agreed_average(session, leader, nurse, wish):
    days = [FIRST + day * DAY for day in range(5)]
    long = {"starts": time(7), "ends": time(15)}
    after = wish(*[day + 7 * DAY for day in days], **long)
    with pytest.raises(Unlawful) as refused:
        rota.add(session, nurse.id, after, act=leader)
    assert not isinstance(refused.value, OnlyOnGrounds)
    rota.add(session, nurse.id, wish(*days[:4]), act=leader)
    with pytest.raises(OnlyOnGrounds) as asked:
        rota.add(session, nurse.id, after, act=leader)
    assert asked.value.grounds == ("is_averaged",)
    averaged = Grounds(is_averaged=True)
    assert rota.add(session, nurse.id, after, grounds=averaged, act=leader) == 5


def test_within_two_weeks_asks_for_the_yes_and_tells_the_person(
    village, session, leader, nurse, wish, events
):
    soon = NOW.date() + 10 * DAY
    with pytest.raises(OnlyOnGrounds) as refused:
        rota.add(session, nurse.id, wish(soon), act=leader)
    assert refused.value.grounds == ("said_yes",)
    assert rota.add(session, nurse.id, wish(soon), grounds=YES, act=leader) == 1
    (message,) = session.query(Message)
    assert (message.person_id, message.kind) == (nurse.id, "rota_changed")
    assert f"{soon:%d.%m.%Y} 07:30–15:00" in message.body
    assert events("rota.added")[0]["opened"] == ["notice"]


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"unpaid_break_minutes": 450}, "unpaid_break_minutes"),
        ({"unpaid_break_minutes": -1}, "unpaid_break_minutes"),
        ({"requires": ("finnes-ikke",)}, "requires"),
    ],
)
def test_what_does_not_fit_is_told_by_field(session, leader, nurse, wish, changes, where):
    with pytest.raises(BadInput) as refused:
        rota.add(session, nurse.id, wish(**changes), act=leader)
    assert [fault.where for fault in refused.value.faults] == [where]


def test_past_days_far_days_and_people_of_other_units_are_refused(
    village, session, leader, nurse, wish
):
    for day in (NOW.date() - DAY, NOW.date() + 800 * DAY):
        with pytest.raises(BadInput, match="days"):
            rota.add(session, nurse.id, wish(day), act=leader)
    other = village.person(kind=PostKind.STAFF, unit=village.fjellheim)
    with pytest.raises(BadInput, match="person"):
        rota.add(session, other.id, wish(), act=leader)
    nurse.is_active = False
    session.flush()
    with pytest.raises(NotFound):
        rota.add(session, nurse.id, wish(), act=leader)


def test_a_shift_is_moved_with_before_and_after(village, session, leader, nurse, events):
    row = village.shift(nurse, f"{FIRST}T07:30")
    seen = seen_of(row, SEEN)
    assert rota.change(session, row.id, moved(row, hours=1), seen=seen, act=leader)
    assert not rota.change(session, row.id, moved(row), seen=seen_of(row, SEEN), act=leader)
    (line,) = events("rota.changed")
    assert line["before"][0]["starts_at"] == at(f"{FIRST}T07:30").isoformat()
    assert line["after"][0]["starts_at"] == at(f"{FIRST}T08:30").isoformat()
    assert (row.sequence, session.query(Message).count()) == (1, 0)
    with pytest.raises(Conflict, match="changed_meanwhile"):
        rota.change(session, row.id, moved(row, hours=1), seen=seen, act=leader)


def test_a_shift_that_only_gets_a_break_needs_no_yes(village, session, leader, nurse):
    row = village.shift(nurse, f"{NOW.date() + 5 * DAY}T07:30")
    wanted = moved(row, unpaid_break_minutes=30, requires=("sykepleier",))
    assert rota.change(session, row.id, wanted, seen=None, act=leader)
    assert (row.unpaid_break_minutes, row.requires) == (30, ["sykepleier"])


def test_what_has_begun_is_cancelled_or_covers_is_not_changed(village, session, leader, nurse):
    begun = village.shift(nurse, "2027-01-05T06:00", hours=1)
    gone = village.shift(nurse, f"{FIRST}T07:30", status=ShiftStatus.CANCELLED)
    need = village.need(f"{FIRST + DAY}T07:30", status=NeedStatus.COVERED)
    cover = village.shift(nurse, f"{FIRST + DAY}T07:30", kind=ShiftKind.COVER, need_id=need.id)
    for row, code in ((begun, "begun"), (gone, "cancelled"), (cover, "not_rota")):
        with pytest.raises(Conflict, match=f"shift_{code}"):
            rota.change(session, row.id, moved(row, hours=1), seen=None, act=leader)
    with pytest.raises(NotFound):
        rota.remove(session, 999_999, act=leader)
    assert rota.remove(session, gone.id, act=leader) == 0


def test_a_shift_goes_with_the_same_one_of_the_weeks_after(
    village, session, leader, nurse, wish, events
):
    rota.add(
        session,
        nurse.id,
        wish(*rota.repeated(FIRST, [0, 2], 1, FIRST + 27 * DAY)),
        act=leader,
    )
    first = own(session, nurse)[0]
    assert rota.remove(session, first.id, until=FIRST + 14 * DAY, act=leader) == 3
    left = [row for row in own(session, nurse) if row.status is ShiftStatus.PLANNED]
    assert [row.starts_at.weekday() for row in left] == [2, 2, 2, 0, 2]
    assert len(events("rota.removed")[0]["before"]) == 3
    assert rota.remove(session, first.id, act=leader) == 0


def test_taking_away_what_is_near_asks_for_the_yes(village, session, leader, nurse):
    row = village.shift(nurse, f"{NOW.date() + 3 * DAY}T07:30")
    with pytest.raises(OnlyOnGrounds):
        rota.remove(session, row.id, act=leader)
    assert rota.remove(session, row.id, grounds=YES, act=leader) == 1
    assert session.query(Message).count() == 1


def test_what_cover_counts_as_follows_the_rota(village, session, leader, wish):
    half = village.person(
        kind=PostKind.PART_TIME,
        unit=village.solvang,
        size=4_000,
        accepts_merarbeid_minutes_week=2000,
    )
    need = village.need(f"{FIRST + 4 * DAY}T07:30", status=NeedStatus.COVERED)
    cover = village.shift(half, f"{FIRST + 4 * DAY}T07:30", kind=ShiftKind.COVER, need_id=need.id)
    rota.add(session, half.id, wish(FIRST, FIRST + DAY), act=leader)
    lines = session.query(LabourLine).filter_by(shift_id=cover.id).all()
    assert [(line.source.value, line.minutes) for line in lines] == [("merarbeid", 450)]
    rota.remove(session, own(session, half)[0].id, until=FIRST, act=leader)
    session.expire_all()
    lines = session.query(LabourLine).filter_by(shift_id=cover.id).all()
    assert [line.minutes for line in lines] == [450 * 2 - 852]
