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
    PersonSector,
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
        unit = session.query(Unit).filter(Unit.code == "solvang").one()
        for number in range(first, last):
            person = Person(
                employee_no=f"m{number}",
                name=f"Mange Nr{number}",
                home_area="nord",
                hourly_cost_ore=42_000,
                accepts_merarbeid_minutes_week=2_000,
            )
            session.add(person)
            session.flush()
            post = {"unit_id": unit.id, "kind": PostKind.PART_TIME, "role_code": "sykepleier"}
            hours = {"stillingsprosent": 1_000, "full_week_minutes": 2_130, "regime": "ROTA_38"}
            session.add(Post(person_id=person.id, valid_from=date(2020, 1, 1), **post, **hours))
            session.add(PersonSector(person_id=person.id, sector_code="health"))
            worked = _shift(session, person, unit, PAST, ShiftStatus.WORKED)
            _shift(session, person, unit, AHEAD, ShiftStatus.CONFIRMED)
            line = {"source": LabourSource.MERARBEID, "minutes": 500, "cost_ore": 350_000}
            on = {"worked_on": PAST, "shift_id": worked.id, "unit_id": unit.id}
            session.add(LabourLine(**on, **line))


def _shift(session, person, unit, day, status):
    row = Shift(
        person_id=person.id,
        unit_id=unit.id,
        starts_at=town.at(day, "08:00"),
        ends_at=town.at(day, "19:00"),
        kind=ShiftKind.ROTA,
        status=status,
        uid=f"{person.id} {day}",
        created_at=town.NOW,
        changed_at=town.NOW,
    )
    session.add(row)
    session.flush()
    return row


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
    counts = {}
    for browser, path in pages:
        assert browser.get(path).status_code == 200
        with Counter(db.engine()) as statements:
            browser.get(path)
        counts[path] = len(statements)
    return counts


def test_as_many_statements_for_ten_rows_as_for_a_thousand(as_user):
    planner, tillitsvalgt, agreement = as_user("planlegger"), as_user("tillitsvalgt"), long_days()
    extra = f"/vikarbruk/deltid?fra={PAST}&til={PAST}"
    one = f"/avtaler/{agreement}"
    pages = [(planner, extra), (tillitsvalgt, one), (tillitsvalgt, "/avtaler")]
    crowd(0, 10)
    few = asked(pages)
    assert tillitsvalgt.get(one).text.count("Mange Nr") == 10
    crowd(10, 1000)
    many = asked(pages)
    assert tillitsvalgt.get(one).text.count("Mange Nr") == 200
    assert few == many
    assert max(many.values()) <= MOST, many
