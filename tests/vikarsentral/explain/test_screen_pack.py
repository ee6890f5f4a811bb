"""Facts as numbers: where people's work begins, its order, and what is above a limit now."""

import numpy as np

from tests.builders import need, person, problem, rota, span
from vikarsentral.explain import screen_line as c
from vikarsentral.explain.screen_pack import pack, tie_of

DAY = ("2027-01-05 08:00", "2027-01-05 15:00")


def made():
    return problem(
        people=[
            person("a", rota=[rota("2027-01-07 08:00", "2027-01-07 15:00", unpaid_break=30)]),
            person("b", kind="hourly", wishes=[span(*DAY, ore=7)], unavailable=[span(*DAY)]),
        ],
        needs=[need("n2", *DAY), need("n1", *DAY)],
    )


def test_each_persons_work_stands_in_order():
    one = made()
    packed = pack(one, {"a": (one.needs["n1"].stretch,)})
    assert packed.ground.now.pointer.tolist() == [0, 2, 2]
    assert packed.ground.rota.pointer.tolist() == [0, 1, 1]
    assert packed.ground.now.stretches[:, c.IS_NEED].tolist() == [1, 0]
    assert packed.ground.now.stretches[:, c.PAID].tolist() == [420, 390]
    assert packed.ground.people[:, c.KIND].tolist() == [c.POOL, c.HOURLY]


def test_work_periods_are_counted_now_and_for_the_rota_alone():
    one = made()
    packed = pack(one, {"a": (one.needs["n1"].stretch,)})
    assert (packed.ground.now.counts.tolist(), packed.ground.rota.counts.tolist()) == (
        [2, 0],
        [1, 0],
    )


def test_what_is_above_a_limit_now_is_the_larger_of_rota_and_plan():
    one = made()
    alone, both = pack(one, {}), pack(one, {"a": (one.needs["n1"].stretch,)})
    assert np.all(both.ground.base >= alone.ground.base)


def test_needs_come_after_rota_and_by_id():
    one = made()
    assert 100 < tie_of(one, "n1") < tie_of(one, "n2")


def test_what_is_asked_of_a_week_stands_side_by_side():
    ground = pack(made(), {}).ground
    week = made().people["a"].rota[0].week
    side = ground.sides[week, 0]
    assert side[[c.H_PAID, c.H_NEED, c.H_OVER]].tolist() == [390, 0, 0]
    assert side[c.H_LONGEST] == ground.notes.sums[0, c.LONGEST_FREE, week]
    end = side[c.H_FREE_FROM] + side[c.H_LONGEST]
    assert ground.frame.weeks[week] <= side[c.H_FREE_FROM] < end <= ground.frame.weeks[week + 1]
    assert ground.sides[week, 1, c.H_LONGEST] == 7 * 24 * 60
