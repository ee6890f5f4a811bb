"""Known times of the pool from a file: judged by the rules, with a fault on the row."""

from datetime import date, timedelta

import pytest

from tests.vikarsentral.importing.files import counts, csv_file, found, take
from tests.vikarsentral.village import NOW, at
from vikarsentral.importing.wording import PHRASES, as_line, what_and_allowed
from vikarsentral.tables import Absence, DutyTime, PersonSector, Sector

HEADINGS = ("Ansattnummer", "Enhet", "Dato", "Fra", "Til")
FIRST = date(2027, 1, 25)


@pytest.fixture
def pool(village):
    return village.person(employee_no="0090")


def on(ahead, starts="07:00", ends="15:30", first=FIRST, who="0090"):
    return (who, "", f"{first + timedelta(days=ahead):%d.%m.%Y}", starts, ends)


def taken(session, *rows, **options):
    return take(session, "rota", csv_file(HEADINGS, *rows), NOW, **options)


LATE, EARLY = on(0, "18:00", "22:00"), on(1, "07:00", "11:00")


@pytest.mark.parametrize(
    ("rows", "rule", "faulty"),
    [
        ([LATE, EARLY], "daily_rest", [2, 3]),
        ([on(day) for day in range(7)], "weekly_rest", list(range(2, 9))),
        ([on(0, "07:00", "17:00")], "day_minutes", [2]),
        ([on(0), on(0, "18:00", "20:00")], "day_minutes", [2, 3]),
    ],
)
def test_what_breaks_a_rule_is_a_fault_of_its_rows(session, pool, rows, rule, faulty):
    report = taken(session, *rows)
    assert [(one.code, one.column) for one in report.faults] == [("duty_rule", "Fra")] * len(
        faulty
    )
    assert [one.row for one in report.faults] == faulty
    assert rule in {one.facts["rule"] for one in report.faults}
    assert session.query(DutyTime).count() == 0


def test_the_fault_says_the_rule_its_paragraph_and_what_is_allowed(session, pool):
    fault = taken(session, LATE, EARLY).faults[0]
    for language in ("nb", "nn", "en"):
        what, allowed = what_and_allowed(fault, language)
        assert what.endswith(".")
        assert not what.endswith("..")
        assert "§ 10-8" in allowed
    assert "11 timer" in as_line(fault).what


def test_good_rows_leave_out_all_that_the_rule_names(session, pool):
    report = taken(session, LATE, EARLY, on(3), is_good_rows=True)
    assert counts(report) == (1, 0, 0, 0)
    (held,) = session.query(DutyTime)
    assert held.starts_at == at("2027-01-28T07:00")


def test_published_times_and_own_shifts_count_beside(session, village, pool):
    village.duty(pool, "2027-01-25T14:00", 8)
    assert found(taken(session, on(1))) == [("duty_rule", 2, "Fra")]
    village.shift(pool, "2027-02-01T15:30", 7)
    assert found(taken(session, on(8))) == [("duty_rule", 2, "Fra")]
    assert counts(taken(session, on(3)))[0] == 1


def test_who_is_reported_away_gets_no_known_time(session, village, pool):
    away = {"starts_at": at("2027-01-25T00:00"), "ends_at": at("2027-01-26T00:00")}
    village.add(Absence(person_id=pool.id, reported_by="x", reported_at=NOW, **away))
    report = taken(session, on(0))
    assert [(one.code, one.facts["rule"]) for one in report.faults] == [("duty_rule", "available")]


def test_a_first_plan_that_is_published_already_is_taken_as_it_is_and_told(session, pool):
    soon = date(2027, 1, 11)
    report = taken(
        session, on(0, "18:00", "22:00", soon), on(1, "07:00", "11:00", soon), on(14, first=soon)
    )
    assert counts(report) == (3, 0, 0, 0)
    remarks = report.compared.remarks
    assert [(one.code, one.row) for one in remarks] == [("duty_fact", 2)]
    assert session.query(DutyTime).count() == 3
    told = report.as_json()
    assert (told["remark_count"], told["remarks"][0]["facts"]["rule"]) == (1, "daily_rest")


def test_of_a_first_plan_the_row_that_can_be_moved_is_the_faulty_one(session, pool):
    last = date(2027, 1, 18)
    report = taken(session, on(0, "18:00", "22:00", last), on(1, "07:00", "11:00", last))
    assert found(report) == [("duty_rule", 3, "Fra")]


def test_work_that_must_be_needed_is_taken_in_and_told(session, village, pool):
    names = {"name_nb": "Skole", "name_nn": "Skule", "name_en": "School"}
    village.add(Sector(code="school", is_pool_on=True, **names))
    session.query(PersonSector).filter_by(person_id=pool.id).update({"sector_code": "school"})
    report = taken(session, on(0, "22:00", "06:00"))
    assert counts(report) == (1, 0, 0, 0)
    assert {one.code for one in report.compared.remarks} == {"duty_ground"}


def test_times_more_than_a_year_apart_are_judged_each_in_its_weeks(session, pool):
    far = on(400)
    report = taken(session, LATE, EARLY, far, on(401, "23:00", "06:00"))
    assert {one.row for one in report.faults} == {2, 3}
    assert counts(taken(session, on(0), far)) == (2, 0, 0, 0)


def test_several_people_are_judged_each_by_themselves(session, village, pool):
    village.person(employee_no="0091")
    report = taken(session, LATE, on(1, who="0091"), on(1, "07:00", "13:00", who="0090"))
    assert {one.row for one in report.faults} == {2, 4}


def test_the_phrases_stand_in_three_languages():
    for code in ("duty_rule", "duty_fact", "duty_ground"):
        assert len(PHRASES[code]) == 3
