"""The year that is measured holds work for every rule to look at, and is judged."""

from tests.bench.law import PATTERN, roster
from vikarsentral.rules.year import check_year


def test_a_small_year_is_judged():
    facts = roster(people=6, weeks=8)
    assert (
        len(facts.duties)
        == sum(row.count("D") + row.count("A") + row.count("N") for row in PATTERN) * 8
    )
    found = {one.excess.rule for one in check_year(facts).findings}
    assert "competence" not in found
    assert "police_check" not in found
    assert found
