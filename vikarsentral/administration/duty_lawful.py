"""What a duty plan must hold before it is published: rest, length, nights, and two weeks' notice.

Source: AML § 10-3, § 10-8, § 10-10, § 10-11.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from vikarsentral import notice
from vikarsentral.administration.changes import Act
from vikarsentral.administration.grounds import Grounds, hold
from vikarsentral.administration.judging import DUTY_RULES, Work, judge
from vikarsentral.clock import OSLO
from vikarsentral.errors import Conflict, Fault

NOTICE_DAYS = 14
Span = tuple[datetime, datetime]


def judge_times(
    session: Session,
    person_id: int,
    wanted: Sequence[Span],
    held: Sequence[Span],
    grounds: Grounds,
    act: Act,
) -> list[str]:
    """Stop known times that would break the rules on rest, length, weekends and nights.

    Args:
        session: an open session.
        person_id: whose.
        wanted: the new times.
        held: the times that stand beside them.
        grounds: what is vouched for.
        act: who and when.

    Returns:
        Ids of the rules that a ground opened.

    Raises:
        BadInput: the times lie more than a year apart.
        Conflict: `not_in_pool`: no post in those weeks.
        OnlyOnGrounds: a ground is missing.
        Unlawful: a rule that nothing opens.
    """
    work, beside = [Work(*one) for one in wanted], [Work(*one) for one in held]
    judged = judge(session, person_id, work, beside=beside, rules=DUTY_RULES, now=act.now)
    if judged is None:
        raise Conflict("not_in_pool", {"person": person_id})
    return hold(judged, grounds)


def earliest(now: datetime) -> date:
    """Return the first Oslo date that can be published today.

    Args:
        now: UTC.

    Source: AML § 10-3.
    """
    return now.astimezone(OSLO).date() + timedelta(days=NOTICE_DAYS)


def notice_faults(times: Sequence[Span], now: datetime) -> list[Fault]:
    """Return that times are too near to be published, with the first date that is not.

    Args:
        times: to publish.
        now: UTC.

    Source: AML § 10-3.
    """
    late = [span for span in times if now < span[0] and not is_in_time(span[0], now)]
    if not late:
        return []
    told_at = notice.when(*late[0])
    return [Fault("notice", f"{told_at} is too near", f"{earliest(now)} or later")]


def discussed_faults(on: date | None, now: datetime) -> list[Fault]:
    """Return that a plan cannot have been discussed in the future.

    Args:
        on: Oslo date; None where it is not told.
        now: UTC.

    Source: AML § 10-3 (the work plan is discussed with the tillitsvalgte).
    """
    if on is None or on <= now.astimezone(OSLO).date():
        return []
    return [Fault("discussed_on", f"{on} is in the future", "today or earlier")]


def is_in_time(starts_at: datetime, now: datetime) -> bool:
    """Tell whether there are 14 whole days from today to the day a duty starts.

    Args:
        starts_at: UTC.
        now: UTC.

    Source: AML § 10-3.
    """
    days = starts_at.astimezone(OSLO).date() - now.astimezone(OSLO).date()
    return days >= timedelta(days=NOTICE_DAYS)
