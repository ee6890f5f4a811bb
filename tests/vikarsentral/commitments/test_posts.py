"""Posts are summed over all jobs a person has."""

import pytest

from vikarsentral.commitments.posts import kind_of, post_size
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
