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
    CHANGE_OWN_ADDRESS = "change_own_address"
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
    SEE_PAY_VALUES = "see_pay_values"
    SEE_RULES = "see_rules"
    SEE_AGREEMENTS = "see_agreements"
    DRAFT_AGREEMENT = "draft_agreement"
    SIGN_FOR_EMPLOYER = "sign_for_employer"
    SIGN_FOR_STAFF = "sign_for_staff"
    SIGN_AGREEMENT = "sign_agreement"
    SIGN_OWN_AGREEMENT = "sign_own_agreement"
    SEE_EXTRA_HOURS = "see_extra_hours"
    SEE_PREFERENCE = "see_preference"
    SET_PREFERENCE = "set_preference"
    SEE_EMERGENCY = "see_emergency"
    DECIDE_EMERGENCY = "decide_emergency"
    SEE_RECORD = "see_record"
    MANAGE_USERS = "manage_users"
    SEE_OPERATIONS = "see_operations"
    MANAGE_MUNICIPALITY = "manage_municipality"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_UNIT = "manage_unit"
    MANAGE_DUTY = "manage_duty"
    CHANGE_ROTA = "change_rota"
    TELL_OWN_HOURS = "tell_own_hours"
    CORRECT_HOURS = "correct_hours"
    EXPORT_FILES = "export_files"
    EXPORT_INSPECTION = "export_inspection"
    EXPORT_PAYROLL = "export_payroll"
    CLOSE_PAYROLL = "close_payroll"
    EXPORT_PERSON = "export_person"
    ERASE_PERSON = "erase_person"
    IMPORT_FILES = "import_files"
    SET_PAY_VALUES = "set_pay_values"


ACTION_TEXTS = {
    Action.SEE_OWN_SHIFTS: "Se egne vakter",
    Action.CHANGE_OWN_PROFILE: "Endre egne opplysninger og samtykker",
    Action.CHANGE_OWN_ADDRESS: "Endre egen telefon og e-post",
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
    Action.SEE_PAY_VALUES: "Se satser og priser",
    Action.SEE_RULES: "Lese reglene",
    Action.SEE_AGREEMENTS: "Lese avtalene",
    Action.DRAFT_AGREEMENT: "Skrive utkast til avtaler og vekter",
    Action.SIGN_FOR_EMPLOYER: "Skrive under og avslutte avtaler for arbeidsgiver",
    Action.SIGN_FOR_STAFF: "Skrive under og avslutte avtaler for de ansatte",
    Action.SIGN_AGREEMENT: "Skrive under og avslutte avtaler for sin side",
    Action.SIGN_OWN_AGREEMENT: "Lese og skrive under avtaler som gjelder en selv",
    Action.SEE_EXTRA_HOURS: "Se timer utover stillingen for deltidsansatte",
    Action.SEE_PREFERENCE: "Se om deltidsansatte har kommet først",
    Action.SET_PREFERENCE: "Bestemme området for fortrinnsrett",
    Action.SEE_EMERGENCY: "Se unntak i nødsituasjoner, og bekrefte at de er sett",
    Action.DECIDE_EMERGENCY: "Gjøre unntak fra en regel for én vakt i en nødsituasjon",
    Action.SEE_RECORD: "Lese loggen over det som er gjort",
    Action.MANAGE_USERS: "Styre brukere og roller",
    Action.SEE_OPERATIONS: "Se driftsstatus",
    Action.MANAGE_MUNICIPALITY: "Styre sektorer, områder, enheter og kompetanser",
    Action.MANAGE_PEOPLE: "Styre ansatte, stillinger og kompetanser",
    Action.MANAGE_UNIT: "Styre enhetens vanlige vakter og stedfortreder",
    Action.MANAGE_DUTY: "Legge vaktplan for vikarsentralens ansatte",
    Action.CHANGE_ROTA: "Legge, endre og ta bort turnus for hånd",
    Action.TELL_OWN_HOURS: "Melde egne timer og hente alt om seg selv",
    Action.CORRECT_HOURS: "Rette timene på egen enhet",
    Action.EXPORT_FILES: "Hente ut filer",
    Action.EXPORT_INSPECTION: "Hente ut oversikten over arbeidstid",
    Action.EXPORT_PAYROLL: "Hente ut lønnsgrunnlaget",
    Action.CLOSE_PAYROLL: "Lukke en lønnsperiode",
    Action.EXPORT_PERSON: "Hente ut alt om én person",
    Action.ERASE_PERSON: "Slette en persons identitet",
    Action.IMPORT_FILES: "Legge inn filer; ledere bare turnus og behov for egen enhet",
    Action.SET_PAY_VALUES: "Sette kommunens satser og prisene fra bemanningsforetak",
}

_EVERYONE = frozenset({Action.SEE_RULES})
_OWN = _EVERYONE | {
    Action.SEE_OWN_SHIFTS,
    Action.CHANGE_OWN_PROFILE,
    Action.CHANGE_OWN_ADDRESS,
    Action.MANAGE_OWN_CALENDAR,
    Action.ANSWER_OFFER,
    Action.SIGN_OWN_AGREEMENT,
    Action.TELL_OWN_HOURS,
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
    Action.SEE_PAY_VALUES,
    Action.SEE_EMERGENCY,
    Action.DECIDE_EMERGENCY,
}
_PARTY = _EVERYONE | {
    Action.SEE_PLAN,
    Action.SEE_SPEND,
    Action.SEE_PAY_VALUES,
    Action.SEE_AGREEMENTS,
    Action.DRAFT_AGREEMENT,
    Action.SIGN_AGREEMENT,
    Action.SEE_PREFERENCE,
}

ROLE_ACTIONS: dict[RoleName, frozenset[Action]] = {
    RoleName.EMPLOYEE: _OWN,
    RoleName.MANAGER: _UNIT
    | {Action.CHANGE_ROTA}
    | {Action.MANAGE_UNIT, Action.SEE_EXTRA_HOURS, Action.CORRECT_HOURS, Action.IMPORT_FILES}
    | {Action.EXPORT_FILES},
    RoleName.SHIFT_LEAD: _UNIT - {Action.SEE_SPEND, Action.SEE_PAY_VALUES},
    RoleName.COORDINATOR: (
        _UNIT - {Action.APPROVE_AGENCY, Action.SEE_SPEND, Action.SEE_PAY_VALUES}
    )
    | {Action.SEE_PLAN, Action.RUN_PLAN, Action.PIN, Action.PUBLISH_PLAN, Action.SEE_AGREEMENTS}
    | {Action.MANAGE_DUTY},
    RoleName.PLANNER: _PARTY
    | {Action.SIGN_FOR_EMPLOYER, Action.SET_PREFERENCE, Action.SET_PAY_VALUES}
    | {Action.CLOSE_PAYROLL}
    | {Action.EXPORT_FILES},
    RoleName.TILLITSVALGT: _PARTY
    | {Action.SIGN_FOR_STAFF, Action.SEE_RECORD, Action.SEE_EXTRA_HOURS, Action.SEE_EMERGENCY}
    | {Action.EXPORT_FILES, Action.EXPORT_INSPECTION},
    RoleName.ADMIN: _EVERYONE
    | {Action.SEE_AGREEMENTS, Action.DRAFT_AGREEMENT, Action.SIGN_AGREEMENT}
    | {Action.SIGN_FOR_EMPLOYER, Action.SET_PREFERENCE, Action.SEE_PREFERENCE}
    | {Action.MANAGE_USERS, Action.SEE_RECORD, Action.SEE_OPERATIONS}
    | {Action.MANAGE_MUNICIPALITY, Action.MANAGE_PEOPLE, Action.MANAGE_UNIT, Action.MANAGE_DUTY}
    | {Action.CHANGE_ROTA, Action.CLOSE_PAYROLL}
    | {Action.EXPORT_FILES, Action.EXPORT_INSPECTION, Action.EXPORT_PAYROLL, Action.EXPORT_PERSON}
    | {Action.ERASE_PERSON, Action.IMPORT_FILES}
    | {Action.SEE_PAY_VALUES, Action.SET_PAY_VALUES},
}
"""A manager's and a shift lead's actions hold at their units; the other roles hold everywhere."""


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
