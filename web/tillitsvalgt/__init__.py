"""Pages of the parties: agreements, weights, fortrinnsrett, hours, emergencies, the record."""

from web.tillitsvalgt import (
    agreements,
    draft,
    emergencies,
    hours,
    own,
    preference,
    record,
    weights,
)
from web.tillitsvalgt.room import bp

__all__ = [
    "agreements",
    "bp",
    "draft",
    "emergencies",
    "hours",
    "own",
    "preference",
    "record",
    "weights",
]
