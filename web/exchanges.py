"""Whether a need's page points to exchanges that could cover it."""

from __future__ import annotations

from typing import Any

from vikarsentral import access
from vikarsentral.access import Action
from vikarsentral.callout import CalloutState, CalloutView
from vikarsentral.need import NeedView
from vikarsentral.overview import Candidates
from web import context


def swap_of(
    held: NeedView, found: Candidates | None, search: CalloutView | None
) -> dict[str, Any]:
    """Tell whether to look for an exchange: nobody can take the shift, or all are asked.

    Args:
        held: the need.
        found: who could come; None where nobody is needed any more.
        search: the newest search for it; None where there was none.

    Returns:
        Names for the template; nothing is read.
    """
    state = None if search is None else search.state
    is_last = found is not None and (not found.lawful or state is CalloutState.EXHAUSTED)
    may_book = access.may(context.actor(), Action.BOOK, held.unit_id)
    return {"may_swap": is_last and may_book}
