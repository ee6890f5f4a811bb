"""The days a proof opens work, on both sides of each edge."""

from datetime import date, timedelta

import pytest

from vikarsentral.rules.proofs import (
    first_day_of,
    joined,
    last_day_for_now,
    opened,
    teaching_for_now,
    waived,
)
from vikarsentral.rules.values_year import ALL_VALUES

AUGUST = date(2026, 8, 1).toordinal()


@pytest.mark.parametrize(
    ("since", "last"),
    [
        (date(2026, 8, 1), date(2027, 7, 31)),
        (date(2027, 7, 31), date(2027, 7, 31)),
        (date(2027, 7, 30), date(2027, 7, 31)),
    ],
)
def test_17_a_temporary_teacher_teaches_to_31_july(since, last):
    assert last_day_for_now(since.toordinal()) == last.toordinal()
    assert teaching_for_now((since.toordinal(), None)) == (since.toordinal(), last.toordinal())
    shorter = last - timedelta(days=1)
    if shorter >= since:
        held = teaching_for_now((since.toordinal(), shorter.toordinal()))
        assert held == (since.toordinal(), shorter.toordinal())


def test_17_a_temporary_post_without_a_first_day_opens_nothing():
    assert teaching_for_now((None, None)) is None


def test_27_a_waiver_opens_nothing_before_august_2026():
    assert first_day_of(ALL_VALUES["language_waiver"]) == AUGUST
    assert waived((None, None)) == (AUGUST, None)
    assert waived((AUGUST - 9, AUGUST - 1)) is None
    assert waived((AUGUST - 9, AUGUST)) == (AUGUST, AUGUST)
    assert waived((AUGUST + 3, None)) == (AUGUST + 3, None)


def test_other_things_open_the_days_they_are_held():
    assert opened(None, (1, 2)) == (1, 2)
    assert opened("medication", (None, 7)) == (None, 7)
    assert opened("teacher_for_now", (None, 7)) is None
    assert opened("language_waived", (None, AUGUST - 1)) is None


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ((1, 5), (6, 9), (1, 9)),
        ((1, 5), (7, 9), (7, 9)),
        ((7, 9), (1, 5), (7, 9)),
        ((None, 5), (3, None), (None, None)),
        ((1, None), (3, 4), (1, None)),
        ((1, 9), (3, 4), (1, 9)),
    ],
)
def test_days_that_meet_are_one(one, other, both):
    assert joined(one, other) == both
