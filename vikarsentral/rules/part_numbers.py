"""The numbers of a part's receipt: its length, its break, and how its price comes about.

Source: contract 4 (`numbers`).
"""

from __future__ import annotations

from vikarsentral.rules.facts import Need
from vikarsentral.rules.parts import Ground, Part, Wanted
from vikarsentral.rules.person import line_terms, person_terms
from vikarsentral.rules.steps import steps_of


def part_numbers(part: Part, need: Need) -> dict[str, object]:
    """Return what is needed to redo the sum of a part, worked out again.

    Args:
        part: lawful, of the need.
        need: the whole duty.

    Returns:
        `minutes` and `unpaid_break` of the part, `terms`, and `steps` where nobody is moved: what
        is left of a shift that somebody leaves is no more duties of theirs.

    Source: contract 4 (`numbers`).
    """
    one = part.candidate
    ground = Ground(Wanted(need, part.start, part.end), [one])
    line, _ = ground.line_with(one, part.start, part.end)
    before = person_terms(one.problem, one.person, ())
    terms = {name: ore - before[name] for name, ore in line_terms(line).items()}
    terms = {name: ore for name, ore in terms.items() if ore}
    numbers: dict[str, object] = {
        "minutes": part.end - part.start,
        "unpaid_break": part.unpaid_break,
        "terms": terms,
    }
    if one.moved is None:
        steps = steps_of(terms, line, line.problem.needs[need.id].stretch)
        numbers["steps"] = {term: dict(step) for term, step in steps.items()}
    return numbers
