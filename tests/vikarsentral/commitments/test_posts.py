"""Posts are summed over all jobs a person has."""

from datetime import date

import pytest

from vikarsentral.commitments.posts import kind_of, post_size, size_in_force
from vikarsentral.tables import Post, PostKind


@pytest.mark.parametrize(
    ("kinds", "size", "kind"),
    [
        ({PostKind.POOL, PostKind.PART_TIME}, 10_000, PostKind.POOL),
        ({PostKind.HOURLY}, 0, PostKind.HOURLY),
        ({PostKind.HOURLY, PostKind.PART_TIME}, 5000, PostKind.PART_TIME),
        ({PostKind.PART_TIME}, 10_000, PostKind.STAFF),
        ({PostKind.STAFF}, 9_999, PostKind.PART_TIME),
    ],
)
def test_kind_is_told_over_all_posts(kinds, size, kind):
    assert kind_of(kinds, size) is kind


def test_posts_are_summed_and_never_above_a_whole_one():
    posts = [Post(full_week_minutes=2130, stillingsprosent=6000) for _ in range(2)]
    assert post_size(posts, 2130) == 10_000
    assert post_size(posts[:1], 2250) == 5680


@pytest.mark.parametrize(
    ("last", "then", "size"),
    [
        (date(2027, 1, 14), date(2027, 1, 15), 6000),
        (date(2027, 1, 15), date(2027, 1, 15), 9000),
        (None, date(2027, 1, 15), 9000),
        (date(2027, 1, 3), date(2027, 1, 4), 3000),
    ],
)
def test_a_post_that_follows_another_is_not_added_to_it(last, then, size):
    first = date(2027, 1, 4)
    both = {"full_week_minutes": 2130}
    before = Post(stillingsprosent=6000, valid_from=date(2020, 1, 1), valid_to=last, **both)
    after = Post(stillingsprosent=3000, valid_from=then, valid_to=None, **both)
    assert size_in_force([before, after], 2130, first) == size
    assert size_in_force([], 2130, first) == 0
