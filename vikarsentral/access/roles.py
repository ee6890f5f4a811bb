"""Actions, roles, and which role may do what: one table, asked by pages and stages alike."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from vikarsentral.errors import NotAllowed
from vikarsentral.tables import RoleName

if TYPE_CHECKING:
    from vikarsentral.access.actors import Actor


class Action(StrEnum):
    """Name everything a user may be allowed to do."""

    SEE_OWN_SHIFTS = "see_own_shifts"
    CHANGE_OWN_PROFILE = "change_own_profile"
    MANAGE_OWN_CALENDAR = "manage_own_calendar"
    ANSWER_OFFER = "answer_offer"
    SEE_UNIT = "see_unit"
    REPORT_ABSENCE = "report_absence"
    CREATE_NEED = "create_need"
    SEE_NEED = "see_need"
    BOOK = "book"
    SEND_OFFER = "send_offer"
    APPROVE_AGENCY = "approve_agency"
    SEE_PLAN = "see_plan"
    RUN_PLAN = "run_plan"
    PIN = "pin"
    PUBLISH_PLAN = "publish_plan"
    SEE_SPEND = "see_spend"
    SEE_RULES = "see_rules"
    SEE_AGREEMENTS = "see_agreements"
    SEE_RECORD = "see_record"
    MANAGE_USERS = "manage_users"
    SEE_OPERATIONS = "see_operations"


ACTION_TEXTS = {
    Action.SEE_OWN_SHIFTS: "Se egne vakter",
    Action.CHANGE_OWN_PROFILE: "Endre egne opplysninger og samtykker",
    Action.MANAGE_OWN_CALENDAR: "Lage, bytte og slå av egen kalenderlenke",
    Action.ANSWER_OFFER: "Svare ja eller nei på et tilbud om vakt",
    Action.SEE_UNIT: "Se uken på egen enhet",
    Action.REPORT_ABSENCE: "Melde og trekke fravær",
    Action.CREATE_NEED: "Be om ekstra folk",
    Action.SEE_NEED: "Se et behov og hvem som kan dekke det",
    Action.BOOK: "Sette en person på en vakt for hånd",
    Action.SEND_OFFER: "Spørre folk om å ta en vakt",
    Action.APPROVE_AGENCY: "Godkjenne bestilling fra bemanningsforetak",
    Action.SEE_PLAN: "Se planer og grunnene til hull",
    Action.RUN_PLAN: "Lage en plan",
    Action.PIN: "Låse en person til et behov",
    Action.PUBLISH_PLAN: "Publisere en plan",
    Action.SEE_SPEND: "Se hva vikarbruken koster",
    Action.SEE_RULES: "Lese reglene",
    Action.SEE_AGREEMENTS: "Lese avtalene",
    Action.SEE_RECORD: "Lese loggen over det som er gjort",
    Action.MANAGE_USERS: "Styre brukere og roller",
    Action.SEE_OPERATIONS: "Se driftsstatus",
}

_EVERYONE = frozenset({Action.SEE_RULES})
_OWN = _EVERYONE | {
    Action.SEE_OWN_SHIFTS,
    Action.CHANGE_OWN_PROFILE,
    Action.MANAGE_OWN_CALENDAR,
    Action.ANSWER_OFFER,
}
_UNIT = _EVERYONE | {
    Action.SEE_UNIT,
    Action.REPORT_ABSENCE,
    Action.CREATE_NEED,
    Action.SEE_NEED,
    Action.BOOK,
    Action.SEND_OFFER,
    Action.APPROVE_AGENCY,
    Action.SEE_SPEND,
}

ROLE_ACTIONS: dict[RoleName, frozenset[Action]] = {
    RoleName.EMPLOYEE: _OWN,
    RoleName.MANAGER: _UNIT,
    RoleName.COORDINATOR: (_UNIT - {Action.APPROVE_AGENCY, Action.SEE_SPEND})
    | {Action.SEE_PLAN, Action.RUN_PLAN, Action.PIN, Action.PUBLISH_PLAN, Action.SEE_AGREEMENTS},
    RoleName.PLANNER: _EVERYONE | {Action.SEE_SPEND, Action.SEE_PLAN, Action.SEE_AGREEMENTS},
    RoleName.TILLITSVALGT: _EVERYONE
    | {Action.SEE_PLAN, Action.SEE_SPEND, Action.SEE_AGREEMENTS, Action.SEE_RECORD},
    RoleName.ADMIN: _EVERYONE | {Action.MANAGE_USERS, Action.SEE_RECORD, Action.SEE_OPERATIONS},
}
"""A manager's actions hold at the units the grant names; the other roles hold everywhere."""


def may(actor: Actor, action: Action, unit_id: int | None = None) -> bool:
    """Tell whether an actor may do something.

    Args:
        actor: who asks.
        action: what they want to do.
        unit_id: at which unit; None asks whether they may at any unit at all.

    Returns:
        True when one of the actor's grants allows it.
    """
    units = units_for(actor, action)
    return units is None or (bool(units) if unit_id is None else unit_id in units)


def units_for(actor: Actor, action: Action) -> frozenset[int] | None:
    """Return the units at which an actor may do something.

    Args:
        actor: who asks.
        action: what they want to do.

    Returns:
        Ids of units, empty when the action is not allowed at all; None for every unit.
    """
    if actor.is_system:
        return None
    units: set[int] = set()
    for role, unit_id in actor.grants:
        if action in ROLE_ACTIONS[role]:
            if unit_id is None:
                return None
            units.add(unit_id)
    return frozenset(units)


def require(actor: Actor, action: Action, unit_id: int | None = None) -> None:
    """Stop an actor who has no right to an action.

    Args:
        actor: who asks.
        action: what they want to do.
        unit_id: at which unit; None asks for any unit.

    Raises:
        NotAllowed: no grant allows it; carries the action.
    """
    if not may(actor, action, unit_id):
        raise NotAllowed(action.value)
