"""Several posts of one person, summed over all jobs in the municipality."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from vikarsentral.tables import Post, PostKind

FULL_POST = 10_000


def post_size(posts: Iterable[Post], full_week: int) -> int:
    """Sum several posts of one person against one full week.

    Args:
        posts: all posts in force.
        full_week: minutes of a full week, at least that of each post.

    Returns:
        Hundredths of a per cent, at most a whole post, rounded down.
    """
    minutes = sum(post.full_week_minutes * post.stillingsprosent for post in posts)
    return min(FULL_POST, minutes // full_week)


def size_in_force(posts: Iterable[Post], full_week: int, first_on: date) -> int:
    """Sum the posts that hold on the same day; of several days the largest sum.

    A post that follows another is not added to it: whose size changes never has both.

    Args:
        posts: all posts that hold some day from the first one on.
        full_week: minutes of a full week, at least that of each post.
        first_on: Oslo date from which they are looked at.

    Returns:
        Hundredths of a per cent, at most a whole post, rounded down.
    """
    held = list(posts)
    days = {max(post.valid_from, first_on) for post in held}
    return max(
        (post_size((post for post in held if _holds(post, on)), full_week) for on in days),
        default=0,
    )


def _holds(post: Post, on: date) -> bool:
    """Tell whether a post holds on a date."""
    return post.valid_from <= on and (post.valid_to is None or on <= post.valid_to)


def kind_of(kinds: Collection[PostKind], size: int) -> PostKind:
    """Tell what a person counts as, over all posts in the municipality.

    Args:
        kinds: kinds of the posts, at least one.
        size: their sum in hundredths of a per cent.

    Returns:
        `pool` before all else; `hourly` only without a permanent post.

    Source: contract 2 (`people.kind`).
    """
    if PostKind.POOL in kinds:
        return PostKind.POOL
    if set(kinds) == {PostKind.HOURLY}:
        return PostKind.HOURLY
    return PostKind.STAFF if size >= FULL_POST else PostKind.PART_TIME
