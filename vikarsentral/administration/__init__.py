"""A municipality's own register: places, people, posts, duty plans, and the first day.

Every change asks what the one who changes saw, and lands in the record with before and after.
`views` is what pages read.
"""

from vikarsentral.administration import rota, users, views
from vikarsentral.administration.areas import (
    add_area,
    change_area,
    remove_area,
    set_travel,
    travel_minutes,
)
from vikarsentral.administration.changes import Act
from vikarsentral.administration.competences import (
    add_competence,
    change_competence,
    remove_competence,
)
from vikarsentral.administration.duty import Published, publish, spans, walls
from vikarsentral.administration.duty_changes import answer, ask_change, take_back
from vikarsentral.administration.duty_lawful import NOTICE_DAYS, earliest
from vikarsentral.administration.first_day import Lack, Progress, Step, lacks, progress
from vikarsentral.administration.leaders import Leader, appoint, dismiss, leaders_of
from vikarsentral.administration.leaving import Left, deactivate_person, reactivate_person
from vikarsentral.administration.municipality import (
    MunicipalityWish,
    add_sector,
    change_sector,
    set_municipality,
)
from vikarsentral.administration.people import PersonWish, add_person, change_person
from vikarsentral.administration.posts import REGIMES, PostWish, add_post, change_post
from vikarsentral.administration.presets import PRESETS
from vikarsentral.administration.proofs import add_usual_proofs, set_demand
from vikarsentral.administration.reach import (
    Reach,
    reach_of,
    remove_competence_of,
    set_competence,
    set_reach,
)
from vikarsentral.administration.register import Named
from vikarsentral.administration.units import (
    TemplateWish,
    UnitWish,
    add_template,
    add_unit,
    change_template,
    change_unit,
    remove_template,
)
from vikarsentral.tables import PostKind
from vikarsentral.tables.columns import Language

__all__ = [
    "NOTICE_DAYS",
    "PRESETS",
    "REGIMES",
    "Act",
    "Lack",
    "Language",
    "Leader",
    "Left",
    "MunicipalityWish",
    "Named",
    "PersonWish",
    "PostKind",
    "PostWish",
    "Progress",
    "Published",
    "Reach",
    "Step",
    "TemplateWish",
    "UnitWish",
    "add_area",
    "add_competence",
    "add_person",
    "add_post",
    "add_sector",
    "add_template",
    "add_unit",
    "add_usual_proofs",
    "answer",
    "appoint",
    "ask_change",
    "change_area",
    "change_competence",
    "change_person",
    "change_post",
    "change_sector",
    "change_template",
    "change_unit",
    "deactivate_person",
    "dismiss",
    "earliest",
    "lacks",
    "leaders_of",
    "progress",
    "publish",
    "reach_of",
    "reactivate_person",
    "remove_area",
    "remove_competence",
    "remove_competence_of",
    "remove_template",
    "rota",
    "set_competence",
    "set_demand",
    "set_municipality",
    "set_reach",
    "set_travel",
    "spans",
    "take_back",
    "travel_minutes",
    "users",
    "views",
    "walls",
]
