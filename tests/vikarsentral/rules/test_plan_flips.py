"""Rules on the whole plan flip with one input: both sides, told in each language.

The rules on one person and on a year flip in the tests under `year`, which `tests.house` lists.
"""

import pytest

from tests.builders import need, person, plan, problem
from vikarsentral.rules.check import check
from vikarsentral.rules.receipt import breach_receipt
from vikarsentral.rules.table import RULES
from vikarsentral.rules.texts import LANGUAGES
from vikarsentral.rules.year.table import JUDGES

TUESDAY = ("2027-01-05 08:00", "2027-01-05 15:00")


def one_need(**facts):
    return problem(people=[person(), person("p2")], needs=[need("n1", *TUESDAY, **facts)])


TWICE = {**plan({"n1": "p1"}), "open": ["n1"]}
FLIPS = {
    "once": [
        (one_need(), plan({"n1": "p1"}), one_need(), plan({})),
        (one_need(), plan({"n1": "p1"}), one_need(), TWICE),
    ],
    "plan": [
        (one_need(), plan({"n1": "p2"}), one_need(), plan({"n1": "p3"})),
        (one_need(), plan({"n1": "p2"}), one_need(), plan({"n1": "p2", "n2": "open"})),
    ],
    "agency": [
        (one_need(), plan({"n1": "agency"}), one_need(agency=None), plan({"n1": "agency"})),
    ],
    "pinned": [
        (one_need(pinned="p1"), plan({"n1": "p1"}), one_need(pinned="p2"), plan({"n1": "p1"})),
    ],
}
CASES = [(rule, *case) for rule, cases in FLIPS.items() for case in cases]


@pytest.mark.parametrize(("rule", "lawful", "inside", "other", "outside"), CASES)
def test_one_input_flips_verdict_and_text(rule, lawful, inside, other, outside):
    assert check(lawful, inside).lawful
    broken = check(other, outside).breaches
    assert [one.excess.rule for one in broken] == [rule]
    told = breach_receipt(broken[0])
    assert (told.verdict, told.rule) == ("not_allowed", rule)
    assert told.source
    assert tuple(told.text) == LANGUAGES
    assert len(set(told.text.values())) == len(LANGUAGES)


def test_every_hard_rule_flips_somewhere():
    assert {rule.id for rule in RULES} - JUDGES.keys() == FLIPS.keys()
