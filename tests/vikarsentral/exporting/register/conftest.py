"""A village whose register holds the odd and the usual, and a way in for what came out."""

from datetime import date, timedelta

import pytest

from tests.vikarsentral.importing.files import ACTOR, counts, table
from tests.vikarsentral.village import MONDAY, NOW
from vikarsentral import exporting
from vikarsentral.importing import taking
from vikarsentral.importing.taking import Options
from vikarsentral.tables import (
    DutyTime,
    PayBasis,
    PensionScheme,
    PersonCompetence,
    PersonSector,
    PersonUnit,
    Post,
    PostKind,
    UnitTie,
)
from vikarsentral.tables.columns import Language

LAST = MONDAY + timedelta(days=13)


@pytest.fixture
def place(village):
    """People of every kind: two posts, pay, odd names, numbers, sizes and dates."""
    one = village.person(kind=PostKind.PART_TIME, unit=village.solvang, name="=1+1 Ås")
    one.phone, one.email, one.hourly_cost_ore = "40000001", "aas@kommunen.example", 41_250
    one.employee_no = "00042"
    other = village.person(kind=PostKind.STAFF, unit=village.solvang, name="Bo Dal")
    other.phone, other.language, other.home_area = "+4687654321", Language.NN, "nord"
    pool = village.on_duty()
    gone = {"kind": PostKind.STAFF, "unit": village.solvang, "name": "Har Sluttet"}
    village.person(**gone, is_active=False)
    session = village.session
    second = {"person_id": one.id, "kind": PostKind.HOURLY, "unit_id": village.solvang.id}
    second["role_code"] = "pleieassistent"
    session.add(
        Post(
            **second,
            stillingsprosent=80,
            full_week_minutes=2131,
            regime="ROTA_38",
            valid_from=date(2026, 3, 1),
            valid_to=date(2027, 12, 31),
        )
    )
    code = {"person_id": other.id, "competence_code": "pleieassistent"}
    days = {"valid_from": date(2026, 1, 1), "valid_to": date(2028, 1, 20)}
    session.add(PersonCompetence(**code, **days))
    session.add(PersonUnit(person_id=pool.id, unit_id=village.solvang.id, tie=UnitTie.ALLOWED))
    session.add(
        PayBasis(
            person_id=other.id,
            annual_ore=51_230_050,
            valid_from=date(2026, 5, 1),
            pension=PensionScheme.MUNICIPAL,
            has_extra_holiday=False,
            supplement_ore=1_200_000,
            seniority_years=None,
        )
    )
    session.query(PersonSector).filter_by(person_id=one.id).delete()  # taken off by hand
    _work(village, one, other)
    assert session.query(DutyTime).count() > 0
    return village


def _work(village, one, other):
    """Give two of them shifts, and the unit needs."""
    village.shift(one, f"{MONDAY}T07:30", requires=["sykepleier"])
    village.shift(other, f"{MONDAY}T21:45", hours=9.75)
    village.shift(other, f"{MONDAY + timedelta(days=2)}T16:00", hours=8)
    for day in (0, 0, 1):
        village.need(f"{MONDAY + timedelta(days=day)}T07:30", requires=["sykepleier"])
    village.session.flush()


@pytest.fixture
def about(place):
    """Two weeks, all units."""
    return exporting.period(place.session, first_on=MONDAY, last_on=LAST)


@pytest.fixture
def look(place):
    """Compare a file that came out with what is there: added, changed, unchanged, ended."""

    def compare(kind, file, now=NOW):
        told = table(kind, file.body, file.name)
        report = taking.look(place.session, told, options=Options(), actor=ACTOR, now=now)
        assert [(one.code, one.row, one.column) for one in report.faults] == []
        return counts(report)

    return compare
