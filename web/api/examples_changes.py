"""Complete examples of changing a request, taking things back, and cover by several people."""

from __future__ import annotations

from web.api.examples import END, NEED, START, WINDOW, Example

CORE_END = "2027-01-04T13:00:00+01:00"
CORE = {"start": START, "end": CORE_END}
LOWER = {"requires": ["helsefagarbeider"], "from": WINDOW}
NEW_TIMES: Example = {
    "start": START,
    "end": END,
    "core": CORE,
    "lower": LOWER,
    "note": "Nøkkelen ligger i vaktrommet.",
}
CHANGED: Example = {**NEED, "core": CORE, "lower": LOWER, "offers": []}
COVER: Example = {"person": "p7"}
WITHDRAWN_NEED: Example = {**NEED, "status": "withdrawn", "offers": []}
WITHDRAWN: Example = {"absence": "a5", "needs": ["n41"]}
CANNOT_COME: Example = {"shift": "s12", "need": "n41"}
TOGETHER: Example = {
    "need": "n41",
    "state": "asking",
    "start": START,
    "end": END,
    "dropped_minutes": 0,
    "window_ends": WINDOW,
    "parts": [
        {
            "person": "p7",
            "start": START,
            "end": CORE_END,
            "way": "stays_on",
            "leaves_unit": None,
            "state": "noted",
            "need": None,
        },
        {
            "person": "p15",
            "start": CORE_END,
            "end": END,
            "way": "moves",
            "leaves_unit": "Bakken sykehjem",
            "state": "asked",
            "need": None,
        },
    ],
}
UNDONE: Example = {**TOGETHER, "state": "undone"}
