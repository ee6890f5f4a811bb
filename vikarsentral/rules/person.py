"""Judge and price one person's work: the fast door for options, receipts and tests.

Source: contract 2 (a plan breaks a rule where the excess is above 0 and larger than with
the rota alone).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from vikarsentral.rules.employment import available_excess, place_excess
from vikarsentral.rules.excess import Excess
from vikarsentral.rules.facts import Need, Person, Problem, Stretch
from vikarsentral.rules.fitness import competence_excess
from vikarsentral.rules.goals import PERSON_TERMS
from vikarsentral.rules.line import Line, line_of
from vikarsentral.rules.table import RULES


def excesses(line: Line) -> tuple[Excess, ...]:
    """Measure everything that goes over a limit in one person's work.

    Args:
        line: rota and needs in order.

    Returns:
        The excesses, in the table's order of rules.
    """
    return tuple(excess for rule in RULES if rule.judge is not None for excess in rule.judge(line))


def rota_line(problem: Problem, person: Person) -> Line:
    """Return the line of a person's rota alone, put in order only once."""
    return problem.remembered(("rota line", person.id), lambda: line_of(problem, person, ()))


def existing_breaches(problem: Problem, person: Person) -> tuple[Excess, ...]:
    """Return what the person's rota breaks alone.

    Args:
        problem: holds the person.
        person: whose rota.

    Returns:
        The excesses; they do not change a verdict.

    Source: contract 2 (existing breach).
    """
    return problem.remembered(
        ("rota alone", person.id), lambda: excesses(rota_line(problem, person))
    )


class RotaAlone:
    """What the rota alone goes over, to compare with."""

    def __init__(self, found: Iterable[Excess]) -> None:
        """Keep the excesses of the rota alone."""
        self._by_thing: dict[tuple[str, object], int] = {}
        self._periods: dict[str, list[tuple[tuple[int, int], int]]] = {}
        for one in found:
            if one.within is None:
                self._by_thing[one.rule, one.thing] = one.over
            else:
                self._periods.setdefault(one.rule, []).append((one.within, one.over))

    def over(self, excess: Excess) -> int:
        """Return the excess of the rota alone for the same thing.

        Args:
            excess: of rota and needs together.

        Returns:
            The rota's own excess; for a work period the largest of those inside it.
        """
        if excess.within is None:
            return self._by_thing.get((excess.rule, excess.thing), 0)
        start, end = excess.within
        return max(
            (
                over
                for (rota_start, rota_end), over in self._periods.get(excess.rule, ())
                if start <= rota_start and rota_end <= end
            ),
            default=0,
        )


def line_breaches(line: Line) -> tuple[Excess, ...]:
    """Return the rules broken by one person's work, beyond what the rota breaks alone.

    Args:
        line: rota and needs in order.

    Returns:
        One excess per rule and thing judged, larger than with the rota alone.

    Source: contract 2 (a plan breaks the rule where ...).
    """
    if len(line.stretches) == len(line.person.rota):
        return ()
    found = excesses(line)
    if not found:
        return ()
    alone = RotaAlone(existing_breaches(line.problem, line.person))
    return tuple(one for one in found if one.over > alone.over(one))


def breaches_by(line: Line, rules: Collection[str]) -> tuple[Excess, ...]:
    """Return what some rules alone find broken by one person's work.

    Args:
        line: rota and needs in order.
        rules: ids of the rules that are asked.

    Returns:
        Those of `line_breaches` that are of these rules.

    Source: contract 2 (a plan breaks the rule where ...).
    """
    judges = [rule.judge for rule in RULES if rule.id in rules and rule.judge is not None]
    alone = rota_line(line.problem, line.person)
    before = RotaAlone(one for judge in judges for one in judge(alone))
    found = (one for judge in judges for one in judge(line))
    return tuple(one for one in found if one.over > before.over(one))


def line_terms(line: Line) -> dict[str, int]:
    """Price one person's work: the terms of the objective that belong to people.

    Args:
        line: rota and needs in order.

    Returns:
        Øre by term.
    """
    return {name: cost(line) for name, cost in PERSON_TERMS.items()}


def person_line(problem: Problem, person: Person, needs: Iterable[Stretch]) -> Line:
    """Put a person's rota and some needs in order; the rota alone is remembered."""
    held = tuple(needs)
    return line_of(problem, person, held) if held else rota_line(problem, person)


def person_breaches(
    problem: Problem, person: Person, needs: Iterable[Stretch]
) -> tuple[Excess, ...]:
    """Return the rules broken when a person holds some needs on top of the rota.

    Args:
        problem: holds the person.
        person: who works.
        needs: stretches of the needs, each once.

    Returns:
        One excess per rule and thing judged, larger than with the rota alone.

    Source: contract 2 (a plan breaks the rule where ...).
    """
    return line_breaches(person_line(problem, person, needs))


def person_terms(problem: Problem, person: Person, needs: Iterable[Stretch]) -> Mapping[str, int]:
    """Price one person's work: the terms of the objective that belong to people.

    Args:
        problem: holds the weights.
        person: who works.
        needs: stretches of the needs, each once.

    Returns:
        Øre by term; `open`, `agency` and `change` belong to the plan.
    """
    held = tuple(needs)
    if held:
        return line_terms(line_of(problem, person, held))
    alone = rota_line(problem, person)
    return problem.remembered(("rota terms", person.id), lambda: line_terms(alone))


def static_refusals(problem: Problem, person: Person, need: Need) -> tuple[Excess, ...]:
    """Return what stops a person from a need whatever else they work.

    Args:
        problem: holds the units.
        person: who would work.
        need: the duty.

    Returns:
        Excesses of `competence`, `place` and `available`.
    """
    found = (
        competence_excess(person, need),
        place_excess(problem, person, need),
        available_excess(person, need.stretch),
    )
    return tuple(one for one in found if one is not None)
