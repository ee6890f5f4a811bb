"""The generator of compiled code draws every number, evenly enough, and repeats itself."""

import numpy as np

from solver.compiled import draw_below


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
