"""Pages for the administrator: places, people, duty plans, users, and the first day.

A leader meets the pages of the own unit, the coordinator those of the duty plans.
"""

from web.admin import (
    areas,
    competences,
    duty,
    front,
    municipality,
    pay,
    people,
    person,
    proofs,
    rota,
    templates,
    units,
    users,
)
from web.admin.room import bp

__all__ = [
    "areas",
    "bp",
    "competences",
    "duty",
    "front",
    "municipality",
    "pay",
    "people",
    "person",
    "proofs",
    "rota",
    "templates",
    "units",
    "users",
]
