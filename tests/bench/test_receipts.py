"""The bench of receipts works on a small city, and its city is lawful to read."""

from tests.bench.receipts import document, measured
from vikarsentral.problemfile import read_problem


def test_the_made_up_city_can_be_read():
    made = read_problem(document(people=30, needs=5))
    assert (len(made.people), len(made.needs)) == (30, 5)
    assert all(person.rota for person in made.people.values())


def test_a_small_run_tells_every_figure():
    told = measured(people=20, needs=3, asked=4)
    assert told["people"] == 20
    assert 0 < told["p50_ms"] <= told["p99_ms"]
    assert told["page_p99_ms"] > 0
