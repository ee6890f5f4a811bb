"""Times and terms that could be different: a shorter duty, more time between two, a looser limit.

Source: contract 2 (agreements); aml § 10-5, § 10-6, § 10-8.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vikarsentral.explain.case import Case, Change, Who
from vikarsentral.rules.agreements import limits_of
from vikarsentral.rules.facts import Agreement, Level, Person, Stretch
from vikarsentral.rules.oslo import written
from vikarsentral.rules.values import VALUES

STEP = 15
"""Minutes; lengths and times of duties are agreed in quarters."""

MOST_CUT = 240
"""Minutes; a longer piece off a duty makes it another duty."""

AROUND = 40
"""Days on both sides of a duty that an agreement made for it would cover."""


def up(minutes: int) -> int:
    """Round up to a quarter."""
    return -(-minutes // STEP) * STEP


def down(minutes: int) -> int:
    """Round down to a quarter."""
    return minutes // STEP * STEP


def cuts(case: Case, minutes: int) -> Iterator[Change]:
    """Let the duty begin later or end earlier.

    Args:
        case: the need as it is.
        minutes: how much at least; rounded up to whole quarters.

    Yields:
        At most two changes; none where more than half of the duty would go.
    """
    yield from _cut(case, minutes, later=True)
    yield from _cut(case, minutes, later=False)


def _cut(case: Case, minutes: int, *, later: bool) -> Iterator[Change]:
    """Move one end of the duty by whole quarters, by at most half of it."""
    need, piece = case.need, up(minutes)
    if not 0 < piece <= min(MOST_CUT, need.elapsed // 2):
        return
    numbers = {"minutes": piece, "at": written(need.start + piece if later else need.end - piece)}
    if later:
        yield Change("later_start", Who.LEADER, numbers, later=piece)
    else:
        yield Change("earlier_end", Who.LEADER, numbers, earlier=piece)


def apart(case: Case, person: Person) -> Iterator[Change]:
    """Let two work periods be two: more time between them, or less rest agreed.

    Args:
        case: the need and what people hold.
        person: who would work both, as the case has them.

    Yields:
        Changes towards the neighbour before and the neighbour after.
    """
    need = case.need
    others = [*person.rota, *case.held.get(person.id, ())]
    before = max((one for one in others if one.end <= need.start), key=_ends, default=None)
    after = min((one for one in others if one.start >= need.end), key=_starts, default=None)
    own = limits_of(case.problem, person, need.stretch).daily_rest
    for other, later in ((before, True), (after, False)):
        if other is None:
            continue
        rest = max(own, limits_of(case.problem, person, other).daily_rest)
        gap = need.start - other.end if later else other.start - need.end
        if gap < rest:
            yield from _cut(case, rest - gap, later=later)
            yield from agreed(case, person, "daily_rest", down(gap), rest)


def _ends(one: Stretch) -> int:
    return one.end


def _starts(one: Stretch) -> int:
    return one.start


def agreed(case: Case, person: Person, limit: str, value: int, before: int) -> Iterator[Change]:
    """Let the parties agree on a looser limit for this person, within their level's bounds.

    Args:
        case: the need and what people hold.
        person: whom the agreement would be for.
        limit: name of the limit.
        value: minutes it would have to be.
        before: minutes in force now.

    Yields:
        One change at the first level that may agree on it; none where no level may.

    Source: contract 2 (agreements).
    """
    for level, bound in VALUES[limit].bounds.items():
        too_low = bound.at_least is not None and value < bound.at_least
        too_high = bound.at_most is not None and value > bound.at_most
        if not too_low and not too_high:
            made = agreement(case, person, level, {limit: value})
            numbers = {"agreed": value, "before": before}
            yield Change(f"agreed.{limit}", Who.PARTIES, numbers, agreement=made)
            return


def agreement(case: Case, person: Person, level: Level, limits: Mapping[str, int]) -> Agreement:
    """Return an agreement for one person around the duty; the loosest of several holds.

    Args:
        case: the need.
        person: whom it would be for.
        level: who would sign it.
        limits: minutes by limit name.
    """
    on = case.need.stretch.first_on
    return Agreement(
        id=f"+{len(case.problem.agreements)}",
        level=level,
        units=None,
        people=frozenset({person.id}),
        valid_from=on - AROUND,
        valid_to=on + AROUND,
        limits=limits,
    )
