"""Changes of a published duty plan: asked, answered by the person, taken back.

Source: AML § 10-3; contract 2 (a later change of time needs the person's recorded yes).
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import notice
from vikarsentral.access import Action, require
from vikarsentral.administration.changes import Act, refuse
from vikarsentral.administration.duty import ask, facts, pool_person, span_faults, times_of
from vikarsentral.administration.duty_lawful import Span, judge_times
from vikarsentral.administration.grounds import Grounds
from vikarsentral.administration.people import person_row
from vikarsentral.administration.register import fetch
from vikarsentral.errors import Conflict, NotFound
from vikarsentral.tables import OCCUPYING, DutyChange, DutyChangeState, DutyTime, Shift

ANY = Grounds(said_yes=True, is_needed=True)
"""What a question may rest on: the person answers it themselves."""


def ask_change(session: Session, duty_id: int, wanted: Span | None, *, act: Act) -> int:
    """Ask a person whether a published time may be moved or taken away.

    Args:
        session: an open session; the caller commits.
        duty_id: the published time.
        wanted: the time it shall be; None to take it away.
        act: who asks and when.

    Returns:
        The id of the question.

    Raises:
        BadInput: the new time is over, too long, meets another, or would break a rule.
        Conflict: `already_asked`, `duty_begun`, or `duty_has_shift`: the person has a shift
            in the old time that the new one does not hold.
        NotAllowed: the actor may not.
        NotFound: there is no such time.
    """
    require(act.actor, Action.MANAGE_DUTY)
    duty = fetch(session, select(DutyTime).where(DutyTime.id == duty_id), "duty", duty_id)
    person = pool_person(session, duty.person_id)
    if duty.starts_at <= act.now:
        raise Conflict("duty_begun", {"duty": duty_id})
    asked = select(DutyChange.id).where(DutyChange.duty_time_id == duty_id)
    if session.scalars(asked.where(DutyChange.state == DutyChangeState.ASKED)).first():
        raise Conflict("already_asked", {"duty": duty_id})
    _check_move(session, duty, wanted, act)
    return ask(session, person, duty, wanted, act)


def _check_move(session: Session, duty: DutyTime, wanted: Span | None, act: Act) -> None:
    own = (duty.starts_at, duty.ends_at)
    held = [span for span in times_of(session, duty.person_id) if span != own]
    if wanted is not None:
        refuse(span_faults([wanted], held, act.now))
    query = (
        select(Shift.starts_at, Shift.ends_at)
        .where(Shift.person_id == duty.person_id, Shift.status.in_(OCCUPYING))
        .where(Shift.starts_at < duty.ends_at, Shift.ends_at > duty.starts_at)
    )
    for start, end in session.execute(query):
        if wanted is None or start < wanted[0] or end > wanted[1]:
            raise Conflict("duty_has_shift", {"shift": notice.when(start, end)})
    if wanted is not None:
        judge_times(session, duty.person_id, [wanted], held, ANY, act)


def answer(session: Session, change_id: int, *, is_yes: bool, act: Act) -> None:
    """Take the person's own answer; only a yes changes the plan.

    Args:
        session: an open session; the caller commits.
        change_id: the question.
        is_yes: what they said.
        act: the person, and when.

    Raises:
        BadInput: the new time meets another by now.
        Conflict: `change_closed` when it is no longer asked, `duty_begun` when the time has
            come, `duty_has_shift`.
        NotFound: there is no such question to this person.
    """
    require(act.actor, Action.SEE_OWN_SHIFTS)
    row = _question(session, change_id)
    if row.person_id != act.actor.person_id:
        raise NotFound("duty_change", change_id)
    if row.state is not DutyChangeState.ASKED:
        if is_yes and row.state is DutyChangeState.ACCEPTED:
            return
        raise Conflict("change_closed", {"change": change_id})
    if is_yes:
        _carry_out(session, row, act)
        row.state = DutyChangeState.ACCEPTED
        act.record(session, "duty.change_accepted", ("person", row.person_id), facts(row))
    else:
        row.state = DutyChangeState.CLOSED
    row.answered_at = act.now
    session.flush()


def _question(session: Session, change_id: int) -> DutyChange:
    query = select(DutyChange).where(DutyChange.id == change_id)
    found = session.scalar(select(DutyChange.person_id).where(DutyChange.id == change_id))
    if found is None:
        raise NotFound("duty_change", change_id)
    person_row(session, found)
    return fetch(session, query, "duty_change", change_id)


def _carry_out(session: Session, row: DutyChange, act: Act) -> None:
    wanted = (row.starts_at, row.ends_at) if row.starts_at and row.ends_at else None
    duty = session.get(DutyTime, row.duty_time_id) if row.duty_time_id else None
    if duty is None:
        if row.before_starts_at is not None:
            raise Conflict("change_closed", {"change": row.id})
        assert wanted is not None  # noqa: S101 - held by a check of the table
        held = times_of(session, row.person_id)
        refuse(span_faults([wanted], held, act.now))
        judge_times(session, row.person_id, [wanted], held, ANY, act)
        times = {"starts_at": wanted[0], "ends_at": wanted[1], "published_at": act.now}
        session.add(DutyTime(person_id=row.person_id, **times))
        return
    if duty.starts_at <= act.now:
        raise Conflict("duty_begun", {"duty": duty.id})
    _check_move(session, duty, wanted, act)
    if wanted is None:
        session.delete(duty)
    else:
        duty.starts_at, duty.ends_at = wanted


def take_back(session: Session, change_id: int, *, act: Act) -> None:
    """Take a question back; one that is answered already stays as it is.

    Args:
        session: an open session; the caller commits.
        change_id: the question.
        act: who takes it back and when.

    Raises:
        Conflict: `change_closed`.
        NotAllowed: the actor may not.
        NotFound: there is no such question.
    """
    require(act.actor, Action.MANAGE_DUTY)
    row = _question(session, change_id)
    if row.state is not DutyChangeState.ASKED:
        raise Conflict("change_closed", {"change": change_id})
    row.state, row.answered_at = DutyChangeState.CLOSED, act.now
    session.flush()
