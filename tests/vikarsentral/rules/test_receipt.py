"""Receipts explain every rule with the numbers that redo the sum."""

import pytest

from tests import random_problems
from tests.builders import all_to_one, need, person, plan, problem
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.check import check
from vikarsentral.rules.receipt import breach_receipt, refusal
from vikarsentral.rules.table import RULE_BY_ID
from vikarsentral.rules.texts import LANGUAGES

KEYS = ["need", "person", "verdict", "rule", "source", "numbers", "text", "data_at"]


def rest_breach():
    needs = [
        need("n1", "2027-01-05 18:00", "2027-01-05 22:00"),
        need("n2", "2027-01-06 08:59", "2027-01-06 12:00"),
    ]
    (breach,) = all_to_one(problem(needs=needs)).breaches
    return breach


def test_a_receipt_is_as_the_contract_writes_it():
    receipt = breach_receipt(rest_breach(), "2027-01-01T00:00:00+00:00").document()
    assert list(receipt) == KEYS
    assert (receipt["need"], receipt["person"], receipt["verdict"], receipt["rule"]) == (
        *("n1", "p1", "not_allowed", "daily_rest"),
    )
    assert receipt["source"] == "aml § 10-8 (1), (3)"
    assert receipt["text"]["nb"] == (
        "Arbeidsperioden fra tirsdag 5. januar 2027 klokken 18.00 til onsdag 6. januar 2027"
        " klokken 12.00 varer 18 timer, for mellom to av vaktene er det bare 10 timer og 59"
        " minutter fri. Med 11 timer hvile i døgnet kan den vare høyst 13 timer, så den er 5"
        " timer for lang."
    )
    numbers = receipt["numbers"]
    assert (numbers["value"], numbers["limit"], numbers["excess"], numbers["rest"]) == (
        *(1080, 780, 300, 660),
    )


def test_several_reasons_are_all_told_and_the_first_gives_the_rule():
    verdict = all_to_one(
        problem(needs=[need("n1", "2027-01-05 06:00", "2027-01-05 23:00", unit="k1")])
    )
    found = [one.excess for one in verdict.breaches]
    receipt = refusal("n1", "p1", found)
    assert receipt.rule == "place"
    assert receipt.numbers["rules"] == ["place", "daily_rest", "day_minutes", "overtime"]
    assert receipt.text["en"].count(".") >= 4


def test_unknown_names_missing_needs_and_agency_are_explained():
    made = problem(needs=[need("n1", "2027-01-05 08:00", "2027-01-05 12:00", agency=None)])
    texts = [
        breach_receipt(one).text["nb"]
        for given in ({"nx": "nobody"}, {"n1": "agency"})
        for one in check(made, plan(given)).breaches
    ]
    assert texts == [
        "Behovet n1 står ikke i planen. Hvert behov skal stå der nøyaktig én gang.",
        "Planen nevner personen nobody, som ikke finnes.",
        "Planen nevner behovet nx, som ikke finnes.",
        "Behovet n1 kan ikke gå til et bemanningsforetak, men planen gir det dit.",
    ]


@pytest.mark.parametrize("size", ["few", "small"])
def test_every_breach_of_random_plans_can_be_explained(size):
    told = set()
    for seed in range(random_problems.cases(25)):
        document = random_problems.problem(seed, size)
        verdict = check(read_problem(document), random_problems.plan(document, seed))
        for breach in (*verdict.breaches, *verdict.existing_breaches):
            receipt = breach_receipt(breach)
            assert receipt.source == RULE_BY_ID[breach.rule].source
            for language in LANGUAGES:
                text = receipt.text[language]
                assert text.endswith(".")
                assert "{" not in text
            told.add(breach.rule)
    assert len(told) > 10


def test_the_night_window_is_told_from_the_values_of_the_law():
    made = problem(
        people=[person(accepts={})],
        needs=[need("n1", "2027-01-05 18:00", "2027-01-06 00:01")],
    )
    (breach,) = all_to_one(made).breaches
    text = breach_receipt(breach).text
    assert "har 3 timer og 1 minutt natt mellom klokken 21.00 og 06.00" in text["nb"]
    assert "between 21:00 and 06:00" in text["en"]
