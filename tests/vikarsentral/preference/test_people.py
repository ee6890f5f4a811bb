"""Who is inside a preference area, and who is hourly, by the posts of a day."""

from datetime import date

import pytest

from vikarsentral.preference import PreferenceScope, part_timers
from vikarsentral.preference.people import posts_inside, reaches

ON = date(2027, 1, 11)


@pytest.mark.parametrize(
    ("scope", "near", "far"),
    [("unit", True, False), ("sector", True, True), ("municipality", True, True)],
)
def test_area_reaches_as_far_as_decided(history, scope, near, far):
    inside = history.part_timer()
    outside = history.part_timer(history.village.fjellheim)
    found = part_timers(history.session, history.village.solvang.id, PreferenceScope(scope), ON)
    assert (inside.id in found, outside.id in found) == (near, far)


def test_who_wants_no_more_or_has_a_full_post_is_left_in_peace(history):
    history.part_timer(accepts_merarbeid_minutes_week=0)
    history.part_timer(size=10_000)
    history.hourly()
    history.part_timer(is_active=False)
    found = part_timers(
        history.session, history.village.solvang.id, PreferenceScope.MUNICIPALITY, ON
    )
    assert found == ()


def test_the_size_of_a_post_is_told_of_all_posts_together(history):
    person = history.part_timer(size=3_050)
    found = posts_inside(history.session, history.village.solvang.id, PreferenceScope.UNIT, ON, 0)
    assert found == {person.id: 3_050}


@pytest.mark.parametrize(
    ("scope", "same_unit", "same_sector", "elsewhere"),
    [("unit", True, False, False), ("sector", True, True, False), ("municipality", *[True] * 3)],
)
def test_a_post_lies_inside_by_its_unit_its_sector_or_always(
    scope, same_unit, same_sector, elsewhere
):
    posts = ((1, "health"), (2, "health"), (3, "school"))
    found = [reaches(PreferenceScope(scope), (1, "health"), post) for post in posts]
    assert found == [same_unit, same_sector, elsewhere]
