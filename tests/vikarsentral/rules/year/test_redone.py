"""Whoever has only the receipt of a year's finding comes to the same value and limit again.

The tests of each rule do the same at both sides of every edge: `one.found` redoes each receipt.
"""

from collections import Counter
from datetime import datetime

from tests import random_years
from tests.random_problems import cases
from tests.vikarsentral.rules.year.made import facts
from tests.vikarsentral.rules.year.redo import REDONE, redo
from vikarsentral.rules.receipt import sentence_key
from vikarsentral.rules.year import check_year, finding_receipt
from vikarsentral.rules.year.table import JUDGES

RARE = 48
"""The seed of a year with rest that is owed and eight weeks above the mean."""


def test_an_averaged_week_is_told_by_what_was_ordered_not_by_the_full_week():
    told = Counter()
    for seed in range(cases(10)):
        for one in check_year(facts(random_years.roster(seed))).findings:
            numbers = one.excess.numbers
            if one.excess.rule == "overtime" and numbers["window"] == "week":
                key = sentence_key(one.excess)
                assert key.startswith("overtime.ordered") == numbers["averaged"]
                told[key] += 1
    assert {"overtime.ordered_no", "overtime.no"} <= told.keys()


def test_no_rule_of_a_year_is_left_out():
    assert REDONE.keys() == JUDGES.keys()


def test_each_number_of_a_finding_is_redone_from_its_receipt_alone():
    met = Counter()
    for seed in (*range(cases(25)), RARE):
        for one in check_year(facts(random_years.roster(seed))).findings:
            numbers = finding_receipt(one).numbers
            redo(one.excess, numbers)
            met[one.excess.rule] += 1
            for name in {"start", "end"} & numbers.keys():
                assert datetime.fromisoformat(str(numbers[name])).tzinfo is not None
    assert met.keys() == REDONE.keys()
