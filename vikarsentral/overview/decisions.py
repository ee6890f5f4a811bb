"""What was decided about one need, as it was then and as it would be today, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.commitments import person_ref
from vikarsentral.errors import NotFound
from vikarsentral.explain import kept
from vikarsentral.explain.live import case_of
from vikarsentral.explain.screen import everyone
from vikarsentral.explain.told import kept_text, spoken
from vikarsentral.rules.wording import rule_name
from vikarsentral.tables import Decision, DecisionAct, DecisionPart, Person, User


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision; who decided is the name the record has, or the person's own where known."""

    id: int
    act: DecisionAct
    decided_by: str
    decided_at: datetime
    considered: int
    lawful: int


@dataclass(frozen=True, slots=True)
class DecidedPerson:
    """One person as decided, and today.

    Attributes:
        name: their name.
        part: chosen, lawful and cheaper, or nearly lawful.
        verdict: of the receipt as it was.
        text: its sentences as they were.
        source: what they rest on.
        today: `possible` or `not_allowed` as the roster is now; empty for who is not considered.
    """

    name: str
    part: DecisionPart
    verdict: str
    text: str
    source: str
    today: str


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision with its people.

    Attributes:
        line: the decision.
        stopped: how many each rule stopped, by the rule's name.
        people: chosen, before, near.
        is_same_table: whether the rule table is the same today.
    """

    line: DecisionLine
    stopped: Mapping[str, int]
    people: tuple[DecidedPerson, ...]
    is_same_table: bool


def decision_lines(session: Session, need_id: int) -> list[DecisionLine]:
    """Return the decisions kept about a need, the newest first; one query.

    Args:
        session: an open session.
        need_id: the need.
    """
    return [_line(row) for row in reversed(kept.decisions_of(session, need_id))]


def decided(session: Session, need_id: int, decision_id: int, *, language: str) -> Decided:
    """Return one decision as it was, and what the rules say of the same people today.

    Args:
        session: an open session.
        need_id: the need.
        decision_id: the decision; must be about that need.
        language: `nb`, `nn` or `en`.

    Raises:
        NotFound: there is no such decision about the need.

    Source: contract 4.
    """
    row = session.get(Decision, decision_id)
    if row is None or row.need_id != need_id:
        raise NotFound("decision", decision_id)
    chosen, some = spoken(language), kept.people_of(session, decision_id)
    query = select(Person.id, Person.name).where(Person.id.in_([one.person_id for one in some]))
    names = dict(session.execute(query).all())
    lawful = {one.id: one.lawful for one in everyone(case_of(session, need_id))}
    people = tuple(
        DecidedPerson(
            name=names[one.person_id],
            part=one.part,
            verdict=one.receipt["verdict"],
            text=kept_text(one.receipt, chosen)[0],
            source=kept_text(one.receipt, chosen)[1],
            today=_today(lawful.get(person_ref(one.person_id))),
        )
        for one in some
    )
    stopped = {rule_name(rule, chosen): count for rule, count in row.stopped.items()}
    is_same = row.rules_version == kept.rules_version()
    name = session.scalar(select(User.name).where(User.login == row.decided_by))
    line = replace(_line(row), decided_by=name or row.decided_by)
    return Decided(line, stopped, people, is_same)


def _today(is_lawful: bool | None) -> str:
    if is_lawful is None:
        return ""
    return "possible" if is_lawful else "not_allowed"


def _line(row: Decision) -> DecisionLine:
    return DecisionLine(
        row.id, row.act, row.decided_by, row.decided_at, row.considered, row.lawful
    )
