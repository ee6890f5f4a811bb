"""Two readings of a year agree: the product's in columns, and the slow one minute by minute."""

from collections import Counter

import pytest

from tests import random_years
from tests.random_problems import cases, first_seed
from tests.reference import year as slow
from tests.vikarsentral.rules.year.made import facts, rows
from vikarsentral.rules.year import check_year
from vikarsentral.rules.year.table import JUDGES

BLOCK = 20
FIRST = first_seed()
END = FIRST + cases(160)


def disagreements(seed):
    """Return what only one reading finds in a random roster: (the product's, the slow one's)."""
    raw = random_years.roster(seed)
    ours, theirs = Counter(rows(check_year(facts(raw)))), Counter(slow.check(raw))
    return sorted((ours - theirs).elements()), sorted((theirs - ours).elements())


@pytest.mark.parametrize("first", range(FIRST, END, BLOCK))
def test_readings_agree_on_random_years(first):
    for seed in range(first, min(END, first + BLOCK)):
        assert disagreements(seed) == ([], []), seed


def test_random_years_meet_every_rule():
    met = {row[0] for seed in range(160) for row in slow.check(random_years.roster(seed))}
    assert met == set(JUDGES)
