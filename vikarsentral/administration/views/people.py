"""People with posts and competences, as pages show them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from vikarsentral.administration.people import PersonWish
from vikarsentral.administration.views.line import Line, line_of
from vikarsentral.commitments.people import post_size
from vikarsentral.db import norwegian_key
from vikarsentral.errors import NotFound
from vikarsentral.tables import Person, PersonCompetence, Post, PostKind, User

PAGE = 50
PERSON_FIELDS = tuple(PersonWish.__dataclass_fields__)
POST_FIELDS = (
    *("kind", "unit_id", "role_code", "stillingsprosent", "regime"),
    *("valid_from", "valid_to", "full_week_minutes"),
)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in the list; `size` is the sum of the posts in hundredths of a per cent."""

    id: int
    name: str
    employee_no: str
    is_active: bool
    kinds: tuple[PostKind, ...]
    size: int


def people(
    session: Session, *, on: date, search: str = "", page: int = 0, kind: PostKind | None = None
) -> tuple[list[PersonLine], int]:
    """Return one page of people, the active first.

    Args:
        session: an open session.
        on: Oslo date the posts are summed on.
        search: part of a name or the start of an employee number.
        page: from 0; 50 people each.
        kind: only people with a post of this kind.

    Returns:
        The people, and how many there are in all.
    """
    query = select(Person.id, Person.name, Person.is_active)
    if search:
        part = search.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
        hit = or_(Person.name.ilike(f"%{part}%"), Person.employee_no.ilike(f"{part}%"))
        query = query.where(hit)
    if kind is not None:
        query = query.where(Person.id.in_(select(Post.person_id).where(Post.kind == kind)))
    found = session.execute(query).all()
    ordered = sorted(found, key=lambda one: (not one.is_active, norwegian_key(one.name), one.id))
    chosen = [one.id for one in ordered[page * PAGE : (page + 1) * PAGE]]
    rows = {row.id: row for row in session.scalars(select(Person).where(Person.id.in_(chosen)))}
    posts: dict[int, list[Post]] = {}
    held = select(Post).where(Post.person_id.in_(chosen), Post.valid_from <= on)
    held = held.where(or_(Post.valid_to.is_(None), Post.valid_to >= on))
    for post in session.scalars(held.order_by(Post.id)):
        posts.setdefault(post.person_id, []).append(post)
    return [_person(rows[one], posts.get(one, [])) for one in chosen], len(ordered)


def _person(row: Person, posts: list[Post]) -> PersonLine:
    kinds = tuple(dict.fromkeys(post.kind for post in posts))
    return PersonLine(row.id, row.name, row.employee_no, row.is_active, kinds, sum_of(posts))


def sum_of(posts: Collection[Post] | Collection[Line]) -> int:
    """Return the sum of posts in hundredths of a per cent, of the longest full week.

    Args:
        posts: those in force.
    """
    if not posts:
        return 0
    full_week = max(int(post.full_week_minutes) for post in posts)
    return post_size(posts, full_week)  # type: ignore[arg-type]  # a line has the columns of a post


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person with posts and competences."""

    person: Line
    is_active: bool
    posts: list[Line]
    competences: list[Line]
    login: str | None

    def size(self, on: date) -> int:
        """Return the sum of the posts in force on a day, hundredths of a per cent."""
        return sum_of(self.in_force(on))

    def in_force(self, on: date) -> list[Line]:
        """Return the posts in force on a day."""
        return [
            post
            for post in self.posts
            if post.valid_from <= on and (post.valid_to is None or post.valid_to >= on)
        ]

    @property
    def is_pool(self) -> bool:
        """Tell whether the person has a post at the vikarsentral."""
        return any(post.kind is PostKind.POOL for post in self.posts)


def person(session: Session, person_id: int) -> PersonView:
    """Return one person with all that is registered.

    Args:
        session: an open session.
        person_id: who.

    Raises:
        NotFound: there is no such person.
    """
    row = session.get(Person, person_id)
    if row is None:
        raise NotFound("person", person_id)
    posts = select(Post).where(Post.person_id == person_id).order_by(Post.valid_from, Post.id)
    held = select(PersonCompetence).where(PersonCompetence.person_id == person_id)
    days = ("competence_code", "valid_from", "valid_to")
    return PersonView(
        line_of(row, person_id, PERSON_FIELDS),
        row.is_active,
        [line_of(post, post.id, POST_FIELDS) for post in session.scalars(posts)],
        [
            line_of(one, one.competence_code, days)
            for one in session.scalars(held.order_by(PersonCompetence.competence_code))
        ],
        session.scalar(select(User.login).where(User.person_id == person_id)),
    )
