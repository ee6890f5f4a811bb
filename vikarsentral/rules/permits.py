"""What Arbeidstilsynet may permit: a level of its own, above what any agreement opens.

A permit is an order for one workplace and a time of its own, kept as a document; the rows here
say how far it may go and from when the law has said so. No plan leans on one: the problem file
knows no such level, so work beyond the agreements stays refused until people decide otherwise.

Source: aml § 10-5 (3), § 10-6 (6); law.md 1.5, 1.6.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from vikarsentral.rules.values import AML, Certainty

LEVEL: Final = "AT_PERMIT"


@dataclass(frozen=True, slots=True)
class Permit:
    """How far a permit may go for one limit.

    Attributes:
        limit: id of the value it goes beyond.
        dated: pairs of the date a bound came into force and the largest value, oldest first.
        source: paragraph.
        certainty: how the number is known.
    """

    limit: str
    dated: tuple[tuple[date, int], ...]
    source: str
    certainty: Certainty

    def on(self, on: date) -> tuple[date, int] | None:
        """Return since when and how far a permit may go on a date; None before the first.

        Args:
            on: Oslo date.
        """
        return max((one for one in self.dated if one[0] <= on), default=None)


PERMITS: Mapping[str, Permit] = {
    permit.limit: permit
    for permit in (
        Permit("averaging_weeks", ((AML, 26),), "aml § 10-5 (3)", "from memory"),
        Permit("day_minutes", ((AML, 780),), "aml § 10-5 (3)", "from memory"),
        Permit("overtime_week", ((AML, 1500),), "aml § 10-6 (6)", "verified"),
        Permit("overtime_52_weeks", ((AML, 24000),), "aml § 10-6 (6)", "verified"),
    )
}
"""By the limit's id. For four weeks the law sets no bound; the permit does."""
