"""What the administration's pages read, a few queries a page."""

from vikarsentral.administration.views.choices import Choices, choices
from vikarsentral.administration.views.duty import DutyLine, Question, duty_plan, questions
from vikarsentral.administration.views.line import Line, Seen
from vikarsentral.administration.views.people import (
    PAGE,
    PersonLine,
    PersonView,
    people,
    person,
)
from vikarsentral.administration.views.places import (
    UnitLine,
    areas,
    competences,
    municipality,
    sectors,
    templates,
    unit,
    units,
)
from vikarsentral.administration.views.proofs import ProofLine, SectorProofs, proofs_by_sector

__all__ = [
    "PAGE",
    "Choices",
    "DutyLine",
    "Line",
    "PersonLine",
    "PersonView",
    "ProofLine",
    "Question",
    "SectorProofs",
    "Seen",
    "UnitLine",
    "areas",
    "choices",
    "competences",
    "duty_plan",
    "municipality",
    "people",
    "person",
    "proofs_by_sector",
    "questions",
    "sectors",
    "templates",
    "unit",
    "units",
]
