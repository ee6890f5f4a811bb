"""Labels: the better one stays, and what is merged is better than what it stands for."""

import random

import numpy as np

from solver import columns as c
from solver import lagrange_label as b


def places(labels):
    return np.zeros((2, labels, b.LABEL_COLUMNS), np.int64), np.zeros(2, np.int64)


def facts(labels, held):
    return [tuple(int(v) for v in labels[0, n, : b.MARKS]) for n in range(held[0])]


def test_a_label_no_better_in_anything_is_dropped():
    labels, held = places(4)
    b.insert(labels, held, 0, (10, 100, 0, 1, 0, 0), -1, 0)
    b.insert(labels, held, 0, (10, 100, 0, 0, 0, 0), -1, 0)
    b.insert(labels, held, 0, (11, 100, 5, 1, 0, 0), -1, 0)
    assert facts(labels, held) == [(10, 100, 0, 1)]
    b.insert(labels, held, 0, (9, 120, 0, 0, 0, 0), -1, 0)
    b.insert(labels, held, 0, (12, 50, 0, 0, 0, 0), -1, 0)
    assert len(facts(labels, held)) == 3
    b.insert(labels, held, 0, (1, 1, 0, 1, 0, 0), -1, 0)
    assert facts(labels, held) == [(1, 1, 0, 1)]


def test_every_label_ever_given_has_one_at_least_as_good():
    draw = random.Random(3)
    for room in (1, 2, 5):
        labels, held = places(room)
        given = []
        for _ in range(60):
            sums = (draw.randrange(20) for _ in range(3))
            one = (*sums, draw.randrange(2), draw.randrange(8), draw.randrange(3))
            given.append(one)
            b.insert(labels, held, 0, one, -1, 0)
        kept = labels[0, : held[0], : b.FROM].tolist()
        assert len(kept) <= room
        for cost, minutes, above, free, marks, count in given:
            assert any(
                k[0] <= cost
                and (k[1] <= minutes and k[2] <= above and k[3] >= free)
                and (k[4] & ~marks == 0 and k[5] <= count)
                for k in kept
            )


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
    b.insert(labels, held, 0, (10, 100, 0, 0, 0, 0), -1, 0)
    b.pool(labels, held, 0, 1)
    assert labels[1, 0].tolist() == [10, 100, 0, 1, 0, 0, 0, 0]


def test_marked_days_are_told_without_and_with_average():
    items = np.zeros((2, c.ITEM_COLUMNS), np.int64)
    items[0, [c.RED_LO, c.RED_HI]] = 1, 3
    items[1, [c.RED_LO, c.RED_HI, c.AVERAGE]] = 0, 1, 1
    assert b.worked(items, 0) == 0b110
    assert b.worked(items, 1) == 1 << b.MOST_REDS
