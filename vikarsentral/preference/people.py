"""Who comes first, and who is hourly: the part-timers of a preference area, by their posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from datetime import date

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from vikarsentral.commitments.people import kind_of
from vikarsentral.commitments.posts import post_size
from vikarsentral.tables import Person, Post, PostKind, PreferenceScope, Unit

Hourly = Callable[[int, date], bool]


def part_timers(
    session: Session,
    unit_id: int,
    scope: PreferenceScope,
    on: date,
    *,
    least_minutes: int = 1,
) -> tuple[int, ...]:
    """Return the part-timers of a unit's preference area who want more hours, by id.

    Args:
        session: an open session.
        unit_id: where the work is.
        scope: how far the preference reaches.
        on: Oslo date.
        least_minutes: of extra work a week they have said yes to; 0 for everyone.

    Source: AML § 14-3.
    """
    return tuple(posts_inside(session, unit_id, scope, on, least_minutes))


def posts_inside(
    session: Session,
    unit_id: int,
    scope: PreferenceScope,
    on: date,
    least_minutes: int,
    *,
    among: Collection[int] | None = None,
) -> dict[int, int]:
    """Return the part-timers of a unit's preference area, each with the size of their post.

    Args:
        session: an open session.
        unit_id: where the work is.
        scope: how far the preference reaches.
        on: Oslo date.
        least_minutes: of extra work a week they have said yes to; 0 for everyone.
        among: row ids of those asked about; everyone when None.

    Returns:
        Posts in hundredths of a per cent, by id.

    Source: AML § 14-3.
    """
    rows = session.execute(
        select(Post, Unit.sector_code)
        .join(Person, Person.id == Post.person_id)
        .outerjoin(Unit, Unit.id == Post.unit_id)
        .where(Person.is_active, Person.accepts_merarbeid_minutes_week >= least_minutes)
        .where(Post.valid_from <= on, Post.valid_to.is_(None) | (Post.valid_to >= on))
        .where(true() if among is None else Post.person_id.in_(among))
        .order_by(Post.person_id)
    ).all()
    sector = session.scalar(select(Unit.sector_code).where(Unit.id == unit_id))
    posts: dict[int, list[Post]] = {}
    inside: set[int] = set()
    for post, of_sector in rows:
        posts.setdefault(post.person_id, []).append(post)
        if reaches(scope, (unit_id, sector), (post.unit_id, of_sector)):
            inside.add(post.person_id)
    sizes = {who: _size(posts[who]) for who in posts if who in inside}
    return {who: size for who, size in sizes.items() if _is_part_time(posts[who], size)}


def reaches(
    scope: PreferenceScope, need: tuple[int, str | None], post: tuple[int | None, str | None]
) -> bool:
    """Tell whether a post lies in the preference area of a need.

    Args:
        scope: how far the preference reaches.
        need: the unit where the work is, and its sector.
        post: the unit of the post, and its sector.

    Source: AML § 14-3.
    """
    if scope is PreferenceScope.MUNICIPALITY or post[0] == need[0]:
        return True
    return scope is PreferenceScope.SECTOR and post[1] == need[1]


def _size(posts: list[Post]) -> int:
    return post_size(posts, max(post.full_week_minutes for post in posts))


def _is_part_time(posts: list[Post], size: int) -> bool:
    return kind_of({post.kind for post in posts}, size) is PostKind.PART_TIME


def is_hourly(session: Session, person_id: int, on: date) -> bool:
    """Tell whether a person has no permanent post on a date, so that work is a new hire.

    Args:
        session: an open session.
        person_id: who.
        on: Oslo date.

    Source: AML § 14-3, § 14-9 (each call-out is a temporary employment of its own).
    """
    return bool(hourly_among(session, [person_id], on))


def hourly_among(session: Session, people: Collection[int], on: date) -> frozenset[int]:
    """Return those of some people who have no permanent post on a date; one query.

    Args:
        session: an open session.
        people: row ids.
        on: Oslo date.

    Source: AML § 14-3, § 14-9.
    """
    held = select(Post.person_id, Post.kind).where(
        Post.person_id.in_(people),
        Post.valid_from <= on,
        Post.valid_to.is_(None) | (Post.valid_to >= on),
    )
    kinds: dict[int, set[PostKind]] = defaultdict(set)
    for person, kind in session.execute(held):
        kinds[person].add(kind)
    return frozenset(who for who, some in kinds.items() if some == {PostKind.HOURLY})


def hourly_then(session: Session) -> Hourly:
    """Read all hourly posts at once, so that it can be told who was hourly on which date.

    Args:
        session: an open session; one query.

    Returns:
        As `is_hourly` tells it, of a person's row id and an Oslo date.
    """
    hourly = select(Post.person_id).where(Post.kind == PostKind.HOURLY)
    query = select(Post.person_id, Post.kind, Post.valid_from, Post.valid_to)
    posts: dict[int, list[tuple[PostKind, date, date]]] = {}
    for person, kind, first, last in session.execute(query.where(Post.person_id.in_(hourly))):
        posts.setdefault(person, []).append((kind, first, last or date.max))

    def was(person_id: int, on: date) -> bool:
        held = posts.get(person_id, ())
        return {kind for kind, first, last in held if first <= on <= last} == {PostKind.HOURLY}

    return was
