"""The peer's plans are lawful and priced right, or its figures would say nothing."""

import json

import pytest

from tests.bench import greedy
from tests.house.tree import ROOT
from vikarsentral.problemfile import read_problem
from vikarsentral.problemfile.planfile import answer, read_plan

EXAMPLES = sorted((ROOT / "tests" / "data" / "examples").glob("[0-9]*.json"))
EXPECTED = json.loads((ROOT / "tests" / "data" / "examples" / "expected.json").read_text())


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_greedy_plans_are_lawful_and_no_better_than_the_best(file, tmp_path):
    written = tmp_path / "plan.json"
    greedy.main(str(file), str(written))
    problem, plan = read_problem(file), read_plan(written)
    told = answer(problem, plan)
    assert told["lawful"]
    assert told["equal"]
    assert told["sha_ok"]
    assert told["objective"] >= EXPECTED[file.name]["objective"]
    placed = [row["need"] for row in plan["assignments"]] + plan["agency"] + plan["open"]
    assert sorted(placed) == sorted(problem.needs)
