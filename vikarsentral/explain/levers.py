"""What could be different where a rule says no: each lever is one lawful change, not yet tried.

A lever never goes beyond what its level may agree; where nothing lawful is left there is none.

Source: contract 2 (agreements, hard rules); aml § 10-4, § 10-5, § 10-6, § 10-8.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from vikarsentral.explain.case import Case, Change, Who, with_competences
from vikarsentral.explain.terms import agreed, agreement, apart, cuts, down, up
from vikarsentral.rules.excess import Excess
from vikarsentral.rules.facts import Person, Span, Stretch
from vikarsentral.rules.oslo import written
from vikarsentral.rules.values import value_on

_HOUR = 60

Lever = Callable[[Case, Person, Excess], Iterator[Change]]


def levers(case: Case, person: Person, excess: Excess) -> list[Change]:
    """Return the lawful changes that may take away one thing that stops a person.

    Args:
        case: the need and what people hold.
        person: who is stopped, as the case has them.
        excess: what stops them.

    Returns:
        The changes, untried; empty where the law leaves none.
    """
    found = LEVERS.get(excess.rule)
    return [] if found is None else list(found(case, person, excess))


def _competence(_case: Case, person: Person, excess: Excess) -> Iterator[Change]:
    missing = tuple(str(one) for one in _listed(excess.numbers["missing"]))
    yield _personal(
        "competence",
        person,
        {"missing": list(missing)},
        lambda one: with_competences(one, missing),
    )


def _personal(
    kind: str,
    person: Person,
    numbers: Mapping[str, object],
    edit: Callable[[Person], Person],
    who: Who = Who.PERSON,
) -> Change:
    """Make a change of one person's own facts."""
    return Change(kind, who, numbers, person=person.id, edit=edit)


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _place(case: Case, person: Person, _excess: Excess) -> Iterator[Change]:
    unit = case.problem.units[case.need.unit]

    def edit(one: Person) -> Person:
        units = None if one.units is None else one.units | {unit.id}
        return replace(one, sectors=one.sectors | {unit.sector}, units=units)

    yield _personal("place", person, {"unit": unit.id}, edit)


def _available(case: Case, person: Person, excess: Excess) -> Iterator[Change]:
    if "unavailable" not in excess.numbers:
        yield _personal(
            "night", person, {}, lambda one: replace(one, accepts=replace(one.accepts, night=True))
        )
        return
    work = case.need.stretch

    def edit(one: Person) -> Person:
        left = tuple(piece for span in one.unavailable for piece in _outside(span, work))
        return replace(one, unavailable=left)

    numbers = {"start": written(work.start), "end": written(work.end)}
    yield _personal("free_time", person, numbers, edit)
    yield from cuts(case, excess.over)


def _outside(span: Span, work: Stretch) -> Iterator[Span]:
    """Return what is left of a time when some work is taken out of it."""
    if span.end <= work.start or work.end <= span.start:
        yield span
        return
    if span.start < work.start:
        yield Span(span.start, work.start)
    if work.end < span.end:
        yield Span(work.end, span.end)


def _overlap(case: Case, person: Person, excess: Excess) -> Iterator[Change]:
    need = case.need
    meets = [one for one in person.rota if one.start < need.end and need.start < one.end]
    if meets:
        numbers = {
            "start": written(min(one.start for one in meets)),
            "end": written(max(one.end for one in meets)),
        }
        yield _personal("rota", person, numbers, lambda one: _without(one, meets), Who.LEADER)
    else:
        yield from _given_away(case, person, excess)
    yield from cuts(case, excess.over)


def _without(person: Person, some: list[Stretch]) -> Person:
    """Return a person without some of the rota."""
    return replace(person, rota=tuple(one for one in person.rota if one not in some))


def _given_away(case: Case, person: Person, excess: Excess) -> Iterator[Change]:
    """Let somebody else have another duty of the plan that takes part in the excess."""
    for one in case.held.get(person.id, ()):
        if one.id in excess.needs and one.id != case.need.id:
            numbers = {"start": written(one.start), "end": written(one.end)}
            yield Change("given_away", Who.LEADER, numbers, given_away=frozenset({one.id}))


def _short(case: Case, person: Person, excess: Excess) -> Iterator[Change]:
    """Travel: only the duty's own times, or other duties, can give."""
    yield from _given_away(case, person, excess)
    yield from cuts(case, excess.over)


def _daily_rest(case: Case, person: Person, excess: Excess) -> Iterator[Change]:
    window = value_on("rest_window", case.need.stretch.first_on)
    rest = window - excess.value
    yield from agreed(case, person, "daily_rest", down(rest), int(str(excess.numbers["rest"])))
    yield from apart(case, person)
    yield from _short(case, person, excess)


def _weekly_rest(case: Case, person: Person, excess: Excess) -> Iterator[Change]:
    yield from agreed(case, person, "weekly_rest", down(excess.value), excess.limit)
    yield from _short(case, person, excess)


def _with_overtime(person: Person) -> Change:
    return _personal(
        "overtime",
        person,
        {},
        lambda one: replace(one, accepts=replace(one.accepts, overtime=True)),
    )


def _day_minutes(case: Case, person: Person, excess: Excess) -> Iterator[Change]:
    on = case.need.stretch.first_on
    if not person.accepts.overtime and excess.value <= value_on("day_minutes_with_overtime", on):
        yield _with_overtime(person)
    yield from agreed(case, person, "day_minutes", up(excess.value), excess.limit)
    yield from apart(case, person)
    yield from _short(case, person, excess)


def _week_minutes(case: Case, person: Person, excess: Excess) -> Iterator[Change]:
    yield from agreed(case, person, "week_minutes", up(excess.value), excess.limit)
    yield from _short(case, person, excess)


def _overtime(case: Case, person: Person, excess: Excess) -> Iterator[Change]:
    if not person.accepts.overtime:
        yield _with_overtime(person)
    else:
        limit = f"overtime_{excess.numbers['window']}"
        yield from agreed(case, person, limit, up(excess.value), excess.limit)
    yield from apart(case, person)
    yield from _short(case, person, excess)


def _merarbeid(case: Case, person: Person, excess: Excess) -> Iterator[Change]:
    minutes = -(-excess.value // _HOUR) * _HOUR

    def edit(one: Person) -> Person:
        return replace(one, accepts=replace(one.accepts, merarbeid_minutes_week=minutes))

    yield _personal("merarbeid", person, {"minutes": minutes}, edit)
    yield from _short(case, person, excess)


def _red_days(case: Case, person: Person, excess: Excess) -> Iterator[Change]:
    if isinstance(excess.thing, tuple) and excess.thing[0] == "pair":
        made = replace(agreement(case, person, "INDIVIDUAL", {}), red_days="average")
        yield Change("agreed.red_days", Who.PARTIES, {}, agreement=made)
    yield from _given_away(case, person, excess)


def _pinned(_case: Case, _person: Person, _excess: Excess) -> Iterator[Change]:
    yield Change("unpinned", Who.LEADER, {}, unpinned=True)


LEVERS: Mapping[str, Lever] = {
    "overlap": _overlap,
    "competence": _competence,
    "place": _place,
    "available": _available,
    "travel": _short,
    "daily_rest": _daily_rest,
    "weekly_rest": _weekly_rest,
    "day_minutes": _day_minutes,
    "week_minutes": _week_minutes,
    "overtime": _overtime,
    "merarbeid": _merarbeid,
    "red_days": _red_days,
    "pinned": _pinned,
}
"""By rule; the rules on whole plans (`once`, `plan`, `agency`) stop no single person."""
