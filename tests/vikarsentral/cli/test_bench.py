"""`vikarsentral bench`: one JSON line per instance, bad files refused before anything runs."""

import json

import pytest
from click.testing import CliRunner

from tests.solver.benchmarks.instances import drawn, text_of
from vikarsentral.cli.bench import bench
from vikarsentral.errors import BadInput

KEYS = ["instance", "objective", "bound", "gap", "status", "seconds", "peak_mb", "valid"]


@pytest.fixture
def smptsp_file(tmp_path):
    path = tmp_path / "small.one.dat"
    path.write_text(text_of(drawn(3)))
    return path


def run(*arguments):
    answer = CliRunner().invoke(bench, [str(a) for a in arguments], standalone_mode=False)
    if answer.exception:
        raise answer.exception
    return answer.return_value, [json.loads(line) for line in answer.stdout.splitlines()]


def test_smptsp_prints_one_line_per_file(smptsp_file):
    code, lines = run("smptsp", smptsp_file, smptsp_file, "--seconds", 1, "--workers", 1)
    assert code == 0
    assert len(lines) == 2
    for line in lines:
        assert list(line) == KEYS
        assert line["instance"] == "small"
        assert (line["status"], line["valid"], line["gap"]) == ("proven", True, 0.0)
        assert line["objective"] == line["bound"]
        assert line["peak_mb"] > 10


def test_smptsp_without_any_answer_says_so_and_ends_with_1(tmp_path):
    path = tmp_path / "clash.dat"
    path.write_text("Type = 1\nJobs = 2\n0 5\n1 6\nQualifications = 1\n2: 0 1\n")
    code, lines = run("smptsp", path, "--seconds", 1)
    assert code == 1
    assert lines[0]["objective"] is None
    assert lines[0]["status"] == "impossible"
    assert lines[0]["valid"] is False


def test_all_bad_files_are_told_before_anything_runs(smptsp_file, tmp_path):
    bad = tmp_path / "bad.dat"
    bad.write_text(smptsp_file.read_text().replace("Type = 1", "Type = 7"))
    missing = tmp_path / "missing.dat"
    with pytest.raises(BadInput) as refused:
        run("smptsp", smptsp_file, bad, missing)
    assert [fault.where for fault in refused.value.faults] == [f"{bad}:2", str(missing)]


def test_problem_refuses_a_bad_file(tmp_path):
    path = tmp_path / "bad.json"
    path.write_text("{}")
    with pytest.raises(BadInput) as refused:
        run("problem", path)
    assert all(str(path) in fault.where for fault in refused.value.faults)
