"""What already binds each person: posts, rota, absences, time off, consents, agreements.

The answers are pieces of a problem file, so that the rules and the solver read the live roster
exactly as they read a file. Nothing here judges.
"""

from vikarsentral.commitments.agreed import agreements, weights, weights_row
from vikarsentral.commitments.labour import recount
from vikarsentral.commitments.people import able, people
from vikarsentral.commitments.places import travel, units
from vikarsentral.commitments.refs import (
    local,
    need_id,
    need_ref,
    person_id,
    person_ref,
)
from vikarsentral.commitments.window import Window, window_around, window_of

__all__ = [
    "Window",
    "able",
    "agreements",
    "local",
    "need_id",
    "need_ref",
    "people",
    "person_id",
    "person_ref",
    "recount",
    "travel",
    "units",
    "weights",
    "weights_row",
    "window_around",
    "window_of",
]
