"""`solve` as a user meets it: the plan on stdout or in a file, exit codes, plain faults."""

import gzip
import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from solver.answer import never
from solver.lagrange import Relaxation
from solver.lagrange_ascent import Ascent
from tests import builders, random_problems
from tests.vikarsentral.cli.told import run
from vikarsentral.cli.solve import _PHASES, _certified, _with_bound
from vikarsentral.plan.certificate import make_certificate, verify
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile import read_problem

SOLVER = Path(__file__).parents[3] / "solver"
EXAMPLES = Path(__file__).parents[2] / "data" / "examples"
EASTER = EXAMPLES / "06_red_days_easter.json"
OPTIMUM = 2033700
RUN = "from vikarsentral.cli import main; main()"


@pytest.fixture
def told(monkeypatch, capsys):
    return lambda *arguments: run(monkeypatch, capsys, *arguments)


def test_the_plan_goes_to_stdout_and_the_talk_to_stderr(told):
    answer = told("solve", EASTER, "--seconds", "10")
    assert answer.code == 0
    assert answer.json["objective"] == OPTIMUM
    assert "Ingen lovlig plan er bedre" in answer.err
    assert "nedre grense" in answer.err


def test_a_plan_holds_what_the_contract_promises_and_nothing_else(told):
    assert list(told("solve", EASTER, "--seconds", "10").json) == [
        *("format", "problem_sha256", "assignments", "agency", "open", "refused_pins"),
        *("objective", "terms", "bound", "gap", "status", "seconds", "seed", "workers"),
        "versions",
    ]


def test_every_phase_of_a_search_is_told_in_norwegian():
    said = {
        name
        for file in SOLVER.glob("search*.py")
        for name in re.findall(r'\.(?:take|prove)\([^"]*"([a-z ]+)"', file.read_text())
    }
    assert said == set(_PHASES) - {"first plan"}


def test_a_written_plan_is_found_lawful_and_equal_by_check(told, tmp_path):
    plan = tmp_path / "plan.json"
    answer = told("solve", EASTER, "-o", plan, "--seconds", "10", "--workers", "1")
    assert (answer.code, answer.out) == (0, "")
    verdict = told("check", EASTER, plan, "--json")
    assert verdict.code == 0
    assert verdict.json["sha_ok"]
    assert verdict.json["bound_ok"]
    assert list(tmp_path.iterdir()) == [plan]


def test_json_prints_the_plan_even_when_it_is_written(told, tmp_path):
    answer = told("solve", EASTER, "-o", tmp_path / "plan.json", "--json", "--seconds", "10")
    assert answer.json == json.loads((tmp_path / "plan.json").read_text())


def test_a_packed_problem_is_read(told, tmp_path):
    packed = tmp_path / "problem.json.gz"
    packed.write_bytes(gzip.compress(EASTER.read_bytes()))
    assert told("solve", packed, "--seconds", "10").json["objective"] == OPTIMUM


@pytest.mark.parametrize(
    "arguments",
    [
        ("--seconds", "0"),
        ("--seconds", "nan"),
        ("--seconds", "minutt"),
        ("--workers", "0"),
        ("--rounds", "-1"),
        ("--seed", "-1"),
        ("-o", "/no/such/folder/plan.json"),
        ("-o", "/"),
        ("--certificate", "/no/such/folder/proof.json"),
    ],
)
def test_a_bad_setting_is_refused_before_any_work(told, arguments):
    answer = told("solve", EASTER, *arguments)
    assert answer.code == 2
    assert answer.out == ""
    assert "Traceback" not in answer.err


def test_a_bad_problem_is_refused_with_every_fault(told, tmp_path):
    document = json.loads(EASTER.read_text())
    document["needs"][0]["priority"] = 4
    document["needs"][1]["colour"] = "red"
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps(document))
    answer = told("solve", bad)
    assert answer.code == 2
    assert "/needs/0/priority" in answer.err
    assert "/needs/1/colour" in answer.err


def test_a_missing_problem_is_refused(told, tmp_path):
    assert told("solve", tmp_path / "none.json").code == 2


def test_help_shows_an_example(told):
    answer = told("solve", "--help")
    assert answer.code == 0
    assert "Example: vikarsentral solve" in answer.out


def test_a_full_disk_is_told_in_one_line(told):
    found = told("solve", EASTER, "-o", "/dev/full", "--seconds", 5)
    assert found.code == 2
    assert "/dev/full: kan ikke skrives (No space left on device); " in found.err.splitlines()[-1]


def test_by_rounds_the_same_plan_comes_again_on_one_worker_and_on_two(told):
    plans = [told("solve", EASTER, "--rounds", 1, "--workers", many).json for many in (1, 2)]
    assert plans[0]["assignments"] == plans[1]["assignments"]


def test_a_plan_that_the_clock_ended_says_so(told, tmp_path):
    needs = [
        builders.need(
            f"n{i}", f"2027-01-{4 + i % 7:02} {7 + i % 5:02}:00", f"2027-01-{4 + i % 7:02} 18:00"
        )
        for i in range(60)
    ]
    people = [builders.person(f"p{i}", hourly_cost_ore=40_000 + 100 * i) for i in range(8)]
    problem = tmp_path / "problem.json"
    problem.write_text(json.dumps(builders.document(needs=needs, people=people)))
    answer = told("solve", problem, "--seconds", "0.1", "--workers", "1")
    assert answer.code == 0
    assert answer.json["status"] == "best_in_time"
    assert "en ny kjøring kan gi en annen plan" in answer.err


def test_plan_and_certificate_share_the_time(told, tmp_path):
    began = time.monotonic()
    answer = told("solve", EASTER, "--certificate", tmp_path / "proof.json", "--seconds", "3")
    assert answer.code == 0
    assert answer.json["bound"] <= answer.json["objective"]
    assert time.monotonic() - began < 60


def test_a_plan_is_written_before_its_certificate_is_sought(told, tmp_path):
    plan = tmp_path / "plan.json"
    answer = told("solve", EASTER, "-o", plan, "--certificate", "/dev/full", "--seconds", "5")
    assert answer.code == 2
    assert "/dev/full: kan ikke skrives" in answer.err
    assert told("check", EASTER, plan).code == 0


def test_told_to_stop_the_search_for_a_certificate_ends():
    facts, asked = read_problem(str(EASTER)), []

    def stop():
        asked.append(True)
        return True

    made = _certified(facts, OPTIMUM, [], 1e9, stop)
    assert asked
    assert verify(facts, made).ok


def test_the_better_of_two_certificates_is_written():
    facts = read_problem(random_problems.problem_bytes(random_problems.problem(1, "small")))
    translation = translate(facts)
    relaxation = Relaxation(translation.problem)
    none = relaxation.bound(relaxation.none())
    ascent = Ascent(relaxation, 10**9, relaxation.none())
    for _ in range(20):
        ascent.step()
    assert ascent.best.bound > none.bound
    found = [
        _certified(facts, 10**9, [(translation, one)], 0.0, stop)["bound"]
        for one in (none, ascent.best)
        for stop in (lambda: True, never)
    ]
    looked = make_certificate(facts, 0.0, 10**9)["bound"]
    assert found[0] <= found[1]
    assert found[2] == ascent.best.bound
    assert found[3] >= max(looked, ascent.best.bound)


def test_what_the_clock_proves_is_no_part_of_a_plan_that_comes_again():
    plan = {"objective": 100, "bound": 90, "gap": 0.1, "status": "best_in_time"}
    assert _with_bound(plan, 100, comes_again=True) == plan
    assert _with_bound(plan, 100, comes_again=False)["status"] == "proven"


def test_interrupted_it_ends_with_plan_and_certificate(told, tmp_path):
    problem, plan, proof = (
        tmp_path / name for name in ("problem.json", "plan.json", "proof.json")
    )
    problem.write_bytes(random_problems.problem_bytes(random_problems.problem(5, "small")))
    command = [sys.executable, "-c", RUN, "solve", problem, "-o", plan]
    command += ["--certificate", proof, "--seconds", "600", "--workers", "1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        for line in process.stderr:
            if "nedre grense" in line:
                break
        process.send_signal(signal.SIGINT)
        process.stderr.read()
        assert process.wait() == 0
    assert told("check", problem, plan, "--certificate", proof, "--json").json["certificate"]["ok"]
