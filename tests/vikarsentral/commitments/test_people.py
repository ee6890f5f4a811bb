from datetime import date

import pytest
from sqlalchemy import event

from tests.vikarsentral.village import MONDAY, NOW, at
from vikarsentral import commitments
from vikarsentral.tables import (
    Absence,
    PersonCompetence,
    PersonUnit,
    Post,
    PostKind,
    ShiftStatus,
    Unavailability,
    UnitTie,
    Wish,
)

WINDOW = commitments.window_of(MONDAY, 4)


def entry(village, person):
    [found] = commitments.people(village.session, WINDOW, person_ids=[person.id])
    return found


def test_person_is_written_as_in_a_problem_file(village):
    person = village.person(accepts_overtime=True, home_area="nord", overtime_minutes_52w=90)
    assert entry(village, person) == {
        "id": commitments.person_ref(person.id),
        "kind": "pool",
        "full_week_minutes": 2130,
        "stillingsprosent": 10_000,
        "regime": "ROTA_38",
        "competences": [{"id": "sykepleier"}],
        "sectors": ["health"],
        "units": None,
        "known_units": [],
        "home_area": "nord",
        "hourly_cost_ore": 48_000,
        "accepts": {"merarbeid_minutes_week": 0, "overtime": True, "night": True},
        "overtime_minutes_52w": 90,
        "rota": [],
        "unavailable": [],
        "wishes": [],
    }


def test_units_and_dated_competences_are_told(village):
    person = village.person(PostKind.PART_TIME, village.solvang, size=5000)
    village.add(PersonUnit(person_id=person.id, unit_id=village.fjellheim.id, tie=UnitTie.ALLOWED))
    village.add(
        PersonCompetence(
            person_id=person.id,
            competence_code="pleieassistent",
            valid_from=date(2027, 1, 1),
            valid_to=date(2027, 1, 20),
        )
    )
    found = entry(village, person)
    assert (found["kind"], found["units"], found["known_units"]) == (
        "part_time",
        ["fjellheim"],
        ["solvang"],
    )
    assert found["competences"][0] == {
        "id": "pleieassistent",
        "valid_from": "2027-01-01",
        "valid_to": "2027-01-20",
    }


def test_rota_is_what_occupies_in_the_judged_weeks(village):
    person = village.person()
    for start in ("2026-12-27T07:30", "2026-12-28T07:30", "2027-02-14T07:30", "2027-02-15T07:30"):
        village.shift(person, start)
    village.shift(person, "2027-01-11T07:30", status=ShiftStatus.ABSENT)
    village.shift(person, "2027-01-12T07:30", status=ShiftStatus.CANCELLED)
    village.shift(person, "2027-01-13T07:30", status=ShiftStatus.WORKED)
    assert [each["start"][:10] for each in entry(village, person)["rota"]] == [
        "2026-12-28",
        "2027-01-13",
        "2027-02-14",
    ]


def test_absence_and_time_off_are_unavailable_without_a_reason(village):
    person = village.person()
    span = {"starts_at": at("2027-01-11T00:00"), "ends_at": at("2027-01-12T00:00")}
    told = {"person_id": person.id, "reported_by": "x", "reported_at": NOW}
    village.add(Absence(**span, **told))
    village.add(Absence(**span, **told, withdrawn_at=NOW))
    village.add(Unavailability(person_id=person.id, **span))
    once = {"start": "2027-01-11T00:00:00+01:00", "end": "2027-01-12T00:00:00+01:00"}
    assert entry(village, person)["unavailable"] == [once, once]


def test_wishes_are_told(village):
    person = village.person()
    span = {"starts_at": at("2027-01-11T00:00"), "ends_at": at("2027-01-12T00:00")}
    village.add(Wish(person_id=person.id, ore=-500, **span))
    assert entry(village, person)["wishes"][0]["ore"] == -500


def test_post_that_ends_makes_the_rest_unavailable(village):
    person = village.person()
    post = village.session.query(Post).filter_by(person_id=person.id).one()
    post.valid_from, post.valid_to = date(2027, 1, 13), date(2027, 1, 20)
    village.session.flush()
    assert entry(village, person)["unavailable"] == [
        {"start": "2027-01-11T00:00:00+01:00", "end": "2027-01-13T00:00:00+01:00"},
        {"start": "2027-01-21T00:00:00+01:00", "end": "2027-02-15T00:00:00+01:00"},
    ]


def follows(village, person, last, then, size):
    """End a person's only post on a day, and begin another."""
    post = village.session.query(Post).filter_by(person_id=person.id).one()
    post.valid_to = last
    row = {"role_code": "sykepleier", "full_week_minutes": 2130, "regime": "ROTA_38"}
    village.add(
        Post(
            person_id=person.id,
            unit_id=village.solvang.id,
            kind=PostKind.PART_TIME,
            stillingsprosent=size,
            valid_from=then,
            **row,
        )
    )


def test_a_post_that_grows_is_never_counted_twice(village):
    anna = village.person(kind=PostKind.PART_TIME, unit=village.solvang, size=6000)
    follows(village, anna, date(2027, 1, 20), date(2027, 1, 21), 8000)
    told = entry(village, anna)
    assert (told["stillingsprosent"], told["kind"]) == (8000, "part_time")
    assert told["unavailable"] == []


def test_the_days_between_two_posts_are_unavailable(village):
    anna = village.person(kind=PostKind.PART_TIME, unit=village.solvang, size=6000)
    follows(village, anna, date(2027, 1, 20), date(2027, 1, 25), 8000)
    assert entry(village, anna)["unavailable"] == [
        {"start": "2027-01-21T00:00:00+01:00", "end": "2027-01-25T00:00:00+01:00"}
    ]


@pytest.mark.parametrize("changes", [{"is_active": False}, {}])
def test_inactive_people_and_people_without_a_post_are_left_out(village, changes):
    person = village.person(**changes)
    if not changes:
        village.session.query(Post).delete()
    assert commitments.people(village.session, WINDOW, person_ids=[person.id]) == []


def test_same_number_of_queries_for_one_and_for_many(village):
    counts = []
    for _ in range(2):
        asked = []

        def listen(*args, asked=asked):
            asked.append(args[2])

        connection = village.session.connection()
        event.listen(connection, "before_cursor_execute", listen)
        commitments.people(village.session, WINDOW)
        event.remove(connection, "before_cursor_execute", listen)
        counts.append(len(asked))
        for _ in range(20):
            village.on_duty(days=1)
    assert counts[0] == counts[1]


def able(village, *requires, sector="health"):
    return commitments.able(village.session, WINDOW, sector=sector, requires=requires)


def test_able_are_those_in_reach_of_the_sector_who_hold_all_that_is_required(village):
    person, other = village.person(), village.person(role="pleieassistent")
    assert able(village, "sykepleier") == [person.id]
    assert able(village) == [person.id, other.id]
    assert able(village, "sykepleier", "pleieassistent") == []
    assert able(village, "sykepleier", sector="school") == []


def test_one_who_has_said_yes_to_nothing_or_has_left_is_not_able(village):
    village.person(kind=PostKind.PART_TIME, unit=village.solvang)
    village.person(is_active=False)
    assert able(village, "sykepleier") == []
