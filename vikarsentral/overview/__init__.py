"""What pages show: read-only views over the stages, each in a fixed number of queries.

Nothing here decides or changes anything; the stages do.
"""

from vikarsentral.overview.agreements import AgreementLine, agreement_lines
from vikarsentral.overview.candidates import Candidate, Candidates, candidates
from vikarsentral.overview.own import OwnShift, Profile, own_shifts, profile
from vikarsentral.overview.places import (
    AbsenceOf,
    NeedLine,
    competence_names,
    municipality_name,
    needs_of_absence,
)
from vikarsentral.overview.units import (
    Seen,
    Stretch,
    UnitLine,
    UsualShift,
    need_of_released,
    stretches,
    unit_lines,
    unit_of_shift,
    usual_shifts,
)

__all__ = [
    "AbsenceOf",
    "AgreementLine",
    "Candidate",
    "Candidates",
    "NeedLine",
    "OwnShift",
    "Profile",
    "Seen",
    "Stretch",
    "UnitLine",
    "UsualShift",
    "agreement_lines",
    "candidates",
    "competence_names",
    "municipality_name",
    "need_of_released",
    "needs_of_absence",
    "own_shifts",
    "profile",
    "stretches",
    "unit_lines",
    "unit_of_shift",
    "usual_shifts",
]
