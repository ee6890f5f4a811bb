"""The generator of compiled code draws every number, evenly enough, and repeats itself."""

from typing import NamedTuple

import numpy as np

from solver.compiled import compiled, compiled_part, draw_below


class Rows(NamedTuple):
    """Two arrays that belong together."""

    some: np.ndarray
    others: np.ndarray


@compiled_part
def _fill(rows: Rows, found: np.ndarray) -> int:
    for i in range(len(rows.some)):
        found[i] = rows.some[i] * rows.others[i]
    return len(rows.some)


@compiled
def _products(rows: Rows) -> np.ndarray:
    found = np.zeros(len(rows.some), np.int64)
    many = _fill(rows, found)
    return found[:many]


def test_a_part_fills_what_it_is_lent_and_leaves_it_whole():
    rows = Rows(np.arange(1, 1001), np.arange(1000, 0, -1))
    for _ in range(1000):
        found = _products(rows)
    assert found.tolist() == [one * (1001 - one) for one in range(1, 1001)]
    assert rows.some.sum() == rows.others.sum() == 500500


def test_draws_lie_below_the_limit_and_all_come():
    state = np.array([12345], dtype=np.uint64)
    drawn = [draw_below(state, 7) for _ in range(7000)]
    counts = np.bincount(drawn, minlength=7)
    assert len(counts) == 7
    assert counts.min() > 800


def test_the_same_start_gives_the_same_numbers():
    one, other = (np.array([99], dtype=np.uint64) for _ in range(2))
    assert [draw_below(one, 1000) for _ in range(50)] == [
        draw_below(other, 1000) for _ in range(50)
    ]
