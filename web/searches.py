"""What pages show of a search for cover: where it stands, in words."""

from __future__ import annotations

from typing import Any

from vikarsentral import access, callout, delivery
from vikarsentral.access import Action
from vikarsentral.need import NeedView
from vikarsentral.overview.orders import order_of_need
from web import context
from web.words import later

STAGES = {
    "pool": later("Vikarsentralen"),
    "part_time": later("Deltidsansatte med fortrinnsrett"),
    "hourly": later("Timelønte"),
    "overtime": later("Frivillig overtid"),
}
ANSWERS = {
    "asked": (later("Spurt"), "neutral"),
    "noted": (later("Ja, notert"), "info"),
    "yours": (later("Har fått vakten"), "success"),
    "declined": (later("Kan ikke"), "neutral"),
    "closed": (later("Avsluttet"), "neutral"),
}
SENT = {
    "queued": later("Meldingen er på vei"),
    "sent": later("Sendt"),
    "delivered": later("Kommet fram"),
    "failed": later("Meldingen kom ikke fram. Ring."),
    "expired": later("Meldingen ble ikke sendt"),
}


def search_of(held: NeedView) -> dict[str, Any]:
    """Return what a page shows of the search for a need.

    Args:
        held: the need.

    Returns:
        Names for the template: the search, what the actor may do, and the words for its states.
    """
    actor = context.actor()
    may_propose = access.may(actor, Action.APPROVE_AGENCY, held.unit_id)
    return {
        "search": callout.view(context.database(), held.id),
        "who": actor.label,
        "may_ask": access.may(actor, Action.SEND_OFFER, held.unit_id),
        "may_propose": may_propose,
        "order": order_of_need(context.database(), held.id)
        if may_propose and held.status == "agency"
        else None,
        "stages": STAGES,
        "answers": ANSWERS,
        "sent": SENT,
        "waiting": delivery.waiting(context.database(), context.now(), need_id=held.id),
        "may_call": access.may(actor, Action.BOOK, held.unit_id),
    }
