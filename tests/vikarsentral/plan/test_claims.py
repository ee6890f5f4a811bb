"""Whose run it is, is told by number, name and heartbeat."""

import subprocess
import sys

import pytest

from vikarsentral.plan import claims


def test_a_worker_of_this_machine_that_has_ended_is_gone():
    code = "from vikarsentral.plan import claims; print(claims.who_am_i())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert claims._is_gone(done.stdout.strip())


@pytest.mark.parametrize("worker", ["demo", "another-host/1/2.0", "", "a/b/c/d"])
def test_of_others_nothing_is_known(worker):
    assert not claims._is_gone(worker)


def test_a_number_that_is_anothers_by_now_does_not_look_alive():
    assert not claims._is_gone(claims.who_am_i())
    assert claims._is_gone(claims.who_am_i() + "0.5")
