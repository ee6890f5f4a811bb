"""Own rota and cover priced by one engine, from the times on the shift's row."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from tests.vikarsentral.village import NOW, at
from vikarsentral import commitments, need
from vikarsentral.commitments.priced import priced
from vikarsentral.tables import (
    Agreement,
    AgreementLevel,
    PayBasis,
    PostKind,
    ShiftKind,
    ShiftStatus,
)

WEEK = date(2027, 1, 11)


def cover(village, person, start, hours=7.5):
    row = village.need(start, hours=hours)
    given = [need.Assignment(row.id, person.id)]
    need.assign(
        village.session, given, status=ShiftStatus.PLANNED, actor=village.coordinator, now=NOW
    )


def kinds(one):
    found = {}
    for line in one.pay.lines:
        if not line.is_employers:
            found[line.kind] = found.get(line.kind, 0) + line.minutes
    return found


def test_rota_and_cover_of_a_week_are_priced_in_order(village):
    person = village.person(PostKind.PART_TIME, village.solvang, size=2112)
    village.add(PayBasis(person_id=person.id, annual_ore=54_540_000, valid_from=date(2026, 5, 1)))
    village.shift(person, "2027-01-12T14:30")
    cover(village, person, "2027-01-16T07:30")
    found = priced(village.session, [(person.id, WEEK)])
    assert [one.shift.kind for one in found] == [ShiftKind.ROTA, ShiftKind.COVER]
    assert kinds(found[0]) == {"basic": 450, "evening": 240, "night": 60}
    assert [part.kind for part in found[1].work.parts] == ["merarbeid"]
    assert kinds(found[1]) == {"basic": 450, "weekend": 450}


def test_times_changed_on_the_row_are_what_is_paid(village):
    person = village.on_duty()
    cover(village, person, "2027-01-11T07:30")
    one = priced(village.session, [(person.id, WEEK)])[0]
    one.shift.ends_at += timedelta(hours=1)
    commitments.recount(village.session, [(person.id, WEEK)])
    again = priced(village.session, [(person.id, WEEK)])[0]
    assert again.work.paid == one.work.paid + 60
    assert again.pay.gross_ore > one.pay.gross_ore


@pytest.mark.parametrize(("days", "rate"), [(4, "overtime_100"), (5, "overtime_50")])
def test_overtime_on_a_day_off_is_paid_as_one(village, days, rate):
    person = village.on_duty(days=days, hours=9)
    for day in range(11, 16):
        cover(village, person, f"2027-01-{day}T07:00", hours=9)
    friday = priced(village.session, [(person.id, WEEK)])[-1]
    assert friday.work.is_free_day is (days == 4)
    assert kinds(friday) == {rate: 540}


def test_an_agreed_longer_day_is_no_overtime(village):
    person = village.on_duty(hours=12)
    cover(village, person, "2027-01-11T07:00", hours=10)
    before = priced(village.session, [(person.id, WEEK)])[0]
    assert [part.kind for part in before.work.parts] == ["contract", "overtime"]
    village.add(
        Agreement(
            code="L1",
            title="Lange vakter",
            level=AgreementLevel.LOCAL_TV,
            limits={"day_minutes": 750},
            valid_from=date(2026, 1, 1),
            valid_to=date(2027, 12, 31),
            document_ref="26/1",
            employer_signed_by="a",
            employer_signed_at=NOW,
            counterpart_signed_by="b",
            counterpart_signed_at=NOW,
        )
    )
    after = priced(village.session, [(person.id, WEEK)])[0]
    assert [part.kind for part in after.work.parts] == ["contract"]


def test_cover_given_late_outside_the_duty_plan_is_displaced(village):
    person = village.person()
    village.duty(person, "2027-01-11T07:00", hours=8.5)
    cover(village, person, "2027-01-11T09:00")
    one = priced(village.session, [(person.id, WEEK)])[0]
    assert kinds(one)["displaced"] == 60
    one.shift.created_at = at("2026-12-20T12:00")
    assert "displaced" not in kinds(priced(village.session, [(person.id, WEEK)])[0])


def test_pay_that_rises_in_the_middle_of_a_week_counts_from_its_day(village):
    person = village.on_duty()
    for kroner, since in ((545_400, date(2026, 5, 1)), (558_400, date(2027, 1, 13))):
        village.add(PayBasis(person_id=person.id, annual_ore=kroner * 100, valid_from=since))
    for day in (12, 13):
        cover(village, person, f"2027-01-{day}T07:30")
    found = priced(village.session, [(person.id, WEEK)])
    assert [one.pay.lines[0].rate_ore for one in found] == [29_545, 30_249]


def test_as_many_queries_for_one_week_as_for_many(village):
    person = village.on_duty()
    for day in ("11", "19", "26"):
        cover(village, person, f"2027-01-{day}T07:30")
    counts = []
    for weeks in ([WEEK], [WEEK, date(2027, 1, 18), date(2027, 1, 25)]):
        asked = []
        connection = village.session.connection()

        def listen(*args, asked=asked):
            asked.append(args[2])

        event.listen(connection, "before_cursor_execute", listen)
        priced(village.session, [(person.id, week) for week in weeks])
        event.remove(connection, "before_cursor_execute", listen)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 10


def test_nobody_asked_about_gives_nothing(village):
    assert priced(village.session, []) == []
