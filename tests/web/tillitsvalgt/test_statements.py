"""Part-timers' hours and an agreement's page ask the database alike for 10 and for 1 000 rows."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from tests.web import town
from tests.web.test_queries import MOST, Counter
from vikarsentral import db
from vikarsentral.tables import (
    Agreement,
    AgreementLevel,
    LabourLine,
    LabourSource,
    Person,
    Post,
    PostKind,
    Shift,
    ShiftKind,
    ShiftStatus,
    Unit,
)

PAST, AHEAD = town.TODAY - timedelta(days=1), town.TODAY + timedelta(days=7)
LAST_ON = town.TODAY + timedelta(days=2)


def crowd(first, last):
    """Add part-timers, each with a long day of extra hours and one behind the agreement's end."""
    with Session(db.engine()) as session, session.begin():
        unit = session.query(Unit.id).filter(Unit.code == "solvang").scalar()
        people = [_person(number) for number in range(first, last)]
        session.add_all(people)
        session.flush()
        worked = [_shift(one.id, unit, PAST, ShiftStatus.WORKED) for one in people]
        session.add_all(worked)
        session.add_all(_shift(one.id, unit, AHEAD, ShiftStatus.CONFIRMED) for one in people)
        session.add_all(_post(one.id, unit) for one in people)
        session.flush()
        session.add_all(_line(one.id, unit) for one in worked)


def _person(number):
    return Person(
        employee_no=f"m{number}",
        name=f"Mange Nr{number}",
        home_area="nord",
        hourly_cost_ore=42_000,
        accepts_merarbeid_minutes_week=2_000,
    )


def _post(person, unit):
    return Post(
        person_id=person,
        unit_id=unit,
        kind=PostKind.PART_TIME,
        role_code="sykepleier",
        stillingsprosent=1_000,
        full_week_minutes=2_130,
        regime="ROTA_38",
        valid_from=date(2020, 1, 1),
    )


def _shift(person, unit, day, status):
    return Shift(
        person_id=person,
        unit_id=unit,
        starts_at=town.at(day, "08:00"),
        ends_at=town.at(day, "19:00"),
        kind=ShiftKind.ROTA,
        status=status,
        uid=f"{person} {day}",
        created_at=town.NOW,
        changed_at=town.NOW,
    )


def _line(shift, unit):
    return LabourLine(
        unit_id=unit,
        worked_on=PAST,
        source=LabourSource.MERARBEID,
        minutes=500,
        cost_ore=350_000,
        shift_id=shift,
    )


def long_days():
    """Add a signed agreement on long days, soon over; the id."""
    with Session(db.engine()) as session, session.begin():
        row = Agreement(
            code="lang",
            title="Lange vakter",
            level=AgreementLevel.LOCAL_TV,
            limits={"day_minutes": 660},
            valid_from=date(2026, 1, 1),
            valid_to=LAST_ON,
            document_ref="Protokoll 1/26",
            employer_signed_by="a",
            employer_signed_at=town.NOW,
            counterpart_signed_by="b",
            counterpart_signed_at=town.NOW,
        )
        session.add(row)
        session.flush()
        return row.id


def asked(pages):
    """Return how many statements each page runs, and how many of the crowd it names."""
    counts, named = {}, {}
    for browser, path in pages:
        with Counter(db.engine()) as statements:
            page = browser.get(path)
        assert page.status_code == 200
        counts[path], named[path] = len(statements), page.text.count("Mange Nr")
    return counts, named


def test_as_many_statements_for_ten_rows_as_for_a_thousand(as_user):
    planner, tillitsvalgt, agreement = as_user("planlegger"), as_user("tillitsvalgt"), long_days()
    extra = f"/vikarbruk/deltid?fra={PAST}&til={PAST}"
    one = f"/avtaler/{agreement}"
    pages = [(planner, extra), (tillitsvalgt, one), (tillitsvalgt, "/avtaler")]
    crowd(0, 10)
    asked(pages)
    few, named = asked(pages)
    assert named[one] == 10
    crowd(10, 1000)
    many, named = asked(pages)
    assert named[one] == 200
    assert few == many
    assert max(many.values()) <= MOST, many
