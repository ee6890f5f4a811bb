"""A week whose pay can be redone by hand: a nurse on a rota, a part-timer, an hourly employee.

The nurse has 545 400 kroner a year in 35.5 hours a week: 295.45 kroner an hour.
"""

from datetime import date

import pytest

from tests.vikarsentral.exporting.conftest import cover
from tests.vikarsentral.village import at
from tests.vikarsentral.worked.conftest import tell
from vikarsentral import commitments, exporting, worked
from vikarsentral.commitments.labour import week_of
from vikarsentral.tables import PayBasis, PostKind

NOW = at("2027-04-05T08:00")
FIRST, LAST = date(2027, 3, 22), date(2027, 3, 28)
ANNUAL_ORE = 54_540_000


@pytest.fixture
def easter(village):
    """Easter week 2027, with Maundy Thursday on the 25th and the clocks changing on the 28th."""
    unit = village.solvang
    nurse = village.person(PostKind.STAFF, unit, name="Bo Dal", employee_no="10010")
    part = village.person(PostKind.PART_TIME, unit, size=2112, name="Eva Ek", employee_no="10011")
    hourly = village.person(PostKind.HOURLY, unit, name="=Åse Østby", employee_no="10012")
    for person in (nurse, part, hourly):
        since = date(2026, 5, 1)
        village.add(PayBasis(person_id=person.id, annual_ore=ANNUAL_ORE, valid_from=since))
    rota = [village.shift(nurse, f"2027-03-{day}T07:30", hours=7.1) for day in range(22, 27)]
    mine = village.shift(part, "2027-03-23T14:30", unpaid_break_minutes=30)
    covers = [
        cover(village, part, "2027-03-24T14:30", unpaid_break_minutes=30),
        cover(village, hourly, "2027-03-27T21:30", hours=9),
        cover(village, hourly, "2027-03-22T16:00", hours=6),
    ]
    commitments.recount(village.session, {week_of(shift) for shift in (*rota, mine, *covers)})
    tell(village, rota[0], end=60, now=NOW)
    tell(village, covers[2], start=10, now=NOW)
    worked.settle(village.session, now=NOW)
    return village


@pytest.fixture
def about(easter):
    return exporting.period(easter.session, first_on=FIRST, last_on=LAST)
