"""Where the duties that somebody gives away go: to whoever adds least, an agency or nobody.

Up to three duties are placed at the least sum there is: every way to put them into groups is
tried, and each group goes to a different taker or is left. Who could have several of them is
looked for among `JOINT` people; the rest, and more duties than three, one after the other.

Source: contract 2 (objective).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product

from vikarsentral.explain.case import Case
from vikarsentral.explain.screen import everyone
from vikarsentral.rules.facts import Need, Problem, Stretch
from vikarsentral.rules.left import left_open, left_to_agency

MOST = 3
"""Duties that are placed at the least sum; more of them one after the other."""

JOINT = 20
"""People asked about several duties together, those who add least by each alone first."""

Holding = Mapping[str, tuple[Stretch, ...]]
Offer = tuple[int, str]
"""What a taker adds in øre, and the taker's id; empty where the duty is left."""


@dataclass(frozen=True, slots=True)
class Places:
    """Who holds what while duties look for a place.

    Attributes:
        problem: as changed, for those who are touched.
        untouched: the problem and what people hold as the plan has them.
        touched: what those hold whom the change moved; only they are asked anew.
        apart: ids of those who take nothing.
    """

    problem: Problem
    untouched: tuple[Problem, Holding]
    touched: Holding
    apart: frozenset[str]

    def least(self, needs: Sequence[str]) -> int:
        """Return the least that placing some duties adds to the objective, in øre.

        Args:
            needs: ids of the duties, each once.
        """
        wanted = [self.problem.needs[one] for one in needs]
        if len(wanted) > MOST:
            return self._one_by_one(wanted)
        singles = {one.id: self._takers(one) for one in wanted}
        found: dict[tuple[str, ...], list[Offer]] = {
            (one.id,): [(self._left(one), ""), *singles[one.id]] for one in wanted
        }
        return min(
            self._sum([self._group(group, singles, found) for group in groups])
            for groups in partitions(wanted)
        )

    def _group(
        self,
        group: tuple[Need, ...],
        singles: Mapping[str, list[Offer]],
        found: dict[tuple[str, ...], list[Offer]],
    ) -> list[Offer]:
        """Return what each taker adds by all duties of a group, worked out once."""
        key = tuple(one.id for one in group)
        if key not in found:
            found[key] = list(self._together(group, singles))
        return found[key]

    def _sum(self, groups: Sequence[list[Offer]]) -> int:
        """Return the least sum with a different taker for each group."""
        few = [_cheapest(offers, len(groups)) for offers in groups]
        sums = (
            sum(ore for ore, _ in some)
            for some in product(*few)
            if len(takers := [who for _, who in some if who]) == len(set(takers))
        )
        return min(sums, default=_FAR)

    def _takers(self, wanted: Need) -> list[Offer]:
        """Return what each who may have a duty adds, touched or not."""
        problem, held = self.untouched
        ranked = everyone(Case(problem, wanted, held))
        apart = self.apart | self.touched.keys()
        lawful = (ranked[place] for place in range(min(ranked.lawful, JOINT + len(apart))))
        found = [(one.marginal, one.id) for one in lawful if one.id not in apart]
        found += [
            (ore, who)
            for who in self.touched.keys() - self.apart
            if (ore := self._adds(who, [wanted])) is not None
        ]
        return sorted(found)

    def _together(
        self, group: Sequence[Need], singles: Mapping[str, list[Offer]]
    ) -> Iterator[Offer]:
        """Yield what each adds who may have every duty of a group."""
        by_one = [{who: ore for ore, who in singles[one.id]} for one in group]
        both = set.intersection(*(set(one) for one in by_one))
        for who in sorted(both, key=lambda one: (sum(each[one] for each in by_one), one))[:JOINT]:
            ore = self._adds(who, group)
            if ore is not None:
                yield ore, who

    def _adds(self, who: str, group: Sequence[Need]) -> int | None:
        """Return what somebody adds by some duties, None where no order of them is lawful."""
        problem = self.problem if who in self.touched else self.untouched[0]
        own = self.touched.get(who, self.untouched[1].get(who, ()))
        for order in permutations(group):
            held, total = own, 0
            for one in order:
                option = Case(problem, one, {who: held}).asked(who)
                if not option.lawful:
                    break
                held, total = (*held, one.stretch), total + option.marginal
            else:
                return total
        return None

    def _left(self, wanted: Need) -> int:
        """Return what it adds to leave a duty the cheaper way."""
        prices = [left_open(self.problem, wanted).ore]
        if wanted.agency_ore_per_hour is not None:
            prices.append(left_to_agency(self.problem, wanted).ore)
        return min(prices)

    def _one_by_one(self, wanted: Sequence[Need]) -> int:
        """Place duties one after the other, each where it adds least then."""
        total, touched = 0, dict(self.touched)
        for one in wanted:
            now = Places(self.problem, self.untouched, touched, self.apart)
            ore, taker = min([(now._left(one), ""), *now._takers(one)[:1]])
            total += ore
            if taker:
                held = touched.get(taker, self.untouched[1].get(taker, ()))
                touched[taker] = (*held, one.stretch)
        return total


_FAR = 1 << 60


def _cheapest(offers: Sequence[Offer], many: int) -> list[Offer]:
    """Return as many of the cheapest offers as there are groups: no more can be needed."""
    return sorted(offers)[:many]


def partitions(needs: Sequence[Need]) -> Iterator[list[tuple[Need, ...]]]:
    """Yield every way to put some duties into groups.

    Args:
        needs: the duties; their order within a group is kept.
    """
    if not needs:
        yield []
        return
    first, rest = needs[0], needs[1:]
    for groups in partitions(rest):
        yield [(first,), *groups]
        for place, group in enumerate(groups):
            yield [*groups[:place], (first, *group), *groups[place + 1 :]]
