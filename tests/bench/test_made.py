"""The one door of the bench's plans: seconds, processor time and gap of a plan that is checked."""

from tests.bench.generate import generate
from tests.bench.made import made
from vikarsentral.problemfile import problem_bytes


def test_a_small_problem_is_planned_and_told():
    document = generate("small", 1)
    one = made(problem_bytes(document), 2.0)
    assert one.needs == len(document["needs"])
    assert one.plan["bound"] <= one.plan["objective"]
    assert 0.0 <= one.above < 1.0
    assert (one.above == 0.0) == (one.plan["status"] == "proven")
    assert 0.0 < one.first <= one.seconds
    assert one.processor > 0.0
    assert one.limit == 2.0
