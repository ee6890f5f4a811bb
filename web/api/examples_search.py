"""Complete examples of a search for cover, and of the questions a person has been asked."""

from __future__ import annotations

from web.api.examples import END, NOW, START, WINDOW, Example

SEARCH: Example = {
    "need": "n41",
    "state": "running",
    "started_by": "leder",
    "started_at": NOW,
    "responsible": "leder",
    "taken_at": None,
    "next_at": WINDOW,
    "asked": 3,
    "left_in_peace": 41,
    "waves": [
        {
            "offer": "o9",
            "number": 2,
            "group": "part_time",
            "window_ends": WINDOW,
            "open": True,
            "people": [
                {"person": "p15", "state": "noted", "sent": "sent", "opened": True},
                {"person": "p19", "state": "asked", "sent": "queued", "opened": False},
            ],
        },
        {
            "offer": "o8",
            "number": 1,
            "group": "pool",
            "window_ends": "2027-01-04T06:15:00+01:00",
            "open": False,
            "people": [{"person": "p7", "state": "declined", "sent": "sent", "opened": True}],
        },
    ],
}
TAKEN_OVER: Example = {**SEARCH, "responsible": "ansvarsvakt", "taken_at": NOW}
STOPPED: Example = {
    **SEARCH,
    "state": "stopped",
    "next_at": None,
    "waves": [
        {
            **SEARCH["waves"][0],
            "open": False,
            "people": [
                {"person": "p15", "state": "closed", "sent": "sent", "opened": True},
                {"person": "p19", "state": "closed", "sent": "sent", "opened": False},
            ],
        },
        SEARCH["waves"][1],
    ],
}
QUESTIONS: Example = {
    "offers": [
        {
            "offer": "o9",
            "need": "n41",
            "unit_name": "Solvang sykehjem",
            "area_name": "Nord",
            "start": START,
            "end": END,
            "unpaid_break": 0,
            "mode": "exclusive",
            "state": "asked",
            "window_ends": WINDOW,
        }
    ]
}
PAUSED: Example = {"paused_until": "2027-01-11T00:00:00+01:00"}
