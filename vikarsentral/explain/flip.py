"""The nearest change: the smallest set of lawful changes under which a person may have a need.

Found by search, then thinned out: each change left is needed, since without it the rules say no
again. Both are asked of a copy of the problem.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vikarsentral.explain.case import Case, Change, Who
from vikarsentral.explain.levers import levers
from vikarsentral.rules.options import Option
from vikarsentral.rules.oslo import written

DEEPEST = 5
TRIES = 160
"""How many copies are asked at most for one person."""

_WEIGHTS = {Who.PERSON: 2, Who.LEADER: 3, Who.PARTIES: 4, Who.LAW: 100}
_FURTHER = {"competence": 4, "place": 4, "rota": 2, "given_away": 1, "free_time": 1}
"""What lies further away than another change by the same."""


@dataclass(frozen=True, slots=True)
class Flip:
    """Changes that together let a person have a need.

    Attributes:
        person: the person's id.
        changes: each of them needed, in the order of the rules they lift.
        option: what the rules then answer: lawful, with its price.
    """

    person: str
    changes: tuple[Change, ...]
    option: Option

    @property
    def weight(self) -> int:
        """Return how far away it is; smaller is nearer."""
        return sum(map(weight, self.changes))


def weight(change: Change) -> int:
    """Return how far away one change is: a yes of one's own is nearest."""
    return 10 * _WEIGHTS[change.who] + 10 * _FURTHER.get(change.kind, 0)


def applied(case: Case, changes: Sequence[Change]) -> Case:
    """Return a copy of a case with some changes, one after the other.

    Args:
        case: stays as it is.
        changes: in order.
    """
    for change in changes:
        case = change.apply(case)
    return case


class _Search:
    """Search depth first, cheapest lever first, for the lightest set within some tries."""

    def __init__(self, person: str, tries: int) -> None:
        self.person = person
        self.left = tries
        self.best: tuple[int, tuple[Change, ...], Option] | None = None

    def visit(self, case: Case, path: tuple[Change, ...], heavy: int) -> None:
        """Ask a case, and go on from what stops the person first."""
        if self.left <= 0 or (self.best is not None and heavy >= self.best[0]):
            return
        self.left -= 1
        option = case.asked(self.person)
        if option.lawful:
            self.best = (heavy, path, option)
            return
        if len(path) >= DEEPEST:
            return
        who = case.problem.people[self.person]
        for change in sorted(levers(case, who, option.breaches[0]), key=weight):
            self.visit(change.apply(case), (*path, change), heavy + weight(change))


def flip(case: Case, person: str, *, tries: int = TRIES) -> Flip | None:
    """Find the nearest set of lawful changes under which a person may have the need.

    Args:
        case: the need and what people hold.
        person: the person's id.
        tries: how many copies may be asked.

    Returns:
        The set and what the rules then answer, tried on a copy; None where nothing lawful was
        found. Empty changes where the person may have it as it is.
    """
    search = _Search(person, tries)
    search.visit(case, (), 0)
    if search.best is None:
        return None
    return _thinned(case, person, search.best[1], search.best[2])


def _thinned(case: Case, person: str, changes: tuple[Change, ...], option: Option) -> Flip:
    """Leave out each change that is not needed, the heaviest first."""
    kept = _joined(case, changes)
    for change in sorted(kept, key=weight, reverse=True):
        fewer = [one for one in kept if one is not change]
        answer = applied(case, fewer).asked(person)
        if answer.lawful:
            kept, option = fewer, answer
    return Flip(person, tuple(kept), option)


def _joined(case: Case, changes: Sequence[Change]) -> list[Change]:
    """Make one change of several that move the same end of the duty."""
    kept = [one for one in changes if not (one.later or one.earlier)]
    later = sum(one.later for one in changes)
    earlier = sum(one.earlier for one in changes)
    need = case.need
    if later:
        numbers = {"minutes": later, "at": written(need.start + later)}
        kept.append(Change("later_start", Who.LEADER, numbers, later=later))
    if earlier:
        numbers = {"minutes": earlier, "at": written(need.end - earlier)}
        kept.append(Change("earlier_end", Who.LEADER, numbers, earlier=earlier))
    return kept
