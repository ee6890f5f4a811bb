"""What people's hours are paid by: the post's pay, the tariff, the municipality's own values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.commitments.posts import FULL_POST, kind_of, post_size
from vikarsentral.rules.pay import (
    Book,
    LocalRow,
    PayContract,
    hour_cost_ore,
    hourly_of_cost,
    pay_contract,
)
from vikarsentral.tables import PayBasis, PaySetting, Person, Post, PostKind

ROTA_REGIMES = "ROTA"


@dataclass(frozen=True, slots=True)
class Contract:
    """Hold what decides the source and price of a person's extra minutes.

    Attributes:
        kind: over all posts.
        full: minutes of a full week.
        contract: minutes of the posts a week.
        pay: what an hour is paid by.
    """

    kind: PostKind
    full: int
    contract: int
    pay: PayContract


def book(session: Session) -> Book:
    """Return the pay values in force, with the municipality's own; one query.

    Args:
        session: an open session.
    """
    return Book(
        LocalRow(row.key, row.valid_from, row.value, row.reference)
        for row in session.scalars(select(PaySetting).order_by(PaySetting.id))
    )


class Contracts:
    """Answer what people's contracts were on any date; read once, remembered."""

    def __init__(
        self,
        posts: Mapping[int, list[Post]],
        costs: Mapping[int, int],
        bases: Mapping[int, list[PayBasis]],
        values: Book,
    ) -> None:
        """Keep what contracts follow from.

        Args:
            posts: each person's posts, in force or not.
            costs: employer's cost of an ordinary hour, by person.
            bases: each person's pay, oldest first.
            values: pay values.
        """
        self._posts, self._costs, self._bases, self._values = posts, costs, bases, values
        self._found: dict[tuple[int, date], Contract | None] = {}

    def on(self, person: int, on: date) -> Contract | None:
        """Return a person's contract on a date.

        Args:
            person: the person's id.
            on: Oslo date.

        Returns:
            None without a post in force.
        """
        key = (person, on)
        if key not in self._found:
            held = [
                post
                for post in self._posts.get(person, ())
                if post.valid_from <= on and (post.valid_to is None or on <= post.valid_to)
            ]
            basis = _newest(self._bases.get(person, ()), on)
            self._found[key] = (
                contract_of(held, self._costs[person], basis, on, self._values) if held else None
            )
        return self._found[key]


def contracts(session: Session, person_ids: Collection[int], values: Book) -> Contracts:
    """Return the contracts of people; one query.

    Args:
        session: an open session.
        person_ids: whose.
        values: pay values.
    """
    query = (
        select(Post, Person.hourly_cost_ore, PayBasis)
        .join(Person, Person.id == Post.person_id)
        .outerjoin(PayBasis, PayBasis.person_id == Post.person_id)
        .where(Post.person_id.in_(person_ids))
        .order_by(Post.id, PayBasis.valid_from)
    )
    posts: dict[int, list[Post]] = defaultdict(list)
    costs: dict[int, int] = {}
    bases: dict[int, list[PayBasis]] = defaultdict(list)
    for post, cost, basis in session.execute(query):
        costs[post.person_id] = cost
        if post not in posts[post.person_id]:
            posts[post.person_id].append(post)
        paid: PayBasis | None = basis
        if paid is not None and paid not in bases[post.person_id]:
            bases[post.person_id].append(paid)
    return Contracts(posts, costs, bases, values)


def _bases(session: Session, person_ids: Collection[int]) -> dict[int, list[PayBasis]]:
    """Return each person's registered pay, oldest first."""
    query = select(PayBasis).where(PayBasis.person_id.in_(person_ids))
    found: dict[int, list[PayBasis]] = defaultdict(list)
    for row in session.scalars(query.order_by(PayBasis.valid_from)):
        found[row.person_id].append(row)
    return found


def _newest(bases: Iterable[PayBasis], on: date) -> PayBasis | None:
    """Return the pay in force on a date, of rows oldest first."""
    return max(
        (row for row in bases if row.valid_from <= on),
        key=lambda row: row.valid_from,
        default=None,
    )


def contract_of(
    posts: list[Post], hourly_cost_ore: int, basis: PayBasis | None, on: date, values: Book
) -> Contract:
    """Sum a person's posts into one contract, with its pay.

    Args:
        posts: all posts in force, at least one.
        hourly_cost_ore: the employer's cost of an ordinary hour, used where no pay is known.
        basis: the pay in force; None where none is registered.
        on: Oslo date.
        values: pay values.
    """
    full = max(post.full_week_minutes for post in posts)
    size = post_size(posts, full)
    kind = kind_of({post.kind for post in posts}, size)
    main = max(posts, key=lambda post: post.stillingsprosent)
    plain = PayContract(
        0,
        0,
        is_rota=main.regime.startswith(ROTA_REGIMES),
        is_part_time=kind is PostKind.PART_TIME or (kind is PostKind.POOL and size < FULL_POST),
    )
    pay = _pay(plain, full, hourly_cost_ore, basis, on, values)
    return Contract(kind, full, full * size // FULL_POST, pay)


def _pay(
    plain: PayContract,
    full: int,
    hourly_cost_ore: int,
    basis: PayBasis | None,
    on: date,
    values: Book,
) -> PayContract:
    ordinal = on.toordinal()
    if basis is None:
        hourly = hourly_of_cost(hourly_cost_ore, plain, values.on(ordinal))
        return replace(plain, hourly_ore=hourly, overtime_hourly_ore=hourly)
    annual = basis.annual_ore + basis.supplement_ore
    paid = pay_contract(annual, full, on=ordinal, book=values)
    return replace(
        plain,
        hourly_ore=paid.hourly_ore,
        overtime_hourly_ore=paid.overtime_hourly_ore,
        has_extra_holiday=basis.has_extra_holiday,
        pension=basis.pension.value,
    )


def hourly_costs(session: Session, posts: Mapping[int, list[Post]], on: date) -> dict[int, int]:
    """Return what an ordinary hour costs, for people whose pay is registered; two queries.

    Args:
        session: an open session.
        posts: each person's posts, at least one.
        on: Oslo date.

    Returns:
        Øre by person; people without registered pay are left out.

    Source: law.md 3.7.
    """
    paid = {person: _newest(rows, on) for person, rows in _bases(session, posts).items()}
    bases = {person: basis for person, basis in paid.items() if basis is not None}
    if not bases:
        return {}
    values = book(session)
    numbers = values.on(on.toordinal())
    return {
        person: hour_cost_ore(contract_of(posts[person], 0, basis, on, values).pay, numbers)
        for person, basis in bases.items()
    }
