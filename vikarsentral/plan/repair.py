"""What would cover a need that nobody can take as a plan stands: exchanges, and a part made anew.

Exchanges are chains: one takes the need and gives up another, which somebody else takes. The
fewest exchanges come first, up to two are searched through wholly, so none is overlooked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from solver import columns as c
from solver.chain import Chain, Chains
from solver.repair import neighbourhood, repair
from solver.search_mip import adopt
from solver.search_state import State
from vikarsentral.plan.translate import Translation, translate
from vikarsentral.rules.facts import Problem

DEPTH = 3


@dataclass(frozen=True, slots=True)
class Handover:
    """One need that gets another holder.

    Attributes:
        need: id.
        person: who takes it; None when it is left.
        was: who had it; None when nobody had.
    """

    need: str
    person: str | None
    was: str | None


@dataclass(frozen=True, slots=True)
class WayOut:
    """One way to cover the need.

    Attributes:
        handovers: the need itself first.
        marginal_ore: what the plan's sum changes by.
    """

    handovers: tuple[Handover, ...]
    marginal_ore: int


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was found for one need.

    Attributes:
        fewest: the way with the fewest exchanges, of those the cheapest; None where no chain of
            up to three people is found.
        is_fewest_proven: whether no way with fewer handovers exists that leaves no other need,
            whoever takes part.
        cheapest: the best plan of some people's days about the need, all else as it is, where
            it covers the need and is cheaper than the fewest exchanges; else None.
        is_proven: whether no other plan of these people's days about the need is cheaper.
        people: who they are.
    """

    fewest: WayOut | None
    is_fewest_proven: bool
    cheapest: WayOut | None
    is_proven: bool
    people: tuple[str, ...]


def repaired(problem: Problem, given: Mapping[str, str], need: str) -> Repaired:
    """Look for ways to cover one need as a lawful plan stands.

    Args:
        problem: the facts.
        given: person id by need id; lawful.
        need: id of one that nobody has.

    Returns:
        What was found; every step is judged by the rules' compiled reading.

    Source: contract 2 (hard rules, objective).
    """
    translation = problem.remembered("translation", lambda: translate(problem))
    packed = translation.problem
    task = translation.needs.index(need)
    if packed.wide or packed.tasks[task].forced is not None:
        return Repaired(None, False, None, False, ())
    state = _standing(translation, given)
    chains = Chains(state)
    chain = chains.best(task, DEPTH)
    part = repair(state, task, neighbourhood(chains, task, chain), chain)
    cost = part.state.objective - state.objective
    covers = part.state.row_of[task] != c.NONE
    cheaper = covers and (chain is None or cost < chain.cost)
    return Repaired(
        fewest=None if chain is None else _told(translation, chain),
        is_fewest_proven=chain is not None,
        cheapest=_moved(translation, state, part.state, task) if cheaper else None,
        is_proven=part.is_proven,
        people=tuple(translation.people[worker] for worker in part.workers),
    )


def exchanged(
    problem: Problem, given: Mapping[str, str], need: str, out: Collection[str] = ()
) -> WayOut | None:
    """Return the cheapest exchange of two people that covers a need nobody can just take.

    Args:
        problem: the facts.
        given: person id by need id; whoever has unlawful work here is left as they are.
        need: id of one that nobody has.
        out: ids of people who may not take part.

    Returns:
        None where somebody can just take the need, or no two people can exchange.

    Source: contract 2 (hard rules, objective).
    """
    translation = problem.remembered("translation", lambda: translate(problem))
    packed = translation.problem
    task = translation.needs.index(need)
    if packed.wide or packed.tasks[task].forced is not None:
        return None
    state = _standing(translation, given)
    kept = dict(zip(translation.needs, state.holders(), strict=True))
    people = {person: at for at, person in enumerate(translation.people)}
    barred = {people[one] for one in out if one in people}
    wanted = ((ref, people[who]) for ref, who in given.items() if who in people)
    barred.update(who for ref, who in wanted if kept[ref] != who)
    chain = Chains(state).best(task, 2, barred)
    return None if chain is None or len(chain.steps) < 2 else _told(translation, chain)


def _standing(translation: Translation, given: Mapping[str, str]) -> State:
    """Return the plan in the solver's terms."""
    packed = translation.problem
    people = {person: at for at, person in enumerate(translation.people)}
    holder = np.array([people.get(given.get(need, ""), c.NONE) for need in translation.needs])
    owner = np.repeat(np.arange(len(people)), np.diff(packed.pointer))
    tasks = packed.items[:, c.TASK]
    wanted = (tasks != c.NONE) & (holder[tasks] == owner)
    return adopt(packed, np.flatnonzero(wanted))


def _told(translation: Translation, chain: Chain) -> WayOut:
    """Return a chain in the problem's own names."""
    needs, people = translation.needs, translation.people
    before = [None, *(people[step.worker] for step in chain.steps)]
    return WayOut(
        tuple(
            Handover(needs[step.task], people[step.worker], was)
            for step, was in zip(chain.steps, before, strict=False)
        ),
        chain.cost,
    )


def _moved(translation: Translation, before: State, after: State, task: int) -> WayOut:
    """Return what differs between two plans, the open need first."""
    was, now = before.holders(), after.holders()
    moved = [at for at in range(len(was)) if was[at] != now[at]]
    moved.sort(key=lambda at: (at != task, at))

    def person(worker: int | None) -> str | None:
        return None if worker is None else translation.people[worker]

    return WayOut(
        tuple(Handover(translation.needs[at], person(now[at]), person(was[at])) for at in moved),
        after.objective - before.objective,
    )
