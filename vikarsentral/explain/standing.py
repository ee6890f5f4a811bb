"""Where somebody stands against what a plan did: the whole sum with them on the need, on a copy.

Two steps are counted, not one. Whoever takes the need leaves what they give away to others, and
whoever had the need is free for that again. Prices on both sides are those of the changed copy:
a duty that begins later is shorter for everyone.

Nothing leaves this module but whether the whole sum would have been lower. No price, name or
number of anybody else does.

Source: contract 2 (objective), 4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain, combinations

from vikarsentral.explain.case import Case, Change, Who
from vikarsentral.explain.flip import applied, flip, weight
from vikarsentral.explain.grounds import Ground
from vikarsentral.explain.placing import Places
from vikarsentral.explain.screen_rank import came_first
from vikarsentral.rules.facts import Stretch
from vikarsentral.rules.left import left_open, left_to_agency
from vikarsentral.rules.options import Option
from vikarsentral.rules.oslo import written
from vikarsentral.rules.pins import pins_of

NEAR_WEEKS = 1
"""How many weeks from the need a duty that one could give away may lie."""

TRIES = 40
"""How many sets of further changes are tried at most."""


class Verdict(StrEnum):
    """Name why a person does not have a need; `GIVEN` is of needs given outside plans."""

    MINE = "mine"
    NOT_CONSIDERED = "not_considered"
    NOT_ALLOWED = "not_allowed"
    OTHER_CHEAPER = "other_cheaper"
    OTHER_EQUAL = "other_equal"
    OTHER_DEARER = "other_dearer"
    LEFT_CHEAPER = "left_cheaper"
    LEFT_DEARER = "left_dearer"
    PINNED = "pinned"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands for a need that a plan gave to somebody else, or to nobody.

    Attributes:
        verdict: why not.
        option: what the rules answered about the person.
        changes: the nearest changes that would have made it lawful, or the smaller sum; each
            needed, tried on a copy; empty where none was found.
        is_enough: whether with the changes the plan's whole sum would have been lower; None
            where there are none.
        further: where the changes are not enough, what of one's own would also have turned the
            sum; empty where nothing was found.
    """

    verdict: Verdict
    option: Option
    changes: tuple[Change, ...] = ()
    is_enough: bool | None = None
    further: tuple[Change, ...] = ()


def stand(plan: Ground, case: Case, who: str) -> Standing:
    """Compare somebody with what a plan did, by the rules and then by the sums.

    Args:
        plan: the plan on its ground.
        case: the need as the plan has it; somebody else has it, or nobody.
        who: id of the person.
    """
    option, other = case.asked(who), plan_price(plan, case)
    if option.lawful:
        verdict = _by_sums(option.marginal, other, is_left=case.need.id not in plan.given)
        found = turning(plan, case, who) if option.marginal >= other else None
        return Standing(verdict, option, found or (), True if found else None)
    verdict = Verdict.PINNED if option.rules == ("pinned",) else Verdict.NOT_ALLOWED
    nearest = flip(case, who)
    if nearest is None:
        return Standing(verdict, option)
    if would_win(plan, case, who, nearest.changes):
        return Standing(verdict, option, nearest.changes, is_enough=True)
    further = turning(plan, case, who, nearest.changes)
    return Standing(verdict, option, nearest.changes, is_enough=False, further=further or ())


def _by_sums(mine: int, other: int, *, is_left: bool) -> Verdict:
    if is_left:
        return Verdict.LEFT_CHEAPER if other <= mine else Verdict.LEFT_DEARER
    if mine == other:
        return Verdict.OTHER_EQUAL
    return Verdict.OTHER_CHEAPER if other < mine else Verdict.OTHER_DEARER


def plan_price(plan: Ground, case: Case) -> int:
    """Return what the plan pays for a need as it has it: the holder's price, or for leaving it.

    Args:
        plan: the plan on its ground.
        case: the need, on the ground or on a copy of it.
    """
    holder = plan.given.get(case.need.id)
    if holder is not None:
        return case.asked(holder).marginal
    price = left_to_agency if case.need.id in plan.agency else left_open
    return price(case.problem, case.need).ore


def would_win(plan: Ground, case: Case, who: str, changes: Sequence[Change]) -> bool:
    """Tell whether the plan's whole sum would be lower with somebody on a need.

    Args:
        plan: the plan on its ground.
        case: the need as the plan has it.
        who: id of the person.
        changes: what is different, for the plan as it was too.

    Returns:
        True where one plan was found, lawful for everyone it moves, with a lower sum. What the
        person gives away, up to three duties, goes where the sum is least: to others, to an agency
        or to nobody. A duty that a pin holds is never given away.
    """
    after = applied(case, changes)
    option = after.asked(who)
    given = sorted({one for each in changes for one in each.given_away}, key=came_first)
    if not option.lawful or not pins_of(case.problem).held.keys().isdisjoint(given):
        return False
    moved = _Moved(plan, after, who)
    saved = sum(moved.saved(need) for need in given)
    return option.marginal - saved + moved.placed(given) < plan_price(plan, after)


class _Moved:
    """What follows for the other duties, one after the other, once the person has the need."""

    def __init__(self, plan: Ground, after: Case, who: str) -> None:
        """Put the person on the need.

        Args:
            plan: the plan on its ground.
            after: the case with its changes.
            who: id of the person.
        """
        self._plan, self._after, self._who = plan, after, who
        self._own = after.held.get(who, ())
        holder = plan.given.get(after.need.id)
        self._touched: dict[str, tuple[Stretch, ...]] = {}
        if holder is not None:
            held = after.held.get(holder, ())
            self._touched[holder] = tuple(one for one in held if one.id != after.need.id)

    def saved(self, need: str) -> int:
        """Return what the person adds by a duty that is given away, counted up from the rest."""
        wanted = self._plan.problem.needs[need]
        before = Case(self._after.problem, wanted, {self._who: self._own})
        self._own = (*self._own, wanted.stretch)
        return before.asked(self._who).marginal

    def placed(self, needs: Sequence[str]) -> int:
        """Return the least that placing the duties given away adds."""
        plan = self._plan
        untouched = (plan.problem, plan.held)
        apart = frozenset({self._who})
        return Places(self._after.problem, untouched, self._touched, apart).least(needs)


def turning(
    plan: Ground, case: Case, who: str, first: Sequence[Change] = ()
) -> tuple[Change, ...] | None:
    """Find the nearest further changes of one's own with which the sum would speak for one.

    Args:
        plan: the plan on its ground.
        case: the need as the plan has it.
        who: id of the person.
        first: changes that make it lawful; they are kept.

    Returns:
        The further changes, each needed; None where none was found.
    """
    given = {one for each in first for one in each.given_away}
    own = [one for one in own_changes(case, who) if not one.given_away & given]
    sets = sorted(
        chain(((one,) for one in own), combinations(own, 2)),
        key=lambda some: sum(map(weight, some)),
    )
    tried = (some for some in sets[:TRIES] if would_win(plan, case, who, (*first, *some)))
    return next(tried, None)


def own_changes(case: Case, who: str) -> list[Change]:
    """Return what a person could have had different that bears on the sum, not on the rules.

    Args:
        case: the need and what people hold.
        who: id of the person.
    """
    unit = case.need.unit
    found = []
    if unit not in case.problem.people[who].known_units and who not in case.need.known_people:
        found.append(
            Change(
                "known_unit",
                Who.LEADER,
                {"unit": unit},
                person=who,
                edit=lambda one: replace(one, known_units=one.known_units | {unit}),
            )
        )
    for one in case.held.get(who, ()):
        if one.id != case.need.id and abs(one.week - case.need.stretch.week) <= NEAR_WEEKS:
            numbers = {"start": written(one.start), "end": written(one.end)}
            found.append(Change("given_away", Who.LEADER, numbers, given_away=frozenset({one.id})))
    return found
