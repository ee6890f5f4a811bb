"""§ 10-4, § 10-5 and § 10-6 (8): how much work there may be, on both sides of each edge."""

from datetime import timedelta

import pytest

from tests.vikarsentral.rules.year.one import (
    ANNA,
    PLAIN,
    agreed,
    at,
    daily,
    duty,
    flips,
    found,
    over_clock_changes,
    roster,
)
from vikarsentral.rules.facts import Accepts
from vikarsentral.rules.year import Averaging, Post

NO_OVERTIME = {"accepts": Accepts(10_000, False, True)}


def one(monday, minutes, **facts):
    """Return a roster of one duty over the Sunday's small hours."""
    return roster(monday, duty(at(monday, "22:00", 5), minutes), **facts)


@over_clock_changes
@pytest.mark.parametrize(
    ("edge", "facts"),
    [
        pytest.param(540, {"worker": NO_OVERTIME}, id="10-4"),
        pytest.param(
            600, {"worker": NO_OVERTIME, "agreements": agreed(day_minutes=600)}, id="10-5 (1)"
        ),
        pytest.param(
            750, {"worker": NO_OVERTIME, "agreements": agreed(day_minutes=750)}, id="10-5 (2)"
        ),
        pytest.param(780, {}, id="10-6 (8)"),
        pytest.param(960, {"agreements": agreed(day_total_minutes=960)}, id="10-6 (9)"),
    ],
)
def test_10_4_10_5_10_6_a_period_has_no_more_work_than_the_day(monday, edge, facts):
    excess = flips("day_minutes", one(monday, edge, **facts), one(monday, edge + 1, **facts))
    assert (excess.limit, excess.value) == (edge, edge + 1)


def week(monday, minutes):
    """Return four days of ten hours and a last one, on the Sunday, with the rest."""
    return daily(monday, [600, 600, 600, 600, 0, 0, minutes - 2400], "01:00")


@over_clock_changes
def test_10_6_8_a_week_has_48_hours(monday):
    flips("week_minutes", roster(monday, *week(monday, 2880)), roster(monday, *week(monday, 2881)))


@over_clock_changes
@pytest.mark.parametrize("edge", [3600, 4140])
def test_10_6_8_an_agreement_opens_a_longer_week(monday, edge):
    signed = agreed(week_minutes=edge)
    days = [600, 600, 600, 600, 600, 600]
    flips(
        "week_minutes",
        roster(monday, *daily(monday, [*days, edge - 3600]), agreements=signed),
        roster(monday, *daily(monday, [*days, edge - 3599]), agreements=signed),
    )


def weeks_of_48(monday, more):
    """Return nine weeks of nights; the last eight have 48 hours on average and *more* minutes."""
    start = monday - timedelta(days=28)
    duties = []
    for number in range(9):
        first = 0 if number == 0 else 576 + (more if number == 4 else 0)
        nights = [0, first, *([576] * 4 if number else [])]
        duties += daily(start + timedelta(days=7 * number), nights, "22:00")
    return roster(start, *duties, weeks=9)


@over_clock_changes
def test_10_6_8_eight_weeks_have_48_hours_on_average(monday):
    excess = flips("eight_weeks", weeks_of_48(monday, 0), weeks_of_48(monday, 1))
    assert (excess.limit, excess.numbers["weeks"]) == (8 * 2880, 8)


@over_clock_changes
@pytest.mark.parametrize(("regime", "edge"), [("DAY", 2400), ("ROTA_38", 2280), ("ROTA_36", 2160)])
def test_10_4_ordinary_hours_keep_the_regimes_week(monday, regime, edge):
    facts = {"worker": {"regime": regime, "posts": (Post("a", "part_time", edge + 1, 10_000),)}}
    days = [480, 480, 480, 480, edge - 1920]
    inside = roster(monday, *daily(monday, days), **facts)
    outside = roster(monday, *daily(monday, [*days[:4], days[4] + 1]), **facts)
    assert flips("ordinary_average", inside, outside).limit == edge


def two_weeks(monday, more, weeks_opened, **worker):
    """Return two weeks whose mean is 40 hours and *more* minutes, averaged over two."""
    second = monday + timedelta(days=7)
    duties = [*daily(monday, [520] * 5), *daily(second, [440, 440, 440, 440, 440 + more])]
    return roster(
        monday,
        *duties,
        weeks=2,
        worker={"averaging": (Averaging(monday.toordinal(), 2),), **worker},
        agreements=agreed(averaging_weeks=weeks_opened),
    )


@over_clock_changes
def test_10_5_ordinary_hours_are_averaged_over_the_agreed_weeks(monday):
    excess = flips("ordinary_average", two_weeks(monday, 0, 2), two_weeks(monday, 1, 2))
    assert (excess.limit, excess.numbers["weeks"]) == (4800, 2)


@over_clock_changes
def test_10_5_without_an_agreement_for_as_many_weeks_each_week_stands_alone(monday):
    worker = {"posts": (Post("a", "part_time", 2700, 10_000),)}
    assert found("ordinary_average", two_weeks(monday, 0, 2, **worker)) == []
    (excess,) = found("ordinary_average", two_weeks(monday, 0, 1, **worker))
    assert (excess.limit, excess.value) == (2400, 2600)


@over_clock_changes
@pytest.mark.parametrize("edge", [2880, 3000, 3240])
def test_10_5_one_averaged_week_has_a_roof(monday, edge):
    limits = {"averaging_weeks": 8} | ({} if edge == 2880 else {"ordinary_week_roof": edge})

    def of(minutes):
        days = daily(monday, [540] * 5 + [minutes - 2700])
        worker = {"averaging": (Averaging(monday.toordinal(), 8),)}
        return roster(monday, *days, weeks=8, worker=worker, agreements=agreed(**limits))

    assert flips("ordinary_roof", of(edge), of(edge + 1)).limit == edge


@over_clock_changes
def test_hours_are_summed_over_every_post_in_the_municipality(monday):
    posts = (Post("a", "part_time", 2130, 5000), Post("b", "part_time", 2250, 3000))
    worker = {"posts": posts, "accepts": Accepts(60, False, False)}
    contract = 2130 // 2 + 2250 * 3 // 10

    def of(minutes):
        ward = duty(at(monday, "08:00"), 900, post="a")
        school = duty(at(monday, "08:00", 6), minutes - 900, post="b", unit="school")
        return roster(monday, ward, school, worker=worker)

    excess = flips("merarbeid", of(contract + 60), of(contract + 61))
    assert excess.numbers["contract_week_minutes"] == contract
    assert excess.needs == tuple(sorted(one.id for one in of(contract).duties))


def test_merarbeid_is_none_for_someone_paid_by_the_hour():
    hourly = {"posts": (Post("a", "hourly", 2130, 0),), "accepts": Accepts(0, False, False)}
    assert found("merarbeid", roster(PLAIN, *daily(PLAIN, [400]), worker=hourly)) == []
    assert ANNA.is_hourly is False


@over_clock_changes
def test_10_9_a_break_comes_before_more_than_two_hours_of_overtime(monday):
    flips("overtime_break", one(monday, 660), one(monday, 661), over=30)


@over_clock_changes
@pytest.mark.parametrize("is_between", [True, False])
def test_10_9_the_break_is_half_an_hour(monday, is_between):
    start = at(monday, "12:00", 6)

    def of(pause):
        if not is_between:
            return roster(monday, duty(start, 691 + pause, unpaid_break=pause))
        return roster(monday, duty(start, 300), duty(start + 300 + pause, 391))

    flips("overtime_break", of(30), of(29))
