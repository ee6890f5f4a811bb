"""The goals of a year are rows with source, values and text, and all are counted."""

import pytest

from tests.vikarsentral.rules.year.one import PLAIN, at, duty, roster
from vikarsentral.rules.titles_year import YEAR_TITLES
from vikarsentral.rules.values_year import ALL_VALUES
from vikarsentral.rules.year.goal_table import YEAR_GOALS, count_goals


@pytest.mark.parametrize("goal", YEAR_GOALS, ids=lambda goal: goal.id)
def test_each_goal_has_source_text_and_values_that_exist(goal):
    assert goal.source
    assert goal.text.endswith(".")
    assert set(goal.values) <= set(ALL_VALUES)
    assert goal.id in YEAR_TITLES


def test_every_goal_but_the_norm_is_counted_by_person():
    counted = count_goals(roster(PLAIN, duty(at(PLAIN, "08:00"), 300)))
    assert [*counted, "kindergarten_norm"] == [goal.id for goal in YEAR_GOALS]
    assert all(set(some) == {"anna"} for some in counted.values())
