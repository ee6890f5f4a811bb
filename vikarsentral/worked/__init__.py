"""Hours as worked: the plan counts, unless the leader or the person says otherwise.

The shift row always holds the times in force, so that rules, pay, spend and calendars read the
worked hours by reading shifts. The record beside it holds who told what and when; it is the
register of AML § 10-7, and the database refuses to change it.
"""

from vikarsentral.worked.record import settle
from vikarsentral.worked.tell import correct, did_not_come, object_to, uphold
from vikarsentral.worked.views import Line, of_person, of_unit

__all__ = [
    "Line",
    "correct",
    "did_not_come",
    "object_to",
    "of_person",
    "of_unit",
    "settle",
    "uphold",
]
