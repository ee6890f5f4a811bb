"""Rows of the rule table that only a year of work is judged by, and every judge of a year.

Source: as each row names; law and certainty in `rules.values_year`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from vikarsentral.rules.year import (
    certificates,
    fitness,
    hours,
    ordinary,
    overtime,
    place,
    process,
    red,
    rest,
    windows,
)
from vikarsentral.rules.year.columns import Columns
from vikarsentral.rules.year.finding import Finding
from vikarsentral.rules.year.measured import Measured

YearJudge = Callable[[Columns, Measured], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class YearRule:
    """One hard rule of a year.

    Attributes:
        id: stable.
        source: paragraph.
        values: ids of the dated values it uses.
        text: what it asks, one plain Norwegian sentence; other languages in `rules.titles`.
        judge: looks at the whole roster.
    """

    id: str
    source: str
    values: tuple[str, ...]
    text: str
    judge: YearJudge


_NIGHT = ("night_from_hour", "night_to_hour")

YEAR_RULES = (
    YearRule(
        "ordinary_average",
        "aml § 10-4 (1), (4), (5), (6), § 10-5",
        (
            *("ordinary_week_day", "ordinary_week_rota_38", "ordinary_week_rota_36"),
            *("tariff_week_day", "tariff_week_rota_38", "tariff_week_rota_36"),
            *("red_hour_counts_minutes", "night_hour_counts_minutes", "averaging_weeks"),
        ),
        "Vanlig arbeidstid holder seg innenfor turnusens uke, i snitt der det er avtalt.",
        ordinary.judge_ordinary_average,
    ),
    YearRule(
        "ordinary_roof",
        "aml § 10-5 (1), (2)",
        ("ordinary_week_roof",),
        "Ingen enkelt uke har for mye vanlig arbeidstid, selv om snittet går opp.",
        hours.judge_ordinary_roof,
    ),
    YearRule(
        "eight_weeks",
        "aml § 10-5, § 10-6 (8)",
        ("mean_week_minutes", "mean_weeks"),
        "Åtte uker på rad har i snitt ikke mer arbeid enn tillatt i en uke.",
        hours.judge_eight_weeks,
    ),
    YearRule(
        "overtime_exempt",
        "aml § 10-6 (10)",
        ("overtime_exempt_minutes",),
        "Den som har rett til å slippe overtid, får ingen.",
        overtime.judge_overtime_exempt,
    ),
    YearRule(
        "night_average",
        "aml § 10-11",
        ("night_average_minutes", "night_average_weeks", "night_regular_duties", "night_minutes"),
        "Den som jevnlig jobber natt, har i snitt høyst åtte timer i døgnet.",
        windows.judge_night_average,
    ),
    YearRule(
        "night_work",
        "aml § 10-11",
        (
            *_NIGHT,
            *("night_work_health", "night_work_kindergarten"),
            *("night_work_school", "night_work_cleaning"),
        ),
        "Nattarbeid finnes bare der arbeidet krever det, eller grunnen er skrevet ned.",
        windows.judge_night_work,
    ),
    YearRule(
        "night_exempt",
        "aml § 10-2 (2)",
        ("night_exempt_minutes", *_NIGHT),
        "Den som har rett til å slippe nattarbeid, får ingen natt.",
        windows.judge_night_exempt,
    ),
    YearRule(
        "night_strain",
        "aml § 10-11",
        ("night_strain_minutes", "night_minutes"),
        "En natt med særlig risiko eller belastning varer ikke for lenge.",
        windows.judge_night_strain,
    ),
    YearRule(
        "red_window",
        "aml § 10-10",
        (
            *("red_from_hour", "red_eve_from_hour", "red_day_to_hour", "red_work_health"),
            *("red_work_kindergarten", "red_work_school", "red_work_cleaning"),
        ),
        "Søndags- og helgedagsarbeid finnes bare der arbeidet krever det, eller grunnen er"
        " skrevet ned.",
        windows.judge_red_window,
    ),
    YearRule(
        "compensating_rest",
        "aml § 10-8 (3)",
        ("compensating_rest_days", "daily_rest"),
        "Hvile som en avtale har gjort kortere, gis tilbake innen fristen.",
        rest.judge_compensating_rest,
    ),
    YearRule(
        "notice",
        "aml § 10-3",
        ("notice_days",),
        "Arbeidstiden er kjent to uker før, ellers har den ansatte sagt ja.",
        process.judge_notice,
    ),
    YearRule(
        "breaks",
        "aml § 10-9",
        (
            *("break_from_minutes", "break_least_minutes"),
            *("break_long_from_minutes", "break_long_minutes"),
        ),
        "Vaktmalene har pause, og lange vakter har lang nok pause.",
        process.judge_breaks,
    ),
    YearRule(
        "overtime_break",
        "aml § 10-9",
        ("overtime_break_from_minutes", "overtime_break_minutes"),
        "Før mer enn to timer arbeid etter vanlig arbeidstid er det en pause.",
        hours.judge_overtime_break,
    ),
    YearRule(
        "authorisation",
        "helsepersonelloven § 48",
        (),
        "Den offentlige godkjenningen er gyldig hver dag vakten varer.",
        fitness.judge_authorisation,
    ),
    YearRule(
        "police_check",
        "helse- og omsorgstjenesteloven § 5-4, barnehageloven § 30, opplæringslova kapittel 17",
        ("police_check_health", "police_check_kindergarten", "police_check_school"),
        "Politiattesten for formålet er sett før den ansatte begynner.",
        certificates.judge_police_check,
    ),
    YearRule(
        "tb_clearance",
        "tuberkuloseforskriften § 3-1",
        ("tb_clearance_health", "tb_clearance_kindergarten", "tb_clearance_school"),
        "Den som må klareres for tuberkulose først, møter ikke barn eller pasienter før det.",
        certificates.judge_tb_clearance,
    ),
    YearRule(
        "medication",
        "forskrift om legemiddelhåndtering",
        (),
        "Den som deler ut legemidler, har fullmakt for det på enheten den dagen.",
        fitness.judge_medication,
    ),
    YearRule(
        "teacher",
        "opplæringslova kapittel 17",
        ("teacher_last_month", "teacher_last_day"),
        "Den som underviser, fyller kravet, eller er midlertidig tilsatt til 31. juli.",
        certificates.judge_teacher,
    ),
    YearRule(
        "pedagogue",
        "barnehageloven § 25",
        (),
        "En pedagogstilling i barnehagen har utdannet barnehagelærer eller dispensasjon.",
        certificates.judge_pedagogue,
    ),
    YearRule(
        "language",
        "barnehageloven § 27",
        ("language_waiver",),
        "Språkkravet i barnehagen er oppfylt, eller lovlig fraveket.",
        certificates.judge_language,
    ),
    YearRule(
        "age",
        "aml kapittel 11",
        ("least_age_years",),
        "Ingen under 18 år jobber i vikarsentralen.",
        certificates.judge_age,
    ),
    YearRule(
        "agency_basis",
        "aml § 14-12 (1), (2), innleieforskriften § 3",
        ("agency_vikariat_only",),
        "Et bemanningsforetak brukes bare på et lovlig grunnlag som gjelder den dagen.",
        process.judge_agency_basis,
    ),
    YearRule(
        "preference",
        "aml § 14-3",
        ("preference_area_employees",),
        "Deltidsansatte i fortrinnsområdet er spurt før noen leies inn.",
        process.judge_preference,
    ),
    YearRule(
        "hired_years",
        "aml § 14-12 (4)",
        ("hired_years",),
        "Ingen leies inn sammenhengende lenger enn loven tillater.",
        process.judge_hired_years,
    ),
)
"""Every rule that the problem file leaves out, in the order of the table."""

YEAR_RULE_BY_ID: Mapping[str, YearRule] = {rule.id: rule for rule in YEAR_RULES}

JUDGES: Mapping[str, YearJudge] = {
    "overlap": rest.judge_overlap,
    "competence": fitness.judge_competence,
    "place": place.judge_place,
    "available": place.judge_available,
    "travel": place.judge_travel,
    "daily_rest": rest.judge_daily_rest,
    "weekly_rest": rest.judge_weekly_rest,
    "day_minutes": hours.judge_day_minutes,
    "week_minutes": hours.judge_week_minutes,
    "overtime": overtime.judge_overtime,
    "merarbeid": hours.judge_merarbeid,
    "red_days": red.judge_red_days,
    **{rule.id: rule.judge for rule in YEAR_RULES},
}
"""Who judges each rule in a year: those a problem file knows first, with the same ids."""
