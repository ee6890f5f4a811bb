"""Which limit holds for a duty: the loosest agreed, by unit, person and start date."""

from dataclasses import replace
from datetime import timedelta

from tests.vikarsentral.rules.year.one import PLAIN, SPRING, agreed, at, daily, duty, roster
from vikarsentral.rules.values_year import ALL_VALUES
from vikarsentral.rules.year.columns import Columns

(SIGNED,) = agreed(daily_rest=500, day_minutes=600)


def limits(name, *duties, agreements, monday=PLAIN):
    """Return a limit of each duty in order."""
    told = Columns(roster(monday, *duties, weeks=2, agreements=agreements), ALL_VALUES)
    return told.limits.of(name).tolist()


def test_of_several_agreements_the_loosest_holds_and_a_stricter_one_alone_holds_too():
    looser = replace(SIGNED, id="B", limits={"daily_rest": 480, "day_minutes": 560})
    strict = replace(SIGNED, id="C", limits={"daily_rest": 700, "day_minutes": 400})
    one = daily(PLAIN, [300])
    assert limits("daily_rest", *one, agreements=(SIGNED, looser, strict)) == [480]
    assert limits("day_minutes", *one, agreements=(looser, SIGNED, strict)) == [600]
    assert limits("daily_rest", *one, agreements=(strict,)) == [700]
    assert limits("day_minutes", *one, agreements=(strict,)) == [400]
    assert limits("weekly_rest", *one, agreements=(strict,)) == [2100]


def test_an_agreement_holds_on_its_dates_both_included_over_the_clock_change():
    sunday = SPRING + timedelta(days=6)
    only = replace(SIGNED, valid_from=sunday.toordinal(), valid_to=sunday.toordinal())
    around = [duty(at(SPRING, "23:59", 5), 30), duty(at(SPRING, "03:00", 6), 30)]
    after = duty(at(SPRING, "00:00", 7), 30)
    found = limits("daily_rest", *around, after, agreements=(only,), monday=SPRING)
    assert found == [660, 500, 660]


def test_an_agreement_holds_at_its_units_and_for_its_people():
    ward = replace(SIGNED, units=frozenset({"ward"}))
    other = replace(SIGNED, people=frozenset({"bo"}))
    both = [duty(at(PLAIN, "08:00"), 60), duty(at(PLAIN, "08:00", 1), 60, unit="school")]
    assert limits("daily_rest", *both, agreements=(ward,)) == [500, 660]
    assert limits("daily_rest", *both, agreements=(other,)) == [660, 660]
    anna = replace(SIGNED, people=frozenset({"anna", "bo"}))
    assert limits("daily_rest", *both, agreements=(anna,)) == [500, 500]


def test_weeks_and_windows_have_the_strictest_limit_of_their_duties():
    first = replace(SIGNED, limits={"weekly_rest": 1700}, units=frozenset({"ward"}))
    roof = replace(SIGNED, id="D", limits={"overtime_4_weeks": 900}, units=frozenset({"ward"}))
    duties = [duty(at(PLAIN, "08:00"), 60), duty(at(PLAIN, "08:00", 1), 60, unit="school")]
    later = duty(at(PLAIN, "08:00", 7), 60)
    told = Columns(roster(PLAIN, *duties, later, weeks=5, agreements=(first, roof)), ALL_VALUES)
    assert told.limits.by_week("weekly_rest").tolist() == [[2100, 1700, 2100, 2100, 2100]]
    assert told.limits.by_window("overtime_4_weeks", 4).tolist() == [[900, 900]]


def test_a_value_in_force_follows_the_start_date():
    wednesday = PLAIN + timedelta(days=2)
    rest = ALL_VALUES["daily_rest"]
    values = {**ALL_VALUES, "daily_rest": replace(rest, dated=(*rest.dated, (wednesday, 720)))}
    told = Columns(roster(PLAIN, *daily(PLAIN, [60, 60, 60])), values)
    assert told.limits.of("daily_rest").tolist() == [660, 660, 720]


def test_an_agreement_for_no_one_in_the_roster_changes_nothing():
    nobody = replace(SIGNED, people=frozenset())
    nowhere = replace(SIGNED, units=frozenset({"elsewhere"}))
    assert limits("daily_rest", *daily(PLAIN, [60]), agreements=(nobody, nowhere)) == [660]
