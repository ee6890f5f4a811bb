"""The peers' plans are lawful and priced right, or their figures would say nothing."""

import json

import pytest

from tests.bench import whole_model
from tests.house.tree import ROOT
from vikarsentral.problemfile import read_problem
from vikarsentral.problemfile.planfile import answer, read_plan

EXAMPLE = ROOT / "tests" / "data" / "examples"


@pytest.mark.parametrize("solver", whole_model.SOLVERS)
def test_plain_solvers_give_lawful_plans_no_better_than_the_best(solver, tmp_path):
    file = min(EXAMPLE.glob("[0-9]*.json"))
    best = json.loads((EXAMPLE / "expected.json").read_text())[file.name]["objective"]
    written = tmp_path / "plan.json"
    whole_model.main(solver, str(file), str(written), "20", "1")
    told = answer(read_problem(file), read_plan(written))
    assert told["lawful"]
    assert told["equal"]
    assert told["objective"] >= best
