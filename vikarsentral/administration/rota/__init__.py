"""Own rota by hand: put in, changed and removed, judged before it is saved, told to the person.

A leader does it for the own unit, the administrator for all. Each act judges, locks the person,
writes the shifts, counts the hours anew, and lands in the record with before and after.
"""

from vikarsentral.administration.grounds import GROUNDS, Grounds
from vikarsentral.administration.rota.change import MoveWish, add, change, remove
from vikarsentral.administration.rota.views import RotaShift, of_unit, shift, staff
from vikarsentral.administration.rota.wishes import MOST_DAYS, RotaWish, repeated

__all__ = [
    "GROUNDS",
    "MOST_DAYS",
    "Grounds",
    "MoveWish",
    "RotaShift",
    "RotaWish",
    "add",
    "change",
    "of_unit",
    "remove",
    "repeated",
    "shift",
    "staff",
]
