"""The year that is measured holds work for every rule to look at, and is judged."""

from tests.bench.law import PATTERN, roster
from vikarsentral.rules.year import check_year


def test_a_year_of_a_few_is_judged():
    people, weeks = 12, 52
    facts = roster(people, weeks)
    rows = [PATTERN[(one + week) % len(PATTERN)] for one in range(people) for week in range(weeks)]
    assert len(facts.duties) == sum(len(row) - row.count("-") for row in rows)
    found = {one.excess.rule for one in check_year(facts).findings}
    assert "competence" not in found
    assert "police_check" not in found
    assert "daily_rest" in found
