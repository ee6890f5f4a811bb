"""A gateway is waited for only so long, and what it says is handed on."""

import threading

import pytest

from vikarsentral.worker import patience


def test_an_answer_and_a_fault_are_handed_on():
    assert patience.within(60, lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        patience.within(60, lambda: 1 // 0)


def test_what_does_not_end_is_left_to_itself_and_only_so_many_are():
    over = threading.Event()
    try:
        for _ in range(patience.MOST_LEFT):
            with pytest.raises(patience.Hung):
                patience.within(0.001, over.wait)
        begun = threading.Event()
        with pytest.raises(patience.Hung):
            patience.within(60, begun.set)
        assert not begun.is_set()
    finally:
        over.set()
    for thread in list(patience._left):
        thread.join(240)
    assert patience.within(60, lambda: "again") == "again"
