"""Hours as worked: the plan counts, unless the leader or the person says otherwise.

The shift row always holds the times in force, so that rules, pay, spend and calendars read the
worked hours by reading shifts. The record beside it holds who told what and when; it is the
register of AML § 10-7, and the database refuses to change it.
"""

from vikarsentral.tables import Side, Went
from vikarsentral.worked.settling import BATCH, Place, ended, settle
from vikarsentral.worked.tell import OPEN_FOR, correct, did_not_come, object_to, uphold
from vikarsentral.worked.views import Line, entries, in_force, of_person, of_unit, one

__all__ = [
    "BATCH",
    "OPEN_FOR",
    "Line",
    "Place",
    "Side",
    "Went",
    "correct",
    "did_not_come",
    "ended",
    "entries",
    "in_force",
    "object_to",
    "of_person",
    "of_unit",
    "one",
    "settle",
    "uphold",
]
