"""A bound program ends with its parent, and is not started for one that is gone."""

import os
import subprocess
import sys

import psutil

from tests.flow.kill import ended, until

BOUND = [sys.executable, "-m", "vikarsentral.worker.bound"]
PARENT = f"""
import os, subprocess, sys
child = subprocess.Popen({BOUND!r} + [str(os.getpid()), "http.server", "0", "--bind", "127.0.0.1"],
                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(child.pid, flush=True)
child.wait()
"""


def test_it_ends_when_its_parent_is_killed():
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    child = psutil.Process(int(parent.stdout.readline()))
    until(lambda: "http.server" in child.cmdline() and "bound" not in " ".join(child.cmdline()))
    parent.kill()
    parent.communicate()
    until(lambda: ended(child))


def test_it_does_not_start_for_a_parent_that_is_gone():
    done = subprocess.run([*BOUND, str(os.getpid() + 1), "this"], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
