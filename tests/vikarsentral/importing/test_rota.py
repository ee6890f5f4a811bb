"""Rota from a file: added, changed, cancelled, refused; labour lines and calendars follow."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.vikarsentral.importing.files import counts, csv_file, found, take
from tests.vikarsentral.village import NOW, at
from vikarsentral import commitments
from vikarsentral.access import RoleName
from vikarsentral.commitments.labour import week_of
from vikarsentral.importing.taking import Verdict
from vikarsentral.tables import (
    Absence,
    DutyTime,
    Event,
    LabourLine,
    LabourSource,
    NeedStatus,
    PostKind,
    Shift,
    ShiftKind,
    ShiftStatus,
)

HEADINGS = ("Ansattnummer", "Enhet", "Dato", "Fra", "Til", "Ubetalt pause", "Krav")


@pytest.fixture
def dina(village):
    return village.person(PostKind.PART_TIME, village.solvang, size=6000, employee_no="0071")


def row(day, starts="07:30", ends="15:00", unit="solvang", **more):
    told = {"who": "0071", "pause": "0", "requires": "sykepleier"} | more
    return (told["who"], unit, day, starts, ends, told["pause"], told["requires"])


MONDAY, TUESDAY, NIGHT = row("11.01.2027"), row("12.01.2027"), row("13.01.2027", "21:45", "07:30")


def shifts(session, **where):
    query = session.query(Shift).filter_by(kind=ShiftKind.ROTA, **where)
    return query.order_by(Shift.starts_at).all()


def test_shifts_come_in_and_the_night_ends_the_next_day(session, village, dina):
    report = take(session, "rota", csv_file(HEADINGS, MONDAY, TUESDAY, NIGHT), NOW)
    assert counts(report) == (3, 0, 0, 0)
    made = shifts(session)
    assert [(one.starts_at, one.ends_at) for one in made] == [
        (at("2027-01-11T07:30"), at("2027-01-11T15:00")),
        (at("2027-01-12T07:30"), at("2027-01-12T15:00")),
        (at("2027-01-13T21:45"), at("2027-01-14T07:30")),
    ]
    assert {one.status for one in made} == {ShiftStatus.PLANNED}
    assert made[0].requires == ["sykepleier"]
    assert len({one.uid for one in made}) == 3
    assert {UUID(one.uid).version for one in made} == {4}


def test_the_same_file_twice_changes_nothing(session, village, dina):
    file = csv_file(HEADINGS, MONDAY, TUESDAY, NIGHT)
    take(session, "rota", file, NOW)
    assert counts(take(session, "rota", file, NOW)) == (0, 0, 3, 0)
    assert {one.sequence for one in shifts(session)} == {0}


def test_a_changed_shift_keeps_its_identity_in_the_calendar(session, village, dina):
    take(session, "rota", csv_file(HEADINGS, MONDAY, TUESDAY), NOW)
    uid = shifts(session)[0].uid
    longer = row("11.01.2027", "07:30", "15:30", pause="30")
    report = take(session, "rota", csv_file(HEADINGS, longer, TUESDAY), NOW)
    assert counts(report) == (0, 1, 1, 0)
    assert report.compared.changed.lines[0].details == (
        ("Til", "15:00", "15:30"),
        ("Ubetalt pause", "0", "30"),
    )
    changed = shifts(session)[0]
    assert (changed.uid, changed.sequence, changed.version) == (uid, 1, 2)
    assert changed.ends_at == at("2027-01-11T15:30")
    event = session.query(Event).filter_by(kind="rota.imported").order_by(Event.id.desc()).first()
    assert event.data["changed"][0]["before"][1].startswith("2027-01-11T14:00")


def test_two_shifts_may_move_their_border(session, village, dina):
    first = row("11.01.2027", "07:00", "12:00")
    second = row("11.01.2027", "12:00", "16:00")
    take(session, "rota", csv_file(HEADINGS, first, second), NOW)
    longer = row("11.01.2027", "07:00", "13:00")
    later = row("11.01.2027", "13:00", "16:00")
    report = take(session, "rota", csv_file(HEADINGS, longer, later), NOW, is_whole=True)
    assert counts(report) == (1, 1, 0, 1)
    assert [one.status for one in shifts(session)] == [
        ShiftStatus.PLANNED,
        ShiftStatus.CANCELLED,
        ShiftStatus.PLANNED,
    ]


def test_what_the_file_leaves_out_stops_and_asks_when_it_is_much(session, village, dina):
    take(session, "rota", csv_file(HEADINGS, MONDAY, TUESDAY, NIGHT), NOW)
    less = csv_file(HEADINGS, MONDAY, NIGHT)
    report = take(session, "rota", less, NOW)
    assert report.verdict is Verdict.MANY_ENDED
    assert len(shifts(session, status=ShiftStatus.PLANNED)) == 3
    kept = take(session, "rota", less, NOW, is_whole=False)
    assert counts(kept) == (0, 0, 2, 0)
    assert len(shifts(session, status=ShiftStatus.PLANNED)) == 3
    gone = take(session, "rota", less, NOW, is_whole=True)
    assert counts(gone) == (0, 0, 2, 1)
    cancelled = shifts(session, status=ShiftStatus.CANCELLED)
    assert [(one.starts_at, one.sequence) for one in cancelled] == [(at("2027-01-12T07:30"), 1)]


@pytest.mark.parametrize("last", ["12.01.2027", "27.03.2027", "28.03.2027", "31.10.2027"])
def test_what_starts_at_the_midnight_after_the_last_date_is_not_missed(
    session, village, dina, last
):
    day = datetime.strptime(last, "%d.%m.%Y").replace(tzinfo=UTC).date()
    village.shift(dina, f"{day}T00:00")
    village.shift(dina, f"{day + timedelta(days=1)}T00:00")
    report = take(session, "rota", csv_file(HEADINGS, row(last, "15:00", "20:00")), NOW)
    assert report.verdict is Verdict.MANY_ENDED
    assert counts(report) == (1, 0, 0, 1)


def test_other_people_other_units_and_what_is_begun_are_left_alone(session, village, dina):
    other = village.person(PostKind.STAFF, village.solvang)
    village.shift(other, "2027-01-12T07:30")
    village.shift(dina, "2027-01-12T16:00", 4, unit=village.fjellheim)
    village.shift(dina, "2027-01-04T07:30")
    file = csv_file(HEADINGS, row("04.01.2027", "16:00", "20:00"), MONDAY, TUESDAY)
    report = take(session, "rota", file, NOW)
    assert counts(report) == (3, 0, 0, 0)
    assert shifts(session, status=ShiftStatus.CANCELLED) == []


def test_a_shift_that_has_begun_is_not_changed_by_a_file(session, village, dina):
    village.shift(dina, "2027-01-04T07:30")
    report = take(session, "rota", csv_file(HEADINGS, row("04.01.2027", ends="16:00")), NOW)
    assert found(report) == [("begun", 2, "Fra")]


def test_overlap_in_the_file_names_both_rows(session, village, dina):
    file = csv_file(HEADINGS, MONDAY, row("11.01.2027", "14:00", "20:00"), MONDAY)
    report = take(session, "rota", file, NOW)
    assert found(report) == [("overlap_in_file", 3, "Fra"), ("row_twice", 4, "Fra")] or found(
        report
    ) == [("overlap_in_file", 3, "Fra"), ("overlap_in_file", 4, "Fra")]
    assert report.faults[0].facts == {"other": 2}
    assert shifts(session) == []


def test_a_cover_shift_is_never_overwritten(session, village, dina):
    need = village.need("2027-01-11T10:00", status=NeedStatus.COVERED)
    village.shift(dina, "2027-01-11T10:00", kind=ShiftKind.COVER, need_id=need.id)
    report = take(session, "rota", csv_file(HEADINGS, MONDAY, TUESDAY), NOW)
    assert found(report) == [("overlap_there", 2, "Fra")]
    assert report.faults[0].facts == {"when": "11.01.2027 10:00–17:30"}
    good = take(session, "rota", csv_file(HEADINGS, MONDAY, TUESDAY), NOW, is_good_rows=True)
    assert counts(good) == (1, 0, 0, 0)


def test_who_is_reported_away_gets_no_new_shift_then(session, village, dina):
    absence = {"starts_at": at("2027-01-11T00:00"), "ends_at": at("2027-01-12T00:00")}
    village.add(Absence(person_id=dina.id, reported_by="x", reported_at=NOW, **absence))
    report = take(session, "rota", csv_file(HEADINGS, MONDAY, TUESDAY), NOW)
    assert found(report) == [("absent_then", 2, "Fra")]


def test_the_labour_of_cover_is_counted_anew_after_the_rota(session, village, dina):
    need = village.need("2027-01-15T07:30", status=NeedStatus.COVERED)
    cover = village.shift(dina, "2027-01-15T07:30", kind=ShiftKind.COVER, need_id=need.id)
    commitments.recount(session, {week_of(cover)})
    before = sum(line.minutes for line in session.query(LabourLine))
    assert before == 0  # inside the contract of ordinary staff
    full = [row(f"{day:02}.01.2027") for day in (11, 12, 13)]
    take(session, "rota", csv_file(HEADINGS, *full), NOW)
    lines = session.query(LabourLine).filter_by(shift_id=cover.id).all()
    assert [(line.source, line.minutes) for line in lines] == [(LabourSource.MERARBEID, 450)] or (
        sum(line.minutes for line in lines) > 0
    )


def test_a_pool_employee_gets_known_times_without_a_unit(session, village):
    pool = village.person(employee_no="0090")
    file = csv_file(HEADINGS[:5], ("0090", "", "11.01.2027", "07:00", "15:30"))
    assert counts(take(session, "rota", file, NOW)) == (1, 0, 0, 0)
    duty = session.query(DutyTime).filter_by(person_id=pool.id).one()
    assert (duty.starts_at, duty.published_at) == (at("2027-01-11T07:00"), NOW)
    assert counts(take(session, "rota", file, NOW)) == (0, 0, 1, 0)


def test_a_duty_plan_that_is_there_is_added_to_in_time_only(session, village):
    pool = village.person(employee_no="0090")
    village.duty(pool, "2027-01-11T07:00")
    soon = ("0090", "", "12.01.2027", "07:00", "15:30")
    in_time = ("0090", "", "19.01.2027", "07:00", "15:30")
    moved = ("0090", "", "11.01.2027", "08:00", "15:30")
    report = take(session, "rota", csv_file(HEADINGS[:5], moved, soon, in_time), NOW)
    assert found(report) == [("duty_notice", 2, "Fra"), ("duty_notice", 3, "Dato")]
    assert counts(take(session, "rota", csv_file(HEADINGS[:5], in_time), NOW)) == (1, 0, 0, 0)


def test_a_row_without_a_unit_is_for_the_pool_alone(session, village, dina):
    report = take(session, "rota", csv_file(HEADINGS, row("11.01.2027", unit="")), NOW)
    assert found(report) == [("no_pool_post", 2, "Enhet")]


def test_unknown_people_units_and_competences_are_told_at_once(session, village, dina):
    file = csv_file(
        HEADINGS,
        row("11.01.2027", who="9999"),
        row("12.01.2027", unit="solvagn"),
        row("13.01.2027", requires="sykepleier, kirurg"),
        row("13.01.2099"),
    )
    report = take(session, "rota", file, NOW)
    assert found(report) == [
        ("unknown_person", 2, "Ansattnummer"),
        ("unknown_unit", 3, "Enhet"),
        ("unknown_competence", 4, "Krav"),
        ("date_far", 5, "Dato"),
    ]
    assert report.faults[1].facts == {"near": "solvang"}


def test_a_leader_takes_in_rota_of_own_units_only(session, village, dina):
    leader = village.actor(RoleName.MANAGER, village.solvang)
    file = csv_file(HEADINGS, MONDAY, row("12.01.2027", unit="fjellheim"))
    report = take(session, "rota", file, NOW, actor=leader)
    assert found(report) == [("not_your_unit", 3, "Enhet")]
    assert counts(take(session, "rota", csv_file(HEADINGS, MONDAY), NOW, actor=leader))[0] == 1


def test_the_night_the_clock_goes_back_is_written_with_an_offset(session, village, dina):
    night = row("30.10.2027", "22:00", "02:30")
    later = NOW + timedelta(days=280)
    report = take(session, "rota", csv_file(HEADINGS, night), later)
    assert found(report) == [("time_twice", 2, "Til")]
    told = row("30.10.2027", "22:00", report.faults[0].facts["second"])
    take(session, "rota", csv_file(HEADINGS, told), later)
    (made,) = shifts(session)
    assert made.ends_at - made.starts_at == timedelta(hours=5, minutes=30)


def test_a_number_that_has_lost_its_zeros_is_told_with_the_number_meant(session, village, dina):
    report = take(session, "rota", csv_file(HEADINGS, row("11.01.2027", who="71")), NOW)
    assert found(report) == [("unknown_person", 2, "Ansattnummer")]
    assert report.faults[0].facts == {"near": "0071"}
