"""What every page shows around its content: the menu by right, the languages, the municipality."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask, request, url_for
from sqlalchemy.exc import DBAPIError

from vikarsentral import access, overview
from vikarsentral.access import Action
from vikarsentral.errors import VikarsentralError
from web import context, language, rulebook
from web.words import later


@dataclass(frozen=True, slots=True)
class Entry:
    """One menu entry: shown to those who may, marked on its own blueprint's pages."""

    label: Any
    endpoint: str
    action: Action
    icon: str


MENU = (
    Entry(later("Hvem er borte?"), "manager.duty", Action.REPORT_ABSENCE, "PersonMinus"),
    Entry(later("Uken"), "manager.week", Action.SEE_UNIT, "Calendar"),
    Entry(later("Turnus"), "admin.rota_week", Action.CHANGE_ROTA, "Calendar"),
    Entry(later("Timer"), "hours.unit", Action.CORRECT_HOURS, "Clock"),
    Entry(later("Mine vakter"), "staff.shifts", Action.SEE_OWN_SHIFTS, "Clock"),
    Entry(later("Mine timer"), "hours.own", Action.TELL_OWN_HOURS, "Clock"),
    Entry(later("Min kalender"), "staff.calendar", Action.MANAGE_OWN_CALENDAR, "Calendar"),
    Entry(later("Min profil"), "staff.profile", Action.CHANGE_OWN_PROFILE, "PersonCircle"),
    Entry(later("Min vaktplan"), "duty.plan", Action.SEE_OWN_SHIFTS, "Calendar"),
    Entry(later("Planer"), "coordinator.plans", Action.SEE_PLAN, "PersonGroup"),
    Entry(later("Vikarbruk"), "planner.spend", Action.SEE_SPEND, "BarChart"),
    Entry(later("Avtaler"), "tillitsvalgt.agreements_list", Action.SEE_AGREEMENTS, "Book"),
    Entry(later("Administrasjon"), "admin.front", Action.MANAGE_UNIT, "Cog"),
    Entry(later("Filer inn"), "importing.files", Action.IMPORT_FILES, "FileImport"),
    Entry(later("Vaktplaner"), "admin.duty_people", Action.MANAGE_DUTY, "Calendar"),
    Entry(later("Mine avtaler"), "tillitsvalgt.own_agreements", Action.SIGN_OWN_AGREEMENT, "Book"),
    Entry(later("Fortrinnsrett"), "tillitsvalgt.turns_page", Action.SEE_PREFERENCE, "PersonGroup"),
    Entry(later("Ekstratimer"), "tillitsvalgt.extra_hours_page", Action.SEE_EXTRA_HOURS, "Clock"),
    Entry(later("Unntak"), "tillitsvalgt.emergencies", Action.SEE_EMERGENCY, "PersonGavel"),
    Entry(later("Filer ut"), "hours.out", Action.EXPORT_FILES, "Wallet"),
    Entry(later("Logg"), "tillitsvalgt.record", Action.SEE_RECORD, "Clock"),
    Entry(later("Reglene"), "common.rules", Action.SEE_RULES, "PersonGavel"),
)


IN_A_ROW = 5
"""What fits beside the name on a screen of 1024 pixels; one place opens the rest."""


def menu(actor: access.Actor | None) -> dict[str, list[dict[str, Any]]]:
    """Return the menu of one user, in order: what stands in a row, and what one place opens.

    Args:
        actor: who looks, or None before sign-in.
    """
    entries = _entries(actor)
    return {"first": entries[:IN_A_ROW], "rest": entries[IN_A_ROW:]}


def _entries(actor: access.Actor | None) -> list[dict[str, Any]]:
    if actor is None:
        return []
    return [
        {
            "label": entry.label,
            "url": url_for(entry.endpoint),
            "icon": entry.icon,
            "is_current": request.endpoint == entry.endpoint,
        }
        for entry in MENU
        if access.may(actor, entry.action)
    ]


def _page() -> dict[str, Any]:
    return {"page": _around()}


def _around() -> dict[str, Any]:
    try:
        actor = context.actor_or_none()
        municipality = overview.municipality_name(context.database()) if actor else None
        chosen = language.current()
    except (VikarsentralError, DBAPIError):
        # An error page must be readable also when the database is what failed.
        actor, municipality, chosen = None, None, "nb"
    return {
        "account": actor,
        "municipality": municipality,
        "language": chosen,
        "languages": language.NAMES,
        "navigation": menu(actor),
    }


def install(app: Flask) -> None:
    """Give every template what stands around its content.

    Args:
        app: the application.
    """
    app.context_processor(_page)
    app.jinja_env.filters["limits"] = rulebook.limit_lines
