"""Whose run it is, is told by number, name and heartbeat."""

import os
import subprocess
import sys
import time

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


def test_a_clock_that_is_set_makes_nobody_another():
    told = claims.who_am_i()
    ticks = int(told.rpartition("/")[2])
    assert 0 < ticks / os.sysconf("SC_CLK_TCK") <= time.clock_gettime(time.CLOCK_BOOTTIME)
    assert told == claims.who_am_i()


def test_who_has_ended_and_is_not_fetched_is_gone():
    code = "from vikarsentral.plan import claims; print(claims.who_am_i(), flush=True); input()"
    other = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    name = other.stdout.readline().strip()
    assert not claims._is_gone(name)
    other.kill()
    os.waitid(os.P_PID, other.pid, os.WEXITED | os.WNOWAIT)
    assert claims._is_gone(name)
    other.communicate()
