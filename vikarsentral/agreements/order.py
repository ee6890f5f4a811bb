"""Weights under which the agreed order never turns: pool, part-timers, hourly, overtime, agency.

For one and the same need each step must be dearer than the one before, whatever the soft terms
say about the people. What people cost and what agencies charge is read as it is now.

Source: contract 2 (files that the product writes); AML § 14-3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vikarsentral.agreements.faults import AgreementFault, fault
from vikarsentral.tables import Person, Price, Wish

SHORTEST_NEED_MINUTES = 330
"""Paid minutes of the shortest need that is planned for."""

MOST_WEEKEND_NEEDS = 8
MOST_WISHES = 2
OPEN = "open_ore_per_minute"


@dataclass(frozen=True, slots=True)
class Costs:
    """What people and agencies cost now; None where there are none.

    Attributes:
        people: least and most øre an hour of those in work.
        agency: least and most øre an hour of the framework prices in force.
        wish: most øre that one wish may weigh.
    """

    people: tuple[int, int] | None = None
    agency: tuple[int, int] | None = None
    wish: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the order: the weight that sets it, and its least and most øre a minute."""

    weight: str
    least: int
    most: int


def costs(session: Session, on: date) -> Costs:
    """Read what people and agencies cost; three queries.

    Args:
        session: an open session.
        on: Oslo date that prices are in force on.
    """
    hourly = select(func.min(Person.hourly_cost_ore), func.max(Person.hourly_cost_ore))
    people = session.execute(hourly.where(Person.is_active, Person.hourly_cost_ore > 0)).one()
    price = select(
        func.min(func.least(Price.day_ore_per_hour, Price.inconvenient_ore_per_hour)),
        func.max(func.greatest(Price.day_ore_per_hour, Price.inconvenient_ore_per_hour)),
    ).where(Price.valid_from <= on, Price.valid_to.is_(None) | (Price.valid_to >= on))
    agency = session.execute(price).one()
    wish = session.scalar(select(func.max(func.abs(Wish.ore))))
    return Costs(_range(*people), _range(*agency), wish or 0)


def _range(least: int | None, most: int | None) -> tuple[int, int] | None:
    """Return two ends, or None where there was nothing to take them of."""
    return None if least is None or most is None else (least, most)


def soft_spread(weights: Mapping[str, Any], wish: int) -> int:
    """Return the most that soft terms can move the price of one assignment, in øre.

    Args:
        weights: by the contract's names, each a whole number.
        wish: most øre that one wish may weigh.
    """
    return int(
        weights["unknown_unit_ore"]
        + 2 * weights["quick_return_ore"]
        + weights["weekend_share_ore"] * (2 * MOST_WEEKEND_NEEDS - 1)
        + MOST_WISHES * wish
        + weights["change_ore"]
    )


def steps(weights: Mapping[str, Any], told: Costs) -> Iterator[Step]:
    """Yield the steps in the agreed order, in øre a minute; those nobody can take are left out.

    Args:
        weights: by the contract's names, each a whole number or, for own cost, None.
        told: what people and agencies cost.
    """
    saved = -weights["unused_ore_per_minute"]
    yield Step("unused_ore_per_minute", saved, saved)
    for name in ("merarbeid_ore_per_minute", "hourly_ore_per_minute"):
        flat = weights[name]
        if flat is not None:
            yield Step(name, flat, flat)
        elif told.people is not None:
            yield Step(name, told.people[0] // 60, told.people[1] // 60)
    if told.people is not None:
        factor = weights["overtime_factor_percent"]
        name = "overtime_surcharge_ore_per_minute"
        low, high = (cost * factor // 6000 + weights[name] for cost in told.people)
        yield Step(name, low, high)
    if told.agency is not None:
        name = "agency_surcharge_ore_per_minute"
        low, high = (price // 60 + weights[name] for price in told.agency)
        yield Step(name, low, high)
    by_priority = weights[OPEN]
    lowest = min(by_priority, key=lambda one: (by_priority[one], one))
    yield Step(f"{OPEN}.{lowest}", by_priority[lowest], max(by_priority.values()))


def order_faults(weights: Mapping[str, Any], told: Costs) -> list[AgreementFault]:
    """Find each step that could come before the one it must follow, for one and the same need.

    Args:
        weights: by the contract's names, without faults of their own.
        told: what people and agencies cost.

    Returns:
        A fault for each such step, with the least value that would keep the order.

    Source: contract 2 (files that the product writes).
    """
    needed = soft_spread(weights, told.wish) // SHORTEST_NEED_MINUTES + 1
    found = []
    for before, after in pairwise(steps(weights, told)):
        short = before.most + needed - after.least
        if short > 0:
            least = _held(weights, after.weight, after.least) + short
            told_so = f"could come before {before.weight}"
            found.append(
                fault(after.weight, "order_turns", told_so, f"{least} or more", at_least=least)
            )
    return found


def _held(weights: Mapping[str, Any], name: str, least: int) -> int:
    """Return a weight as it stands; for own cost the least of anybody's."""
    name, _, priority = name.partition(".")
    value = weights[name][priority] if priority else weights[name]
    return least if value is None else int(value)
