"""The rows themselves: one number of the tariff or of the employer's cost in each.

Dates are those the research could see; `certainty` says how each number is known and travels
to every table that shows it.

Source: law.md 3.3-3.8, 7.2, 7.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Unit = Literal[
    "hour", "øre/hour", "hundredths", "factor", "thirds", "minutes", "choice", "minutes/year"
]
RowLevel = Literal["law", "tariff", "municipality"]
Certainty = Literal["verified", "verified older", "from memory", "estimate", "derived"]

HTA_2023: Final = date(2023, 1, 1)
HTA_2014: Final = date(2014, 5, 1)
CONTRIBUTION_2026: Final = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class PayValue:
    """One number with its history.

    Attributes:
        id: the name the engine and local rows use.
        unit: what it counts; `thirds` are thirds of hourly pay, `hundredths` of a per cent.
        dated: pairs of the date a value came into force and the value, oldest first.
        level: who sets it.
        source: paragraph.
        certainty: how it is known.
        text: what it is, one plain Norwegian sentence.
        at_least: the smallest value a municipality may set for itself; None where it may not.
        at_most: the largest.
    """

    id: str
    unit: Unit
    dated: tuple[tuple[date, int], ...]
    level: RowLevel
    source: str
    certainty: Certainty
    text: str
    at_least: int | None = None
    at_most: int | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether a municipality may set it for itself."""
        return self.at_least is not None


def _tariff(
    key: str,
    unit: Unit,
    value: int,
    source: str,
    certainty: Certainty,
    text: str,
    most: int | None = None,
    since: date = HTA_2023,
) -> PayValue:
    """Make a tariff row; a local agreement may only be better, up to *most*."""
    least = None if most is None else value
    return PayValue(
        key,
        unit,
        ((since, value),),
        "tariff",
        f"HTA kap. 1 {source}",
        certainty,
        text,
        least,
        most,
    )


def _own(
    key: str,
    unit: Unit,
    value: int,
    source: str,
    certainty: Certainty,
    text: str,
    bounds: tuple[int, int],
) -> PayValue:
    """Make a row that each municipality decides for itself."""
    dated = ((HTA_2023, value),)
    return PayValue(key, unit, dated, "municipality", source, certainty, text, *bounds)


def _zone(key: str, hundredths: int, zone: str) -> PayValue:
    return PayValue(
        key,
        "hundredths",
        ((CONTRIBUTION_2026, hundredths),),
        "law",
        "folketrygdloven § 23-2",
        "verified",
        f"Arbeidsgiveravgift i sone {zone}.",
    )


ROWS: Final[tuple[PayValue, ...]] = (
    _tariff("weekend_hundredths", "hundredths", 2200, "§ 5.2", "verified",
            "Tillegg for arbeid lørdag og søndag, i prosent av timelønnen.", 10_000),
    _tariff("weekend_floor_ore", "øre/hour", 7000, "§ 5.2", "verified",
            "Minste tillegg for hver time lørdag og søndag.", 100_000),
    _tariff("holiday_thirds", "thirds", 4, "§ 5.3", "verified",
            "Tillegg for arbeid på helge- og høytidsdager, i tredeler av timelønnen.", 12),
    _tariff("half_day_from_hour", "hour", 12, "§ 5.3, § 6", "verified older",
            "Klokkeslettet høytidstillegget begynner på halve høytidsdager.", since=HTA_2014),
    _tariff("evening_ore", "øre/hour", 5600, "§ 5.4", "verified",
            "Kveldstillegg for hver time, for den som går i turnus.", 100_000),
    _tariff("night_hundredths", "hundredths", 2500, "§ 5.4", "verified",
            "Nattillegg for den som går i turnus, i prosent av timelønnen.", 10_000),
    _tariff("night_floor_ore", "øre/hour", 7000, "§ 5.4", "verified",
            "Minste nattillegg for hver time, for den som går i turnus.", 100_000),
    _tariff("evening_other_ore", "øre/hour", 3200, "§ 5.4", "verified",
            "Kvelds- og nattillegg for hver time, for den som ikke går i turnus.", 100_000),
    _tariff("evening_from_hour", "hour", 17, "§ 5.4", "verified",
            "Klokkeslettet kvelden begynner."),
    _tariff("night_from_hour", "hour", 21, "§ 5.4", "verified",
            "Klokkeslettet natten begynner."),
    _tariff("night_to_hour", "hour", 6, "§ 5.4", "verified",
            "Klokkeslettet natten slutter."),
    _tariff("overtime_50_hundredths", "hundredths", 15_000, "§ 6", "verified older",
            "Overtid til vanlig tid, i prosent av timelønnen, grunnlønn medregnet.", 30_000),
    _tariff("overtime_100_hundredths", "hundredths", 20_000, "§ 6", "from memory",
            "Overtid om natten, i helgen, etter arbeidstid dagen før en helligdag og på fridag.",
            30_000),
    _tariff("overtime_133_thirds", "thirds", 7, "§ 6", "from memory",
            "Overtid på helge- og høytidsdager, i tredeler av timelønnen, grunnlønn medregnet.",
            12),
    _tariff("day_before_from_hour", "hour", 17, "§ 4, § 6", "from memory",
            "Klokkeslettet vanlig arbeidstid slutter dagen før en helligdag."),
    _tariff("call_out_minutes", "minutes", 120, "§ 6", "from memory",
            "Minste betalte tid for den som blir kalt tilbake til overtid.", 480),
    _tariff("displaced_hundredths", "hundredths", 5000, "§ 6.8", "from memory",
            "Tillegg for forskjøvet arbeidstid, i prosent av timelønnen.", 20_000),
    _own("overtime_year_hours", "choice", 0, "HTA kap. 1 § 6", "from memory",
         "Årstimer overtidslønnen regnes av; 0 betyr de samme som grunnlønnen.", (1700, 1950)),
    _own("part_time_threshold", "choice", 0, "HTA kap. 1 § 6, aml § 10-6", "verified",
         "Når overtidsbetaling begynner for deltidsansatte: 0 over full stilling, "
         "1 over egen stilling.", (0, 1)),
    _own("dst_contract", "choice", 0, "KS og partene om tidsskifte", "verified",
         "Timer i stillingen når klokken stilles: 0 etter klokken, 1 etter medgått tid.", (0, 1)),
    _own("dst_hourly", "choice", 1, "KS og partene om tidsskifte", "from memory",
         "Andre timer når klokken stilles: 0 etter klokken, 1 etter medgått tid.", (0, 1)),
    PayValue("holiday_pay_hundredths", "hundredths", ((HTA_2023, 1200),), "law",
             "ferieloven § 10", "verified", "Feriepenger av lønnen.", 1200, 2000),
    PayValue("holiday_pay_60_hundredths", "hundredths", ((HTA_2023, 1430),), "law",
             "ferieloven § 10", "verified", "Feriepenger av lønnen for den som har fylt 60 år.",
             1430, 2300),
    _own("pension_hundredths", "hundredths", 1600, "pensjonsordningen", "estimate",
         "Arbeidsgivers del av pensjonen, ikke av overtid.", (0, 4000)),
    _own("pension_teacher_hundredths", "hundredths", 1100, "Statens pensjonskasse", "estimate",
         "Arbeidsgivers del av pensjonen for lærere, ikke av overtid.", (0, 4000)),
    _own("zone", "choice", 0, "folketrygdloven § 23-2", "verified",
         "Kommunens sone for arbeidsgiveravgift: 0 er sone I, 1 Ia, 2 II, 3 III, 4 IV, 5 IVa "
         "og 6 V.",
         (0, 6)),
    _zone("contribution_0_hundredths", 1410, "I"),
    _zone("contribution_1_hundredths", 1410, "Ia (over fribeløpet)"),
    _zone("contribution_2_hundredths", 1060, "II"),
    _zone("contribution_3_hundredths", 640, "III"),
    _zone("contribution_4_hundredths", 510, "IV"),
    _zone("contribution_5_hundredths", 790, "IVa"),
    _zone("contribution_6_hundredths", 0, "V"),
    _own("teaching_year_minutes", "minutes/year", 101_250, "SFS 2213", "verified",
         "Årsverket som timelønn for undervisning regnes av, 1687,5 timer.", (60_000, 117_000)),
    _own("teaching_factor_hundredths", "factor", 11_200, "SFS 2213", "verified",
         "Tallet timelønn for undervisning deles på, siden feriepenger kommer i tillegg.",
         (10_000, 12_000)),
)  # fmt: skip
"""Every row, in the order tables show them."""
