"""What an agreement may open: who signs it, what it opens, under which paragraph.

A number that an agreement sets has its bounds in the row of that value. Openings without a
number are kept as documents and named here, so that nobody takes them for something the law
leaves free.

Source: aml chapter 10 and 14, HTA, as each row names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Signer = Literal["INDIVIDUAL", "LOCAL_TV", "CENTRAL_UNION", "AT_PERMIT", "DISCUSSION"]


@dataclass(frozen=True, slots=True)
class Opening:
    """One thing an agreement opens.

    Attributes:
        id: stable.
        level: who signs.
        source: paragraph.
        limits: names of the limits it sets; empty where it sets no number.
        text: what it opens, one plain Norwegian sentence; other languages in `rules.titles`.
    """

    id: str
    level: Signer
    source: str
    limits: tuple[str, ...]
    text: str


OPENINGS = (
    Opening(
        "averaging_individual",
        "INDIVIDUAL",
        "aml § 10-5 (1)",
        ("averaging_weeks", "day_minutes", "ordinary_week_roof", "week_minutes"),
        "Snitt av arbeidstiden med lengre dager og uker, avtalt med den ansatte.",
    ),
    Opening(
        "averaging_local",
        "LOCAL_TV",
        "aml § 10-5 (2)",
        ("averaging_weeks", "day_minutes", "ordinary_week_roof", "week_minutes"),
        "Snitt av arbeidstiden med enda lengre dager og uker, avtalt med tillitsvalgte.",
    ),
    Opening(
        "more_overtime",
        "LOCAL_TV",
        "aml § 10-6 (5)",
        ("overtime_week", "overtime_4_weeks", "overtime_52_weeks"),
        "Mer overtid for dem som sier ja.",
    ),
    Opening(
        "long_day",
        "LOCAL_TV",
        "aml § 10-6 (9)",
        ("day_total_minutes",),
        "Lengre arbeidsdag med overtid, mot hvile som gis tilbake.",
    ),
    Opening(
        "shorter_rest",
        "LOCAL_TV",
        "aml § 10-8 (3)",
        ("daily_rest", "weekly_rest"),
        "Kortere hvile i døgnet og uken, mot hvile som gis tilbake.",
    ),
    Opening(
        "red_days_on_average",
        "INDIVIDUAL",
        "aml § 10-8 (4)",
        ("red_days",),
        "Annenhver rød dag fri i snitt over 26 uker.",
    ),
    Opening(
        "other_night",
        "LOCAL_TV",
        "aml § 10-11",
        (),
        "En annen natt og et annet snitt for nattarbeid. Avtalen lagres som dokument.",
    ),
    Opening(
        "long_blocks",
        "CENTRAL_UNION",
        "aml § 10-12 (4)",
        (),
        "Lange arbeidsperioder og medleverturnus. Avtalen lagres som dokument.",
    ),
    Opening(
        "permit",
        "AT_PERMIT",
        "aml § 10-5 (3), § 10-6 (6)",
        (),
        "Lengre dager og mer overtid etter tillatelse fra Arbeidstilsynet. Tillatelsen lagres"
        " som dokument.",
    ),
    Opening(
        "time_bank",
        "LOCAL_TV",
        "HTA og lokal avtale",
        (),
        "Timebank, ønsketurnus og bytte av vakter. Avtalen lagres som dokument.",
    ),
    Opening(
        "hire_beyond_vikariat",
        "LOCAL_TV",
        "aml § 14-12 (2)",
        (),
        "Innleie for en tid, også når ingen erstattes.",
    ),
    Opening(
        "hire_of_health_personnel",
        "DISCUSSION",
        "innleieforskriften § 3",
        (),
        "Innleie av helsepersonell, når behovet er drøftet først.",
    ),
    Opening(
        "preference_area",
        "DISCUSSION",
        "aml § 14-3",
        (),
        "Fortrinnsområde på minst 30 ansatte for ekstravakter.",
    ),
    Opening(
        "longer_self_certification",
        "DISCUSSION",
        "folketrygdloven § 8-24",
        (),
        "Lengre egenmelding. Vikarsentralen lagrer ikke årsaker til fravær.",
    ),
)
"""Every opening, in the order of the table."""
