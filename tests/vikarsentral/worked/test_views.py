"""Hours as pages read them: what has begun, what stands, and who objects."""

from tests.vikarsentral.village import at
from tests.vikarsentral.worked.conftest import AFTER, DAY, own, self_of, tell
from vikarsentral import worked
from vikarsentral.tables import PostKind, ShiftStatus, Side, Went
from vikarsentral.worked.views import in_force

FROM, TO = at("2027-01-11T00:00"), at("2027-01-18T00:00")


def of_unit(village, now=AFTER):
    return worked.of_unit(village.session, village.solvang.id, FROM, TO, now=now)


def test_line_tells_plan_and_what_stands(village, day):
    (line,) = of_unit(village)
    assert (line.went, line.side, line.number, line.minutes) == (None, None, 0, 450)
    tell(village, day, end=15)
    worked.object_to(village.session, shift_id=day.id, actor=self_of(day), now=AFTER)
    (line,) = of_unit(village)
    assert (line.went, line.side, line.objected_by) == (Went.STAYED_ON, Side.LEADER, Side.PERSON)
    assert (line.planned_ends_at, line.ends_at) == (at("2027-01-11T15:00"), at("2027-01-11T15:15"))


def test_only_the_entry_in_force_is_shown(village, day):
    for minutes in (15, 5, -10):
        tell(village, day, end=minutes)
    (line,) = of_unit(village)
    assert (line.number, line.minutes) == (3, 460)


def test_what_has_not_begun_is_not_there(village, day):
    assert of_unit(village, now=day.starts_at) == []
    assert len(of_unit(village, now=AFTER)) == 1


def test_absent_shifts_show_only_when_told_after_the_plan(village, day):
    person = village.person(kind=PostKind.STAFF, unit=village.solvang)
    village.shift(person, DAY, status=ShiftStatus.ABSENT)
    worked.did_not_come(village.session, shift_id=day.id, actor=village.leader, now=AFTER)
    (line,) = of_unit(village)
    assert (line.shift_id, line.went, line.starts_at) == (day.id, Went.DID_NOT_COME, None)


def test_shift_belongs_to_the_day_it_was_planned_on(village):
    person = village.person(kind=PostKind.STAFF, unit=village.solvang)
    night = village.shift(person, "2027-01-17T23:50", hours=8)
    tell(village, night, start=20, now=at("2027-01-18T08:30"))
    (line,) = of_unit(village, now=at("2027-01-19T00:00"))
    assert line.starts_at == at("2027-01-18T00:10")


def test_person_sees_own_shifts_at_every_unit(village, day):
    village.shift(own(village, day), "2027-01-12T07:30", unit=village.fjellheim)
    village.shift(village.person(kind=PostKind.STAFF, unit=village.solvang), DAY)
    lines = worked.of_person(village.session, day.person_id, FROM, TO, now=at("2027-01-13T00:00"))
    assert [line.unit for line in lines] == ["Solvang", "Fjellheim"]


def test_units_can_be_chosen(village, day):
    village.shift(own(village, day), "2027-01-12T07:30", unit=village.fjellheim)
    now = at("2027-01-13T00:00")
    assert len(in_force(village.session, FROM, TO, now=now)) == 2
    only = in_force(village.session, FROM, TO, now=now, unit_ids=[village.fjellheim.id])
    assert [line.unit for line in only] == ["Fjellheim"]
