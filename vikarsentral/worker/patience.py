"""Wait for a gateway only so long, however it behaves.

A gateway that sends a byte now and then never meets a time limit on the single read. It is waited
for in a thread of its own, and left to itself when the time is out.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")

MOST_LEFT = 20


class Hung(Exception):
    """Tell that something did not end in time."""


_left: set[threading.Thread] = set()
_guard = threading.Lock()


def within(seconds: float, work: Callable[[], Answer]) -> Answer:
    """Return what a piece of work returns, if it ends in time.

    Args:
        seconds: how long to wait.
        work: what is done; it may go on after the time is out, and its end is of no use then.

    Raises:
        Hung: it did not end in time, or as many as may be are left already.
        Exception: whatever the work raises.
    """
    with _guard:
        _left.intersection_update([one for one in _left if one.is_alive()])
        if len(_left) >= MOST_LEFT:
            raise Hung
    answers: list[Answer] = []
    faults: list[BaseException] = []

    def run() -> None:
        try:
            answers.append(work())
        except BaseException as fault:
            faults.append(fault)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        with _guard:
            _left.add(thread)
        raise Hung
    if faults:
        raise faults[0]
    return answers[0]
