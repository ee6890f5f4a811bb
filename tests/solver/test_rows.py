"""A task nobody does goes the cheaper way: outside, or open."""

from solver.rows import Task


def test_the_cheaper_way_out_is_taken_and_agency_wins_a_tie():
    assert Task(0, 1, 10).idle_cost == 10
    assert not Task(0, 1, 10).goes_external
    assert Task(0, 1, 10, external_cost=7).idle_cost == 7
    assert Task(0, 1, 10, external_cost=10).goes_external
    assert not Task(0, 1, 10, external_cost=11).goes_external
