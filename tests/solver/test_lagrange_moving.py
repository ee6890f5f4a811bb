"""Multipliers as numbers that move: what they are measured in, and which may."""

from dataclasses import replace

import numpy as np

from solver.lagrange import Relaxation
from solver.lagrange_moving import LIGHTEST, SHIFT, moving, useful, weights, whole
from tests.solver.packed import narrow


def test_overtime_moves_per_shift_and_comes_back_as_it_was():
    relaxation = Relaxation(narrow(1)[0])
    none = relaxation.none()
    used = replace(none, over=np.full_like(none.over, 7), task=np.full_like(none.task, 30))
    at = moving(used)
    assert (at.over == 7 * SHIFT).all()
    assert (whole(at.over / SHIFT) == used.over).all()
    assert (whole(at.task) == used.task).all()


def test_a_slope_counts_only_where_a_multiplier_is_and_can_still_fall():
    slope = np.array([-1.0, -1.0, 1.0, 1.0])
    at = np.array([0.0, 2.0, 0.0, 0.0])
    used = np.array([True, True, True, False])
    assert useful(slope, at, used).tolist() == [0.0, -1.0, 1.0, 0.0]


def test_whole_numbers_are_the_nearest_ones():
    assert whole(np.array([0.4, 0.6, -1.7])).tolist() == [0, 1, -2]


def test_dearer_tasks_move_further_and_none_stands_still():
    for problem in narrow(6):
        relaxation = Relaxation(problem)
        weight = weights(relaxation)
        assert (weight >= np.sqrt(LIGHTEST)).all()
        usual = np.flatnonzero(relaxation.most == relaxation.idle)
        order = usual[np.argsort(relaxation.idle[usual], kind="stable")]
        assert (np.diff(weight[order]) >= 0).all()


def test_where_nothing_costs_anything_all_move_alike():
    relaxation = Relaxation(narrow(1)[0])
    relaxation.idle = np.zeros_like(relaxation.idle)
    relaxation.most = np.zeros_like(relaxation.most)
    assert (weights(relaxation) == 1.0).all()
