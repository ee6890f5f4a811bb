"""Plain ways to cover tasks: what they find is held to the checker, and nothing is claimed."""

import json

import pytest

from solver.benchmarks.smptsp_check import faults
from solver.benchmarks.smptsp_file import Instance
from tests.bench import smptsp_peers

TWO = Instance("two", ((0, 2), (1, 3), (2, 4)), ((0, 1, 2), (0, 2), (1,)))


@pytest.mark.parametrize("find", [smptsp_peers.cpsat, smptsp_peers.local])
def test_a_cover_by_two_is_found(find):
    found = find(TWO, 0.3)
    assert faults(TWO, found, 2) == []


@pytest.mark.parametrize("find", [smptsp_peers.cpsat, smptsp_peers.local])
def test_where_nobody_may_do_a_task_there_is_none(find):
    assert find(Instance("none", ((0, 2),), ((),)), 0.1) == []


def test_an_exchange_empties_a_day():
    tasks = ((0, 2), (0, 2), (3, 5))
    instance = Instance("three", tasks, ((0, 2), (0, 1, 2), (1, 2)))
    found = smptsp_peers.local(instance, 0.3)
    assert faults(instance, found, 2) == []


def test_the_line_tells_whether_the_cover_is_valid(capsys, tmp_path):
    file = tmp_path / "two.dat"
    file.write_text("Type = 1\nJobs = 2\n0 2\n1 3\nQualifications = 2\n2: 0 1\n2: 0 1\n")
    smptsp_peers.main("local", str(file), "0.2")
    assert json.loads(capsys.readouterr().out) == {"workers": 2, "valid": True}


def test_all_peers_are_asked_about_one_file(tmp_path):
    file = tmp_path / "two.dat"
    file.write_text("Type = 1\nJobs = 2\n0 2\n1 3\nQualifications = 2\n2: 0 1\n2: 0 1\n")
    assert smptsp_peers.beside(file, 0.3) == [2, 2]
