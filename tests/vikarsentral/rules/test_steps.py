"""A price can be redone from its receipt alone: each term by its minutes, pieces or wishes."""

import pytest

from tests import random_problems
from tests.builders import need, person, problem, rota, span
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.options import option_receipt, options

WEEKDAY = ("2027-01-05 08:00", "2027-01-05 12:00")
SUNDAY = ("2027-01-10 08:00", "2027-01-10 12:00")
FULL = [rota(f"2027-01-0{day} 07:30", f"2027-01-0{day} 14:36") for day in (4, 6, 7, 8)]
YES = {"merarbeid_minutes_week": 600, "overtime": True, "night": True}
LOCAL = {
    "id": "B",
    "level": "LOCAL_TV",
    "scope": {},
    "valid_from": "2026-01-01",
    "valid_to": "2027-12-31",
    "limits": {"daily_rest": 540},
}


def receipt(one, times, parts):
    facts = problem(people=[one], needs=[need("n1", *times)], **parts)
    (option,) = options(facts, facts.needs["n1"])
    assert option.lawful
    return option_receipt(option, facts.needs["n1"]).document()


CASES = {
    "unused": (
        (person(), WEEKDAY, {}),
        {"minutes": -240, "ore_per_minute": 300},
        "avtalt tid som ellers blir ubrukt: −240 minutter × 3 kroner = −720 kroner",
    ),
    "merarbeid": (
        (person(kind="part_time", stillingsprosent=0, accepts=YES), WEEKDAY, {}),
        {"minutes": 240, "ore_per_minute": 700},
        "merarbeid: 240 minutter × 7 kroner = 1\u00a0680 kroner",
    ),
    "overtime": (
        (
            person(kind="staff", accepts=YES, rota=FULL),
            ("2027-01-05 07:30", "2027-01-05 15:30"),
            {},
        ),
        {"minutes": 54, "ore_per_minute": 1600},
        "overtid: 54 minutter × 16 kroner = 864 kroner",
    ),
    "hourly": (
        (person(kind="hourly", stillingsprosent=0), WEEKDAY, {}),
        {"minutes": 240, "ore_per_minute": 700},
        "timelønn: 240 minutter × 7 kroner = 1\u00a0680 kroner",
    ),
    "unknown_unit": (
        (person(known_units=[]), WEEKDAY, {}),
        {"count": 1, "ore_each": 15000},
        "ny på enheten: 1 × 150 kroner = 150 kroner",
    ),
    "quick_return": (
        (
            person(kind="staff", rota=[rota("2027-01-04 14:00", "2027-01-04 22:00")]),
            WEEKDAY,
            {"agreements": [LOCAL]},
        ),
        {"count": 1, "ore_each": 10000},
        "kort hvile etter avtale: 1 × 100 kroner = 100 kroner",
    ),
    "weekend_share": (
        (person(), SUNDAY, {}),
        {"before": 0, "after": 1, "ore": 4000},
        "helgevakter: (1 × 1 − 0 × 0) × 40 kroner = 40 kroner",
    ),
    "wish": (
        (
            person(wishes=[span(*WEEKDAY, ore=77), span(*WEEKDAY, ore=-7700)]),
            WEEKDAY,
            {},
        ),
        {"ores": [77, -7700]},
        "egne ønsker: 0,77 kroner + −77 kroner = −76,23 kroner",
    ),
    "change": (
        (person(), WEEKDAY, {"published": [{"need": "n1", "person": "p1"}]}),
        {"count": -1, "ore_each": 25000},
        "flyttede vakter: −1 × 250 kroner = −250 kroner",
    ),
}


@pytest.mark.parametrize("term", CASES)
def test_each_term_shows_its_quantity_and_its_rate(term):
    (one, times, parts), step, told = CASES[term]
    made = receipt(one, times, parts)
    assert made["numbers"]["steps"][term] == step
    assert told in made["text"]["nb"]
    sums = {term: redone(step) for term, step in made["numbers"]["steps"].items()}
    assert sums == made["numbers"]["terms"]


def test_the_week_before_and_after_and_a_full_one_stand_where_overtime_does():
    (one, times, parts), _, _ = CASES["overtime"]
    text = receipt(one, times, parts)["text"]
    assert "går da fra 28 timer og 24 minutter til 36 timer og 24 minutter" in text["nb"]
    assert "En full uke er 35 timer og 30 minutter, og 0 minutter går ut over" in text["nb"]
    assert "Ei full veke er 35 timar og 30 minutt" in text["nn"]
    assert "A full week is 35 hours and 30 minutes" in text["en"]


def redone(step):
    match step:
        case {"minutes": minutes, "ore_per_minute": rate}:
            return minutes * rate
        case {"count": count, "ore_each": each}:
            return count * each
        case {"before": before, "after": after, "ore": each}:
            return (after * after - before * before) * each
    return sum(step["ores"])


def test_whoever_has_only_the_receipt_comes_to_the_same_price():
    terms = set()
    for seed in range(random_problems.cases(60)):
        drawn = random_problems.problem(seed, "few")
        facts = read_problem(random_problems.problem_bytes(drawn))
        for duty in list(facts.needs.values())[:3]:
            for option in options(facts, duty):
                if option.lawful:
                    numbers = option_receipt(option, duty).numbers
                    sums = {term: redone(step) for term, step in numbers["steps"].items()}
                    assert sums == numbers["terms"]
                    assert sum(sums.values()) == numbers["marginal_ore"]
                    terms |= sums.keys()
    assert terms >= CASES.keys() - {"overtime", "quick_return"}  # rare; each has its case above
