"""The gap of an answer is 0 exactly when the plan is proven best."""

from solver.answer import Answer, Progress, gap, gap_above


def test_gap_is_nothing_when_equal():
    assert gap(0, 0) == gap(-5, -5) == 0.0
    assert Answer(7, 7, (), (), 0.0).proven


def test_gap_is_a_share_of_the_size_of_the_objective():
    assert gap(200, 150) == 0.25
    assert gap(-200, -250) == 0.25
    assert gap(0, -3) == 3.0
    assert not Answer(200, 150, (), (), 0.0).proven


def test_progress_tells_the_same_gap_as_an_answer():
    assert Progress(1.0, 200, 150, "model").gap == Answer(200, 150, (), (), 0.0).gap


def test_gap_above_what_no_plan_avoids():
    assert gap_above(100, 90, 50) == 0.2
    assert gap_above(100, 100, 100) == 0.0
    assert gap_above(100, 90, 100) == 10.0
