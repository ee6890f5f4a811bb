"""Whoever has only the receipt of a no comes to the same numbers, rule by rule."""

from collections import Counter
from datetime import datetime

import pytest

from tests import random_problems
from tests.builders import need, person, problem, rota
from vikarsentral.clock import OSLO
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.check import check
from vikarsentral.rules.options import options
from vikarsentral.rules.receipt import explained_one_by_one, refusal, sentence_key
from vikarsentral.rules.table import RULE_BY_ID

WORK = {"merarbeid_minutes_week": 0, "overtime": False, "night": True}


def between(numbers):
    start, end = (datetime.fromisoformat(numbers[name]) for name in ("start", "end"))
    return int((end - start).total_seconds()) // 60


def overtime_week(numbers):
    above = sum(paid - most for paid, most in numbers["above"])
    assert above == numbers["above_day"]
    assert sum(numbers["work"]) == numbers["paid"]
    return max(0, numbers["paid"] - numbers["full_week_minutes"], above)


def merarbeid(numbers):
    assert sum(numbers["work"]) == numbers["paid"]
    return max(
        0,
        min(numbers["paid"], numbers["full_week_minutes"]) - numbers["contract_week_minutes"],
    )


def daily_rest(numbers):
    assert numbers["limit"] == 1440 - numbers["rest"]
    return between(numbers)


def share(numbers):
    assert numbers["limit"] == -(-numbers["red_days"] // 2)
    return len(numbers["days"])


def times(numbers):
    pieces = [tuple(map(datetime.fromisoformat, one)) for one in numbers["times"]]
    ends = [datetime.fromisoformat(numbers[name]) for name in ("start", "end")]
    flat = [at for piece in pieces for at in piece]
    assert flat == sorted(flat)
    assert ends[0] <= flat[0] <= flat[-1] <= ends[1]
    return sum(int((last - first).total_seconds()) // 60 for first, last in pieces)


def night(numbers):
    for first, last in (map(datetime.fromisoformat, one) for one in numbers["times"]):
        middle = first.astimezone(OSLO) + (last - first) / 2
        assert middle.hour >= numbers["night_from_hour"] or middle.hour < numbers["night_to_hour"]
    return times(numbers)


def competence(numbers):
    first_on, last_on = numbers["first_on"], numbers["last_on"]
    lacks = []
    for name in numbers["required"]:
        since, until = numbers["held"].get(name, ("9999-12-31", None))
        if (since or first_on) > first_on or (until or last_on) < last_on:
            lacks.append(name)
    assert lacks == numbers["missing"]
    return len(lacks)


def place(numbers):
    sector = numbers["sector"] not in numbers["sectors"]
    unit = numbers["units"] is not None and numbers["unit"] not in numbers["units"]
    assert (sector, unit) == (numbers["sector_missing"], numbers["unit_missing"])
    return int(sector or unit)


REDONE = {
    "available.time": times,
    "available.night": night,
    "competence": competence,
    "place.sector": place,
    "place.unit": place,
    "daily_rest": daily_rest,
    "daily_rest.gap": daily_rest,
    "weekly_rest": between,
    "travel": between,
    "overlap": between,
    "day_minutes": lambda numbers: sum(numbers["work"]),
    "week_minutes": lambda numbers: sum(numbers["work"]),
    "overtime.no": overtime_week,
    "overtime.week": overtime_week,
    "overtime.4_weeks": lambda numbers: sum(numbers["by_week"]),
    "overtime.52_weeks": lambda numbers: numbers["before_period"] + sum(numbers["by_week"]),
    "merarbeid": merarbeid,
    "red_days.pair": lambda numbers: len(numbers["days"]),
    "red_days.sundays": lambda numbers: len(numbers["days"]),
    "red_days.share": share,
}

COUNTED_ALONE = {"once.none", "once.many", "plan.need", "plan.person", "agency"}
COUNTED_ALONE |= {"pinned", "pinned.left_out"}
"""What is there or is not: the number of times is all there is to it."""


def excesses(seed):
    raw = random_problems.problem(seed, "few")
    if seed % 5 == 0:
        raw = random_problems.problem(seed, "long", frozenset({"daily", "agreements", "rota"}))
    facts = read_problem(random_problems.problem_bytes(raw))
    for one in check(facts, random_problems.plan(raw, seed)).breaches:
        yield one.excess
    for duty in list(facts.needs.values())[:2]:
        for option in options(facts, duty):
            yield from option.breaches


def test_no_rule_of_the_file_is_left_out():
    rules = {key.partition(".")[0] for key in REDONE.keys() | COUNTED_ALONE}
    assert rules == set(RULE_BY_ID)


def test_each_number_of_a_no_is_redone_from_its_receipt_alone():
    met = Counter()
    for seed in range(random_problems.cases(40)):
        for one in excesses(seed):
            numbers, key = refusal("n1", "p1", [one]).numbers, sentence_key(one)
            assert numbers["excess"] == abs(numbers["value"] - numbers["limit"]), key
            if key not in COUNTED_ALONE:
                assert REDONE[key](numbers) == numbers["value"], (seed, key, numbers)
                met[key] += 1
    rare = {
        "place.unit",
        "weekly_rest",
        "red_days.share",
        "red_days.sundays",
        "overlap",
        "overtime.52_weeks",
    }
    assert met.keys() >= REDONE.keys() - rare


def refused(days, **who):
    week = [rota(f"2027-01-0{day} 07:30", f"2027-01-0{day} 15:00") for day in days]
    facts = problem(
        people=[person(rota=week, accepts=WORK, **who)],
        needs=[need("n1", "2027-01-09 07:30", "2027-01-09 15:15")],
    )
    (option,) = options(facts, facts.needs["n1"])
    return option.breaches


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nb", "Vakt for vakt er arbeidet 7 timer og 30 minutter + 7 timer og 45 minutter."),
        ("nn", "Vakt for vakt er arbeidet 7 timar og 30 minutt + 7 timar og 45 minutt."),
        ("en", "Duty by duty the work is 7 hours and 30 minutes + 7 hours and 45 minutes."),
    ],
)
def test_what_a_sum_is_made_of_is_told_once(language, told):
    found = refused([8], kind="part_time", stillingsprosent=0)
    text = " ".join(explained_one_by_one(found)[language])
    assert text.count(told) == 1


def test_a_sum_of_one_piece_is_not_taken_apart():
    found = refused([], kind="part_time", stillingsprosent=0)
    assert [one.rule for one in found] == ["merarbeid"]
    assert "Vakt for vakt" not in explained_one_by_one(found)["nb"][0]


def test_the_longest_free_time_of_a_week_is_told_by_its_ends():
    days = [rota(f"2027-01-{day:02} 07:30", f"2027-01-{day:02} 12:00") for day in range(4, 10)]
    facts = problem(
        people=[person(rota=days)], needs=[need("n1", "2027-01-10 12:00", "2027-01-10 15:00")]
    )
    (option,) = options(facts, facts.needs["n1"])
    (one,) = (one for one in option.breaches if one.rule == "weekly_rest")
    numbers = refusal("n1", "p1", [one]).numbers
    assert between(numbers) == numbers["value"] == 1440
    assert numbers["excess"] == numbers["limit"] - 1440
