"""The solving process: whatever ends it, what it tells last is a checked plan with its proof."""

import json
import signal
import subprocess
import sys

import pytest

from tests import random_problems
from vikarsentral.plan.certificate import verify
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.check import check

SECONDS = 600


def child(problem):
    """Start a solving process on a problem, and leave its life line open."""
    command = [sys.executable, "-m", "vikarsentral.plan.child", str(SECONDS), "1", "1"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    process = subprocess.Popen(command, start_new_session=True, **pipes)
    process.stdin.write(b"%d 0 0\n" % len(problem) + problem)
    process.stdin.flush()
    return process


def test_told_to_end_it_tells_its_best_plan_with_a_certificate():
    problem = random_problems.problem_bytes(random_problems.problem(5, "small"))
    with child(problem) as process:
        for line in process.stdout:
            if "progress" in json.loads(line):
                break
        process.send_signal(signal.SIGTERM)
        told = json.loads(process.stdout.readlines()[-1])
        assert process.wait() == 0
    facts = read_problem(problem)
    verdict = check(facts, told["plan"])
    assert verdict.lawful
    assert verdict.objective == told["plan"]["objective"]
    verified = verify(facts, told["certificate"])
    assert verified.ok
    assert verified.bound <= told["plan"]["bound"] <= told["plan"]["objective"]
    assert told["moves"] is None


@pytest.mark.parametrize("problem", [b"{}", b""])
def test_what_is_no_problem_is_refused(problem):
    with child(problem) as process:
        told = [json.loads(line) for line in process.stdout]
        assert process.wait() == 0
    assert [list(line) for line in told] == [["refused"]]
