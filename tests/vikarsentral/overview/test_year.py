"""Live shifts as a year of work: who, when, and under which agreements."""

from datetime import date

from tests.vikarsentral.village import MONDAY
from vikarsentral.overview.year import JUDGED, last_start, monday_of, year_roster
from vikarsentral.rules.year import check_year
from vikarsentral.rules.year.table import JUDGES
from vikarsentral.tables import ShiftStatus


def test_live_shifts_of_the_weeks_become_duties(village):
    anna = village.person()
    kept = village.shift(anna, "2027-01-12T07:30")
    village.shift(anna, "2027-01-13T07:30", status=ShiftStatus.CANCELLED)
    village.shift(anna, "2027-01-18T07:30")
    roster = year_roster(village.session, MONDAY, 1)
    [duty] = roster.duties
    assert (duty.id, duty.person, duty.unit) == (str(kept.id), f"p{anna.id}", "solvang")
    assert duty.end - duty.start == 450
    [worker] = roster.workers
    assert (worker.full_week_minutes, worker.contract_week_minutes) == (2130, 2130)
    assert worker.sectors == {"health"}
    assert roster.travel_minutes == {"nord": {"sor": 25}}


def test_the_rules_of_a_year_read_live_shifts(village):
    anna = village.person()
    village.shift(anna, "2027-01-12T07:30", hours=14)
    told = {
        one.excess.rule for one in check_year(year_roster(village.session, MONDAY, 1)).findings
    }
    assert {"daily_rest", "day_minutes"} <= told
    assert set(JUDGES) > JUDGED


def test_the_last_start_is_the_last_live_shifts(village):
    anna = village.person()
    assert last_start(village.session) is None
    village.shift(anna, "2027-01-12T07:30")
    village.shift(anna, "2027-01-20T07:30", status=ShiftStatus.CANCELLED)
    assert last_start(village.session) == date(2027, 1, 12)
    assert monday_of(date(2027, 1, 17)) == MONDAY
