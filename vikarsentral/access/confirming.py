"""Which acts ask for the password anew: what is delicate, and on a remembered phone what is rare.

A phone that is remembered for thirty days opens what a morning needs, so that cover is found with
a session from yesterday. Everything else asks again when the password is half an hour old.
"""

from __future__ import annotations

from typing import Final

from vikarsentral.access.roles import Action
from vikarsentral.access.sessions import Held

DELICATE: Final = frozenset(
    {
        Action.APPROVE_AGENCY,
        Action.CHANGE_OWN_ADDRESS,
        Action.MANAGE_USERS,
        Action.MANAGE_PEOPLE,
        Action.EXPORT_INSPECTION,
        Action.EXPORT_PAYROLL,
        Action.EXPORT_PERSON,
        Action.ERASE_PERSON,
    }
)
"""Asks anew in every session: money to an agency, people's data, who has access, and where
questions to a person go."""

DAILY: Final = frozenset(
    {
        Action.SEE_OWN_SHIFTS,
        Action.CHANGE_OWN_PROFILE,
        Action.MANAGE_OWN_CALENDAR,
        Action.ANSWER_OFFER,
        Action.TELL_OWN_HOURS,
        Action.SEE_UNIT,
        Action.REPORT_ABSENCE,
        Action.CREATE_NEED,
        Action.SEE_NEED,
        Action.BOOK,
        Action.SEND_OFFER,
        Action.CORRECT_HOURS,
        Action.SEE_RULES,
    }
)
"""What a remembered phone may do for thirty days without the password."""


def must_confirm(held: Held, action: Action) -> bool:
    """Tell whether a session must give the password again before an act.

    Args:
        held: the session.
        action: what is to be done.
    """
    if held.is_fresh:
        return False
    return action not in DAILY if held.is_device else action in DELICATE


def renews(held: Held, action: Action) -> bool:
    """Tell whether an act counts as the password's still being fresh: at work, not on a phone.

    Args:
        held: the session.
        action: what is done.
    """
    return held.is_fresh and not held.is_device and action in DELICATE
