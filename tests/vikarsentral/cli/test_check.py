"""`check` and `options` as a user meets them: exit codes, JSON on stdout, plain faults."""

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from tests.builders import document, need, person, plan, span
from tests.vikarsentral.cli.told import run

EXAMPLES = Path(__file__).parents[2] / "data" / "examples"
OPTIMUM = {"n1": "p1", "n2": "agency", "n3": "p1"}


@pytest.fixture
def files(tmp_path):
    """Write a problem of two needs and one person, and return its path and a plan writer."""
    problem = tmp_path / "problem.json"
    needs = [
        need("n1", "2027-01-05 18:00", "2027-01-05 22:00"),
        need("n2", "2027-01-06 08:59", "2027-01-06 12:00"),
    ]
    problem.write_text(json.dumps(document(needs=needs)))
    path = tmp_path / "plan.json"

    def write(given, **more):
        path.write_text(json.dumps(plan(given, **more)))
        return path

    return problem, write


@pytest.fixture
def told(monkeypatch, capsys):
    return lambda *arguments: run(monkeypatch, capsys, *arguments)


AGENCY = 181 * 90000 // 60 + 181 * 500
VALUE = AGENCY + (2130 - 240) * 300


def test_a_lawful_plan_with_the_right_objective_ends_with_0(files, told):
    problem, write = files
    sha = hashlib.sha256(problem.read_bytes()).hexdigest()
    path = write({"n1": "p1", "n2": "agency"}, objective=VALUE, bound=VALUE, problem_sha256=sha)
    found = told("check", problem, path, "--json")
    assert (found.code, found.err) == (0, "")
    assert found.json["objective"] == VALUE
    assert [found.json[key] for key in ("lawful", "equal", "bound_ok", "sha_ok")] == [True] * 4
    assert found.json["counts"] == {"assigned": 1, "agency": 1, "open": 0}
    text = told("check", problem, path)
    assert text.code == 0
    assert text.out.startswith("Planen er lovlig.")
    assert f"bemanningsforetak (agency): {AGENCY} øre (3\u00a0620 kroner)" in text.out


def test_a_wrong_objective_ends_with_1(files, told):
    problem, write = files
    found = told("check", problem, write({"n1": "p1", "n2": "agency"}, objective=1), "--json")
    assert found.code == 1
    assert (found.json["lawful"], found.json["equal"]) == (True, False)


def test_an_unlawful_plan_ends_with_1_and_a_receipt(files, told):
    problem, write = files
    path = write({"n1": "p1", "n2": "p1"}, objective=0)
    found = told("check", problem, path)
    assert found.code == 1
    assert "p1: Arbeidsperioden fra tirsdag 5. januar 2027 klokken 18.00" in found.out
    assert "(arbeidsmiljøloven § 10-8 (1), (3))" in found.out
    (breach,) = told("check", problem, path, "--json").json["breaches"]
    assert (breach["rule"], breach["person"], breach["needs"]) == (
        *("daily_rest", "p1", ["n1", "n2"]),
    )
    assert breach["numbers"]["excess"] == 300


def test_a_mismatched_sha_or_bound_is_told_and_changes_nothing(files, told):
    problem, write = files
    given = {"n1": "p1", "n2": "agency"}
    path = write(given, objective=VALUE, bound=VALUE + 1, problem_sha256="0" * 64)
    found = told("check", problem, path, "--json")
    assert found.code == 0
    assert (found.json["bound_ok"], found.json["sha_ok"]) == (False, False)


def test_packed_files_are_read_too(files, told, tmp_path):
    problem, write = files
    packed = tmp_path / "problem.json.gz"
    packed.write_bytes(gzip.compress(problem.read_bytes()))
    path = write({"n1": "p1", "n2": "agency"}, objective=VALUE)
    assert told("check", packed, path).code == 0


def test_faults_of_both_files_are_told_at_once_one_line_each(files, told):
    problem, write = files
    path = write({"n1": "p1"}, objective="much")
    made = json.loads(problem.read_text())
    made["needs"][0]["priority"] = 7
    made["needs"][1]["unit"] = "nowhere"
    problem.write_text(json.dumps(made))
    found = told("check", problem, path)
    assert (found.code, found.out) == (2, "")
    assert [line.split(":")[0] for line in found.err.splitlines()] == [
        *("/needs/0/priority", "/needs/1/unit", "/objective")
    ]


@pytest.mark.parametrize("arguments", [["check"], ["options"], ["check", "a", "b", "--nothing"]])
def test_a_wrong_call_ends_with_2(told, arguments):
    found = told(*arguments)
    assert (found.code, found.out) == (2, "")
    assert "Traceback" not in found.err


def test_a_missing_file_ends_with_2_and_its_name(told, tmp_path):
    found = told("check", tmp_path / "none.json", tmp_path / "neither.json")
    assert found.code == 2
    assert len(found.err.splitlines()) == 2
    assert str(tmp_path / "none.json") in found.err


@pytest.fixture
def crowd(tmp_path):
    """Write a problem with three who may take the need and one who may not."""
    problem = tmp_path / "crowd.json"
    people = [
        person("c", known_units=[]),
        person("b"),
        person("a"),
        person("x", unavailable=[span("2027-01-05 00:00", "2027-01-06 00:00")]),
    ]
    needs = [need("n1", "2027-01-05 18:00", "2027-01-05 22:00")]
    problem.write_text(json.dumps(document(people=people, needs=needs)))
    return problem


def test_options_are_ranked_receipts(crowd, told):
    found = told("options", crowd, "n1", "--json")
    assert found.code == 0
    assert [(one["person"], one["verdict"]) for one in found.json] == [
        *(("a", "possible"), ("b", "possible"), ("c", "possible"), ("x", "not_allowed"))
    ]
    assert set(found.json[0]) == {
        *("need", "person", "verdict", "rule", "source", "numbers", "text", "data_at")
    }


def test_top_cuts_only_the_lawful(crowd, told):
    found = told("options", crowd, "n1", "--top", "1", "--json")
    assert [one["person"] for one in found.json] == ["a", "x"]
    text = told("options", crowd, "n1", "--top", "0")
    assert text.code == 0
    assert text.out.splitlines()[0] == "3 kan ta vakten lovlig."
    assert text.out.splitlines()[1].startswith("- x: Er utilgjengelig")


def test_options_end_with_1_when_nobody_may(tmp_path, told):
    problem = tmp_path / "problem.json"
    needs = [need("n1", "2027-01-05 18:00", "2027-01-05 22:00", unit="k1")]
    problem.write_text(json.dumps(document(needs=needs)))
    found = told("options", problem, "n1")
    assert found.code == 1
    assert found.out.splitlines()[0] == "Ingen kan ta vakten lovlig."


def test_options_for_an_unknown_need_end_with_2(crowd, told):
    found = told("options", crowd, "n\n9")
    assert (found.code, found.out) == (2, "")
    assert len(found.err.splitlines()) == 1


def test_help_has_an_example(told):
    for command in ("check", "options", "rules"):
        assert f"Example: vikarsentral {command}" in told(command, "--help").out
