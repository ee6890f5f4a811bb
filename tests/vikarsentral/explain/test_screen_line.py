"""One line measured: weeks, periods and prices, against sums done by hand."""

import numpy as np

from tests.builders import person, problem, rota
from vikarsentral.explain import screen_line as c
from vikarsentral.explain.screen_pack import pack


def measured(rotas, **who):
    one = problem(people=[person(rota=rotas, **who)])
    packed = pack(one, {})
    return one, packed, packed.ground.base[0]


def test_rest_work_and_extra_hours_of_a_week():
    rotas = [rota(f"2027-01-{day:02} 08:00", f"2027-01-{day:02} 15:00") for day in range(4, 11)]
    one, packed, above = measured(rotas, kind="part_time", stillingsprosent=5000)
    week, weeks = one.calendar.period_weeks.start, len(one.calendar.weeks)
    # seven days of seven hours: 17 hours free at most, 49 hours of work, 35.5 a full week
    assert above[week] == 2100 - 17 * 60
    assert above[weeks + week] == 49 * 60 - 2880
    assert above[2 * weeks + week] == 49 * 60 - 2130
    assert above[3 * weeks + week] == 2130 - 1065
    assert packed.terms[0, c.T_EXTRA] == (2130 - 1065) * 700


def test_a_work_period_and_what_it_is_above():
    rotas = [
        rota("2027-01-05 08:00", "2027-01-05 15:00"),
        rota("2027-01-05 23:00", "2027-01-06 06:00"),
    ]
    _, packed, _ = measured(rotas)
    span, paid = packed.ground.rota.periods[0, 2], packed.ground.rota.periods[0, 3]
    assert (packed.ground.rota.counts[0], span, paid) == (1, 22 * 60 - 780, 14 * 60 - 540)


def test_the_width_fits_what_is_measured():
    one, packed, above = measured([])
    assert len(above) == c.width(packed.ground.frame)
    assert np.all(above <= 0)
    assert packed.terms[0, c.T_UNUSED] == 2130 * one.weights.unused_ore_per_minute
