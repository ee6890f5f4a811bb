"""What a need's page shows of an exchange that would cover it."""

from __future__ import annotations

from typing import Any

from vikarsentral import access
from vikarsentral.access import Action
from vikarsentral.callout import CalloutState, CalloutView
from vikarsentral.need import NeedView
from vikarsentral.overview import Candidates
from vikarsentral.overview.swaps import told_swap
from vikarsentral.tables import AnswerState
from web import context, language


def swap_of(
    held: NeedView, found: Candidates | None, search: CalloutView | None
) -> dict[str, Any]:
    """Return what a need's page shows of an exchange that would cover it.

    It is looked for where nobody can take the shift, or everybody who can has been asked.

    Args:
        held: the need.
        found: who could come; None where nobody is needed any more.
        search: the newest search for it; None where there was none.

    Returns:
        Names for the template: the exchange, or None, and whether the actor may carry it out.
    """
    state = None if search is None else search.state
    is_last = found is not None and (not found.lawful or state is CalloutState.EXHAUSTED)
    actor = context.actor()
    if not is_last or not access.may(actor, Action.BOOK, held.unit_id):
        return {"swap": None}
    one = told_swap(
        context.database(),
        held.id,
        language=language.current(),
        now=context.now(),
        out=_asked(search),
    )
    may_swap = one and all(access.may(actor, Action.BOOK, unit) for unit in one.unit_ids)
    return {"swap": one, "may_swap": may_swap}


def _asked(search: CalloutView | None) -> set[int]:
    """Return who was asked in a search and has not said yes."""
    waves = () if search is None else search.waves
    return {
        one.person_id
        for wave in waves
        for one in wave.people
        if one.state not in (AnswerState.NOTED, AnswerState.YOURS)
    }
