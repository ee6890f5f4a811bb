"""Whoever has only the numbers of a year's finding comes to the same value and limit again."""

from collections import Counter
from datetime import datetime

from tests import random_years
from tests.random_problems import cases
from tests.vikarsentral.rules.test_redone import between, competence, place, times
from tests.vikarsentral.rules.year.made import facts
from vikarsentral.rules.receipt import sentence_key
from vikarsentral.rules.year import check_year

RARE = 48
"""The seed of a year with rest that is owed and eight weeks above the mean."""


def summed(numbers):
    return sum(numbers["weekly"]), numbers["limit"]


def eight_weeks(numbers):
    return sum(numbers["weekly"]), numbers["weeks"] * numbers["mean_minutes"]


def night_average(numbers):
    days = numbers["weeks"] * (7 * 1440 - numbers["rest_left_out"])
    return sum(numbers["weekly"]), days * numbers["average_day"] // 1440


def ordinary_average(numbers):
    most = sum(numbers["weekly_limits"])
    if "sixtieths_off" in numbers:
        most -= -(-numbers["sixtieths_off"] // 60)
        most = min(max(most, numbers["floor"]), numbers["roof"])
    return sum(numbers["weekly"]), most


def overtime(numbers):
    value = sum(numbers["weekly"]) + numbers.get("before_period", 0)
    if numbers["window"] == "week" and not numbers["averaged"]:
        full = numbers["full_week_minutes"]
        assert value == max(0, numbers["paid"] - full, numbers["above_day"])
    return value, numbers["limit"]


def merarbeid(numbers):
    inside = min(numbers["paid"], numbers["full_week_minutes"])
    return inside - numbers["contract_week_minutes"], numbers["limit"]


def compensating_rest(numbers):
    return numbers["full_rest"] - numbers["rest"], 0


def alone(redo):
    return lambda numbers: (redo(numbers), numbers["limit"])


REDONE = {
    "available": alone(times),
    "authorisation": alone(competence),
    "compensating_rest": compensating_rest,
    "competence": alone(competence),
    "daily_rest": lambda numbers: (between(numbers), 1440 - numbers["rest"]),
    "eight_weeks": eight_weeks,
    "merarbeid": merarbeid,
    "night_average": night_average,
    "ordinary_average": ordinary_average,
    "ordinary_roof": summed,
    "overtime": overtime,
    "place": alone(place),
    "travel": alone(between),
    "week_minutes": summed,
    "weekly_rest": alone(between),
}


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


def test_each_number_of_a_finding_is_redone_from_its_numbers_alone():
    met = Counter()
    for seed in (*range(cases(25)), RARE):
        for one in check_year(facts(random_years.roster(seed))).findings:
            excess = one.excess
            numbers = excess.all_numbers()
            assert excess.over == abs(excess.value - excess.limit)
            if excess.rule in REDONE:
                redone = REDONE[excess.rule](numbers)
                assert redone == (excess.value, excess.limit), (seed, excess.rule, numbers)
                met[excess.rule] += 1
            for name in {"start", "end"} & numbers.keys():
                assert datetime.fromisoformat(str(numbers[name])).tzinfo is not None
    assert met.keys() == REDONE.keys()
