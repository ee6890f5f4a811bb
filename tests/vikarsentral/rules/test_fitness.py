"""Competence: held, and valid on every Oslo date the need touches."""

import pytest

from tests.builders import all_to_one, measured, need, person, problem
from vikarsentral.rules.fitness import missing_competences

NIGHT = ("2027-01-05 22:00", "2027-01-06 07:00")
TO_MIDNIGHT = ("2027-01-05 16:00", "2027-01-06 00:00")


def made(times, *competences, requires=("a",)):
    return problem(
        people=[person(competences=list(competences))],
        needs=[need("n1", *times, requires=list(requires))],
    )


@pytest.mark.parametrize(
    ("times", "dates", "lawful"),
    [
        (NIGHT, {}, True),
        (NIGHT, {"valid_to": "2027-01-06"}, True),
        (NIGHT, {"valid_to": "2027-01-05"}, False),
        (NIGHT, {"valid_from": "2027-01-05"}, True),
        (NIGHT, {"valid_from": "2027-01-06"}, False),
        (TO_MIDNIGHT, {"valid_to": "2027-01-05"}, True),
    ],
)
def test_a_competence_is_valid_on_each_date_touched_both_days_included(times, dates, lawful):
    assert all_to_one(made(times, {"id": "a", **dates})).lawful is lawful


def test_each_need_is_told_once_with_all_that_is_missing():
    verdict = all_to_one(made(NIGHT, {"id": "b"}, requires=("a", "b", "c")))
    assert measured(verdict, "competence") == [(0, 2, 2)]
    assert verdict.breaches[0].excess.numbers["missing"] == ["a", "c"]


def test_there_is_no_hierarchy():
    one = made(NIGHT, {"id": "sykepleier"}, requires=("helsefagarbeider",))
    assert missing_competences(one.people["p1"], one.needs["n1"]) == ("helsefagarbeider",)


def test_nothing_required_asks_for_nothing():
    assert all_to_one(made(NIGHT, requires=())).lawful
