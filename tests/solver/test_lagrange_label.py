"""Labels: the better one stays, and what is merged is better than what it stands for."""

import random

import numpy as np

from solver import lagrange_label as b

NONE = (0, 0)


def places(labels):
    """Return room for labels at one place and in the pool, each with a spare one."""
    return np.zeros((2, labels + 1, b.LABEL_COLUMNS), np.int64), np.zeros(2, np.int64)


def give(labels, held, cost, minutes=0, above=0, free=0, over=0, red=0):
    labels[0, -1, : b.FROM] = cost, minutes, above, free, over, red
    labels[0, -1, b.FROM :] = -1, 0
    b.insert(labels, held, 0)


def facts(labels, held):
    return [tuple(int(v) for v in labels[0, n, : b.FROM]) for n in range(held[0])]


def test_a_label_no_better_in_anything_is_dropped():
    labels, held = places(4)
    give(labels, held, 10, 100, 0, 1)
    give(labels, held, 10, 100, 0, 0)
    give(labels, held, 11, 100, 5, 1)
    assert facts(labels, held) == [(10, 100, 0, 1, *NONE)]
    give(labels, held, 9, 120, 0, 0)
    give(labels, held, 12, 50, 0, 0)
    assert [one[b.COST] for one in facts(labels, held)] == [9, 10, 12]
    give(labels, held, 1, 1, 0, 1)
    assert facts(labels, held) == [(1, 1, 0, 1, *NONE)]


def test_the_marked_day_worked_counts_against_a_label():
    labels, held = places(4)
    sunday = 3 << b.SHIFT
    give(labels, held, 10, red=sunday)
    give(labels, held, 11, red=sunday + b.IS_STRICT)
    assert len(facts(labels, held)) == 1
    give(labels, held, 12)
    give(labels, held, 12, red=2 << b.SHIFT)
    assert [one[b.RED] for one in facts(labels, held)] == [sunday, 0]


def is_as_good(kept, given):
    red, theirs = kept[b.RED], given[b.RED]
    fits = red == 0 or (red >> b.SHIFT == theirs >> b.SHIFT and not red & ~theirs)
    less = all(kept[at] <= given[at] for at in (b.COST, b.MINUTES, b.OVER_DAY, b.OVER))
    return fits and less and kept[b.FREE] >= given[b.FREE]


def test_every_label_ever_given_has_one_at_least_as_good():
    draw = random.Random(3)
    for room in (1, 2, 5):
        labels, held = places(room)
        given = []
        for _ in range(80):
            one = (
                *(draw.randrange(20) for _ in range(3)),
                draw.randrange(2),
                draw.randrange(3),
                draw.choice([0, 0, *range(8, 16)]),
            )
            given.append(one)
            give(labels, held, *one)
        kept = facts(labels, held)
        assert len(kept) <= room
        assert [one[b.COST] for one in kept] == sorted(one[b.COST] for one in kept)
        for one in given:
            assert any(is_as_good(k, one) for k in kept)


def test_limits_of_a_week_are_kept_at_the_edge():
    limits = np.zeros(b.LIMITS, np.int64)
    limits[b.FULL], limits[b.CONTRACT], limits[b.CAP] = 2130, 1065, 2880
    limits[b.OVER_CAP], limits[b.EXTRA_CAP] = 600, 1065
    assert b.within(limits, 2730, 0)
    assert not b.within(limits, 2731, 0)
    assert b.within(limits, 100, 600)
    assert not b.within(limits, 100, 601)
    limits[b.EXTRA_CAP] = 60
    assert b.within(limits, 1125, 0)
    assert not b.within(limits, 1126, 0)


def test_the_pool_remembers_where_its_labels_came_from():
    labels, held = places(3)
    give(labels, held, 10, 100)
    b.pool(labels, held, 0, 1)
    assert labels[1, 0].tolist() == [10, 100, 0, 1, 0, 0, 0, 0]


def works(days, strict, red, later=99, apart=True):
    """Return what is remembered after an item that works marked days."""
    line = np.zeros((1, b.LINE_COLUMNS), np.int64)
    line[0, b.RED_LO], line[0, b.RED_HI], line[0, b.STRICT] = *days, strict
    line[0, b.LATER_RED] = line[0, b.LATER_STRICT] = later
    return b.work_days(line, np.full(12, apart), 0, red)


def test_neighbouring_marked_days():
    first = works((2, 3), 1, 0, later=3)
    assert first == (3 << b.SHIFT) + b.IS_STRICT
    assert works((3, 4), 0, first) == -1
    assert works((3, 4), 0, first, apart=False) == 0
    loose = works((2, 3), 0, 0, later=3)
    assert works((3, 4), 1, loose) == -1
    assert works((3, 4), 0, loose, later=3) == (4 << b.SHIFT) + b.AFTER_ONE
    assert works((3, 4), 1, works((3, 4), 0, loose, later=3)) == -1
    assert works((4, 5), 1, first, later=5) == (5 << b.SHIFT) + b.IS_STRICT


def test_a_marked_day_nothing_later_looks_at_is_forgotten():
    assert works((2, 3), 1, 0, later=4) == 0
    assert works((0, 0), 1, 3 << b.SHIFT, later=4) == 0
    assert works((0, 0), 1, 3 << b.SHIFT, later=3) == 3 << b.SHIFT
