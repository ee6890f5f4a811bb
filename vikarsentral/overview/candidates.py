"""Who could take one need: people by name, ranked, each with the sentence that says why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from vikarsentral.commitments import local, person_id
from vikarsentral.emergency import is_openable
from vikarsentral.explain.case import Case
from vikarsentral.explain.live import case_of
from vikarsentral.explain.names import called
from vikarsentral.explain.no import smallest_no
from vikarsentral.explain.screen import everyone
from vikarsentral.explain.screen_rank import Everyone
from vikarsentral.explain.told import ToldNo, told_no
from vikarsentral.rules.facts import Kind
from vikarsentral.rules.options import Option, option_receipt
from vikarsentral.rules.texts import LANGUAGES, Language
from vikarsentral.rules.wording import rule_name


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person considered.

    Attributes:
        person_id: who.
        name: their name.
        kind: `pool`, `part_time`, `staff` or `hourly`.
        is_lawful: whether the rules allow it.
        is_known: whether the person is a known face at the unit.
        text: one or more whole sentences.
        rules: names of what stops the person; empty when lawful.
        paid_after: paid minutes of the need's week with the need.
        contract_minutes: minutes of a week in the person's post.
        is_openable: all that stops the person may be opened in an emergency, by two people.
    """

    person_id: int
    name: str
    kind: Kind
    is_lawful: bool
    is_known: bool
    text: str
    rules: tuple[str, ...]
    paid_after: int
    contract_minutes: int
    is_openable: bool = False


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everyone considered for one need.

    Attributes:
        lawful: those who may take it, cheapest first.
        near: those stopped by the fewest rules, at most as many as asked for.
        considered: how many there were in all.
        no: the fewest facts that stop everyone; None where somebody may.
        people: names by the ids that the no's ways out hold.
        competence_names: by code.
        part_timers: ids of all lawful part-timers, where an hourly person is among those shown.
    """

    lawful: tuple[Candidate, ...]
    near: tuple[Candidate, ...]
    considered: int
    no: ToldNo | None
    people: Mapping[str, str]
    competence_names: Mapping[str, str]
    part_timers: tuple[int, ...] = ()


def candidates(
    session: Session, need_id: int, *, language: str, now: datetime, top: int, near: int
) -> Candidates:
    """Rank everyone for one need against the live roster.

    Args:
        session: an open session.
        need_id: the need.
        language: `nb`, `nn` or `en`.
        now: UTC; told in each receipt.
        top: how many lawful ones at most.
        near: how many of the others at most.

    Returns:
        The lawful and the nearest of the others.

    Raises:
        NotFound: there is no such need.

    Source: contract 1 (`options`), 4.
    """
    case = case_of(session, need_id)
    need = case.need
    ranked = everyone(case)
    lawful = [case.asked(one.id) for one in ranked[: min(top, ranked.lawful)]]
    others = [case.asked(one.id) for one in ranked.nearest(near)]
    no = smallest_no(case, ranked)
    ways = () if no is None else no.ways
    said = called(session)
    known, people = said.names, said.people

    def told(option: Option) -> Candidate:
        row_id = person_id(option.person.id)
        receipt = option_receipt(option, need, local(now), known)
        return Candidate(
            person_id=row_id,
            name=people[row_id],
            kind=option.person.kind,
            is_lawful=option.lawful,
            is_known=need.unit in option.person.known_units,
            text=receipt.text[language],
            rules=tuple(_rule_names(option, language)),
            paid_after=option.paid_after,
            contract_minutes=option.person.contract_week_minutes,
            is_openable=is_openable(option.breaches),
        )

    return Candidates(
        tuple(map(told, lawful)),
        tuple(map(told, others)),
        len(ranked),
        None if no is None else told_no(no, language, known),
        {one.person: people[person_id(one.person)] for one in ways},
        said.competences[language],
        _part_timers(case, ranked) if any(one.person.kind == "hourly" for one in lawful) else (),
    )


def _part_timers(case: Case, ranked: Everyone) -> tuple[int, ...]:
    """Return every lawful part-timer, those too whom a page has no room for."""
    people = case.problem.people
    every = (one.id for one in ranked[: ranked.lawful])
    return tuple(person_id(one) for one in every if people[one].kind == "part_time")


def _rule_names(option: Option, language: str) -> list[str]:
    fallback: Language = "nb"
    chosen = next((one for one in LANGUAGES if one == language), fallback)
    return [rule_name(rule, chosen) for rule in option.rules]
