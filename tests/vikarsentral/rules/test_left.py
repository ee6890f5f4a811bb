"""What leaving a need costs can be redone from its numbers, and from its sentence."""

import re

import pytest

from tests import random_problems
from tests.builders import need, problem
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.goals import agency_cost, open_cost
from vikarsentral.rules.left import left_open, left_to_agency, left_words
from vikarsentral.rules.texts import LANGUAGES

DAY = ("2027-01-05 08:00", "2027-01-05 15:30")


def made(**parts):
    facts = problem(needs=[need("n1", *DAY, **parts)])
    return facts, facts.needs["n1"]


@pytest.mark.parametrize(("priority", "rate"), [(1, 8000), (2, 5000), (3, 3500)])
def test_an_open_need_is_minutes_times_the_weight_of_its_priority(priority, rate):
    left = left_open(*made(priority=priority))
    assert left.numbers() == {
        "left": "open",
        "left_ore": 450 * rate,
        "left_step": {"minutes": 450, "ore_per_minute": rate},
    }


def test_an_agencys_need_is_the_price_rounded_down_and_the_surcharge():
    left = left_to_agency(*made(agency={"ore_per_hour": 90_001}))
    assert left.step == {
        "minutes": 450,
        "ore_per_hour": 90_001,
        "surcharge_ore_per_minute": 500,
    }
    assert left.ore == 90_001 * 450 // 60 + 500 * 450
    assert left_words(left, "nb") == (
        "Slik er det regnet ut: 450 minutter × 900,01 kroner i timen, delt på 60 og rundet ned"
        " til hele øre, og et tillegg på 450 minutter × 5 kroner, i alt 9\u00a0000,07 kroner."
    )


def test_without_a_price_only_the_surcharge_counts():
    left = left_to_agency(*made(agency=None))
    assert (left.ore, left.step["ore_per_hour"]) == (450 * 500, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_holds_every_number_of_the_sum(language):
    left = left_open(*made(priority=1))
    told = left_words(left, language)
    numbers = [int(one.replace("\u00a0", "")) for one in re.findall(r"\d[\d\u00a0]*", told)]
    assert numbers == [450, 80, 36_000]
    assert told.endswith(".")


def test_random_needs_are_redone_from_the_numbers_alone():
    for seed in range(random_problems.cases(40)):
        raw = random_problems.problem(seed, "few")
        facts = read_problem(random_problems.problem_bytes(raw))
        for one in facts.needs.values():
            minutes, rate = left_open(facts, one).step.values()
            assert minutes * rate == open_cost(facts, [one])
            minutes, hour, surcharge = left_to_agency(facts, one).step.values()
            assert hour * minutes // 60 + surcharge * minutes == agency_cost(facts, [one])
