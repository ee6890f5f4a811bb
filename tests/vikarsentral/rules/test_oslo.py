"""Local time at the rules' one door, over both clock changes."""

from datetime import date

from vikarsentral.rules.oslo import calendar, instant, local_datetime, local_ordinal, written


def on(text):
    return date.fromisoformat(text).toordinal()


def test_the_day_the_clock_jumps_has_23_hours_and_the_one_it_goes_back_25():
    assert instant(on("2027-03-29")) - instant(on("2027-03-28")) == 23 * 60
    assert instant(on("2027-11-01")) - instant(on("2027-10-31")) == 25 * 60


def test_instants_go_there_and_back():
    minute = instant(on("2027-07-01"), 22)
    assert written(minute) == "2027-07-01T22:00:00+02:00"
    assert local_datetime(minute).hour == 22
    assert local_ordinal(minute) == on("2027-07-01")


def test_the_judged_weeks_run_from_14_days_before_to_7_days_after():
    made = calendar(on("2027-03-22"), on("2027-04-05"))
    assert made.period_weeks == range(2, 4)
    assert [date.fromordinal(made.monday_on(week)).isoformat() for week in made.weeks] == [
        *("2027-03-08", "2027-03-15", "2027-03-22", "2027-03-29", "2027-04-05")
    ]
    assert made.mondays[3] - made.mondays[2] == 7 * 24 * 60 - 60


def test_weeks_are_half_open():
    made = calendar(on("2027-03-22"), on("2027-04-05"))
    monday = made.mondays[3]
    assert (made.week_of(monday - 1), made.week_of(monday)) == (2, 3)
    assert (made.week_of(made.mondays[0] - 1), made.week_of(made.mondays[-1])) == (-1, 5)


def test_dates_are_the_same_inside_and_outside_the_span():
    made = calendar(on("2027-03-22"), on("2027-04-05"))
    for text in ("2026-01-01", "2027-03-01", "2027-03-28", "2027-04-12", "2027-12-31"):
        start = instant(on(text))
        assert made.ordinal_of(start) == on(text)
        assert made.ordinal_of(start - 1) == on(text) - 1
