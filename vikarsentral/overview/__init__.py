"""What pages show: read-only views over the stages, each in a fixed number of queries.

Nothing here decides or changes anything; the stages do.
"""

from vikarsentral.overview.own import OwnShift, Profile, own_shifts, profile
from vikarsentral.overview.places import competence_names, municipality_name
from vikarsentral.overview.units import (
    Seen,
    Stretch,
    UnitLine,
    live_absences,
    stretches,
    unit_lines,
)

__all__ = [
    "OwnShift",
    "Profile",
    "Seen",
    "Stretch",
    "UnitLine",
    "competence_names",
    "live_absences",
    "municipality_name",
    "own_shifts",
    "profile",
    "stretches",
    "unit_lines",
]
