"""One complete example of request and answer for every resource, shown in the document.

Fjordvik is made up. Every example is checked against its own form by the tests.
"""

from __future__ import annotations

from typing import Any

Example = dict[str, Any]

REQUEST_ID = "5f0c1b9a7d2e4c31"
START, END = "2027-01-04T07:30:00+01:00", "2027-01-04T15:00:00+01:00"
WINDOW = "2027-01-04T06:25:00+01:00"
NOW = "2027-01-04T06:10:00+01:00"
UID = "0b7c2f0e5a3d4f6f9b1e2a4c8d6e7f90@vikarsentral"


def _receipt(person: str, verdict: str, rule: str | None = None) -> Example:
    lawful = rule is None
    return {
        "need": "n41",
        "person": person,
        "verdict": verdict,
        "rule": rule,
        "source": "vekter avtalt av partene" if lawful else "aml § 10-8 (1), (3)",
        "numbers": {"marginal_ore": 12000}
        if lawful
        else {"limit": 780, "value": 870, "excess": 90, "rest": 660},
        "text": {
            "nb": "Kan ta vakten."
            if lawful
            else "Mellom vaktene blir det 9 timer og 30 minutter. Det skal være minst 11 timer.",
            "nn": "Kan ta vakta."
            if lawful
            else "Mellom vaktene blir det 9 timar og 30 minutt. Det skal vere minst 11 timar.",
            "en": "Can take the shift."
            if lawful
            else "There are 9 hours 30 minutes between the shifts; 11 hours are needed.",
        },
        "data_at": NOW,
    }


POSSIBLE = _receipt("p7", "possible")
NOT_ALLOWED = _receipt("p12", "not_allowed", "daily_rest")
ANNA: Example = {"person": "p7", "person_name": "Anna Lie"}

NEW_NEEDS: Example = {"absence": {"person": "p3", "start": START, "end": END}}
NEW_EXTRA: Example = {
    "extra": {
        "unit": "solvang",
        "start": START,
        "end": END,
        "unpaid_break": 0,
        "requires": ["sykepleier"],
        "priority": 1,
    }
}
OFFER: Example = {
    "id": "o9",
    "need": "n41",
    "mode": "exclusive",
    "state": "open",
    "places": 1,
    "case": None,
    "window_ends": WINDOW,
    "people": [
        {"person": "p7", "rank": 1, "state": "asked"},
        {"person": "p15", "rank": 2, "state": "noted"},
    ],
}
NEED: Example = {
    "id": "n41",
    "unit": "solvang",
    "unit_name": "Solvang sykehjem",
    "start": START,
    "end": END,
    "unpaid_break": 0,
    "requires": ["sykepleier"],
    "priority": 1,
    "status": "open",
    "absence": "a5",
    "person": None,
    "shift": None,
    "core": None,
    "lower": None,
    "order": None,
    "offers": [OFFER],
}
NEEDS_MADE: Example = {
    "absence": "a5",
    "needs": [{**NEED, "offers": [], "options": [POSSIBLE], "people": [ANNA]}],
}
OPTIONS: Example = {
    "need": "n41",
    "unit_name": "Solvang sykehjem",
    "options": [POSSIBLE, NOT_ALLOWED],
    "people": [ANNA, {"person": "p12", "person_name": "Bo Østby"}],
}
NEW_OFFER: Example = {
    "people": ["p7", "p15"],
    "window_ends": WINDOW,
    "mode": "exclusive",
    "places": 1,
}
WITHDRAWN: Example = {
    **OFFER,
    "state": "withdrawn",
    "people": [{**asked, "state": "closed"} for asked in OFFER["people"]],
}
NOTED: Example = {
    "offer": "o9",
    "need": "n41",
    "person": "p15",
    "state": "noted",
    "window_ends": WINDOW,
    "shift": None,
}
DECLINED: Example = {**NOTED, "state": "declined"}
NEW_BOOKING: Example = {"person": "p7", "preference_reason": "called"}
SHIFT: Example = {
    "id": "s88",
    "uid": UID,
    "person": "p7",
    "need": "n41",
    "unit": "solvang",
    "unit_name": "Solvang sykehjem",
    "area": "nord",
    "start": START,
    "end": END,
    "unpaid_break": 0,
    "kind": "cover",
    "status": "confirmed",
}
SHIFTS: Example = {"shifts": [SHIFT]}
NEW_PLAN: Example = {"first_on": "2027-01-04", "weeks": 4, "seconds": 60, "seed": 1}
PLAN_FILE: Example = {
    "format": "vikarsentral/plan/1",
    "problem_sha256": "9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab",
    "assignments": [{"need": "n41", "person": "p7"}],
    "agency": [],
    "open": ["n42"],
    "refused_pins": [],
    "objective": 2412000,
    "terms": {
        "open": 2400000,
        "agency": 0,
        "merarbeid": 0,
        "overtime": 0,
        "hourly": 0,
        "unused": 12000,
        "unknown_unit": 0,
        "quick_return": 0,
        "weekend_share": 0,
        "wish": 0,
        "change": 0,
    },
    "bound": 2412000,
    "gap": 0.0,
    "status": "proven",
    "seconds": 1.4,
    "seed": 1,
    "workers": 2,
    "versions": {"vikarsentral": "0.1.0"},
}
PLAN: Example = {
    "id": "k3",
    "state": "done",
    "start": "2027-01-04T00:00:00+01:00",
    "end": "2027-02-01T00:00:00+01:00",
    "requested_at": NOW,
    "started_at": "2027-01-04T06:10:01+01:00",
    "finished_at": "2027-01-04T06:10:03+01:00",
    "published_at": None,
    "seconds": 60,
    "objective": 2412000,
    "bound": 2412000,
    "gap": 0.0,
    "status": "proven",
    "fault": None,
    "progress": {"objective": 2412000, "bound": 2412000},
    "plan": PLAN_FILE,
    "before": "k2",
    "kept": 1,
    "moves": [
        {
            "need": "n41",
            "was": {"outcome": "own", "person": "p9"},
            "now": {"outcome": "own", "person": "p7"},
            "why": {"code": "stopped", "rules": ["available"], "ore": None, "changed": []},
        }
    ],
}
PLAN_QUEUED: Example = {
    **PLAN,
    "state": "queued",
    "started_at": None,
    "finished_at": None,
    **dict.fromkeys(("objective", "bound", "gap", "status")),
    "progress": {},
    **dict.fromkeys(("plan", "before", "kept", "moves")),
}
PUBLISHED: Example = {
    "id": "k3",
    "state": "published",
    "given": 1,
    "kept": 0,
    "cancelled": 0,
    "agency": 0,
    "open": 1,
}
SPEND: Example = {
    "from": "2026-10-01",
    "to": "2026-12-31",
    "group_by": ["source"],
    "lines": [
        {
            "unit": None,
            "month": None,
            "source": "agency",
            "minutes": 450,
            "cost_ore": 787500,
            "shifts": [],
            "agency_orders": ["b2"],
        },
        {
            "unit": None,
            "month": None,
            "source": "pool",
            "minutes": 900,
            "cost_ore": 736500,
            "shifts": ["s81", "s88"],
            "agency_orders": [],
        },
    ],
    "minutes": 1350,
    "cost_ore": 1524000,
}
LIVE: Example = {"status": "ok"}
READY: Example = {"status": "ok", "checks": {"database": True, "migrations": True}}
NOT_READY: Example = {"status": "down", "checks": {"database": False}}


def _refusal(code: str, message: str, **more: Any) -> Example:
    return {"code": code, "message": message, **more, "request_id": REQUEST_ID}


REFUSALS: dict[int, Example] = {
    400: _refusal("broken_json", "Innholdet er ikke gyldig JSON."),
    401: _refusal("unauthorized", "Send et gyldig token: Authorization: Bearer …"),
    403: _refusal("not_allowed", "Rollen din gir ikke rett til dette. Ingenting er endret."),
    404: _refusal("not_found", "Det finnes ikke noe her for deg."),
    409: _refusal("offer_taken", "Vakten er tatt av en annen.", facts={"offer": 9}),
    412: _refusal(
        "ground_moved",
        "Grunnlaget er endret etter at planen ble laget.",
        facts={"moved": [{"kind": "need", "id": "n41"}]},
    ),
    413: _refusal("too_large", "Det du sendte, er for stort."),
    415: _refusal("json_expected", "Send JSON i UTF-8 med Content-Type application/json."),
    422: _refusal(
        "invalid",
        "Noe i forespørselen må rettes. Ingenting er lagret.",
        field="absence.end",
        errors=[
            {
                "code": "required",
                "field": "absence.end",
                "message": "Feltet må være med.",
            },
            {
                "code": "unknown_field",
                "field": "absence.cause",
                "message": "Feltet er ukjent.",
            },
        ],
    ),
    428: _refusal("if_match_missing", "Send If-Match med planens ETag."),
    503: _refusal(
        "component_down",
        "En del av tjenesten er nede. Ingenting er lagret. Prøv igjen om litt.",
    ),
}
NOT_LAWFUL: Example = _refusal(
    "not_lawful",
    "Det ville brutt en regel. Ingenting er lagret.",
    receipts=[NOT_ALLOWED],
)
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Vikarsentral//Mine vakter 1//NO\r\n"
    "BEGIN:VEVENT\r\nUID:" + UID + "\r\nSEQUENCE:0\r\nDTSTAMP:20270104T051000Z\r\n"
    "DTSTART;TZID=Europe/Oslo:20270104T073000\r\nDTEND;TZID=Europe/Oslo:20270104T150000\r\n"
    "SUMMARY:Vakt: Solvang sykehjem\r\nSTATUS:CONFIRMED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
