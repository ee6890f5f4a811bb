"""What a leader may set aside for one shift, and the reasons to choose from: one tap each.

Nothing here opens more than the law does: what stops a person is asked again when it is used.

Source: AML § 10-12 (3) (emergencies, by two people); § 14-3 (where waiting for part-timers would
be a substantial inconvenience).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from vikarsentral import access, need, preference
from vikarsentral.access import Action
from vikarsentral.callout import CalloutState
from vikarsentral.clock import OSLO
from vikarsentral.errors import ReasonMissing
from vikarsentral.need import NeedView
from vikarsentral.overview import Candidates
from vikarsentral.overview.emergencies import emergency_lines
from web import context, language
from web.words import later

CODE_NAMES: dict[str, Any] = {
    "natural_event": later("Naturhendelse, som flom, ras eller storm"),
    "accident": later("Ulykke"),
    "unforeseen": later("Annen uforutsett hendelse"),
}
ASIDE_NAMES: dict[str, Any] = {
    "called": later("Deltidsansatte er ringt, og kan ikke"),
    "inconvenience": later("Å vente på svar ville vært en vesentlig ulempe"),
}


def overrides_of(
    held: NeedView, found: Candidates | None, state: CalloutState | None
) -> dict[str, Any]:
    """Return what a need's page shows of exceptions and of turns gone past.

    Args:
        held: the need.
        found: who could come; None where nobody is needed any more.
        state: where the search stands; None where there was none.

    Returns:
        Names for the template: who could come by an exception, the exceptions there are, which
        of the lawful come after part-timers who have not had their turn, and the reasons.
    """
    actor = context.actor()
    may_decide = access.may(actor, Action.DECIDE_EMERGENCY, held.unit_id)
    is_last = found is not None and (not found.lawful or state is CalloutState.EXHAUSTED)
    is_asked = may_decide and is_last
    return {
        "openable": [one for one in found.near if one.is_openable] if found and is_asked else [],
        "exceptions": _live(held) if is_asked else [],
        "codes": CODE_NAMES,
        "behind": _behind(held, found) if found else frozenset(),
        "asides": ASIDE_NAMES,
        "may_decide": is_asked,
    }


def _live(held: NeedView) -> list[Any]:
    """Return the exceptions for a need that are neither taken back nor used."""
    lines = emergency_lines(
        context.database(),
        unit_ids=access.units_for(context.actor(), Action.SEE_EMERGENCY),
        language=language.current(),
        now=context.now(),
        need_id=held.id,
    )
    return [one for one in lines if not one.is_withdrawn and not one.is_used]


def _behind(held: NeedView, found: Candidates) -> frozenset[int]:
    """Return the hourly people who come after a part-timer that has not had a turn.

    Source: AML § 14-3 (part-timers of the agreed area who want more).
    """
    hourly = frozenset(one.person_id for one in found.lawful if one.kind == "hourly")
    if not hourly or not found.part_timers:
        return frozenset()
    need_of = (held.id, held.unit_id, held.starts_at.astimezone(OSLO).date())
    session, now = context.database(), context.now()
    ahead = preference.still_ahead(session, need_of, found.part_timers, at=now)
    return hourly if ahead else frozenset()


def reason_told(told: str) -> preference.Aside | None:
    """Return the reason a form names for going past part-timers, None where it names none.

    Args:
        told: what the form sent.
    """
    return next((one for one in preference.Aside if one.value == told), None)


def asked_why(
    need_id: int, address: str, fields: Sequence[tuple[str, str]], missing: ReasonMissing
) -> ResponseReturnValue:
    """Ask for the reason that was missing, with what was sent kept for one more tap.

    Args:
        need_id: the need it is about.
        address: where the form is sent again.
        fields: names and values the form held.
        missing: how many are gone past.
    """
    context.forget()
    held = need.view(context.database(), need_id)
    page = render_template(
        "needs/reason.html",
        need=held,
        address=address,
        fields=fields,
        people=missing.people,
        asides=ASIDE_NAMES,
    )
    return page, 422
