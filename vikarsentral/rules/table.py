"""The one table of rules and goals: id, source, values, and the function that judges.

The checker walks these rows, the command `rules` prints them, README repeats them.

Source: contract 2 (hard rules, objective); law and certainty in each row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vikarsentral.rules import employment, fitness, red_days, working_time
from vikarsentral.rules.excess import Excess
from vikarsentral.rules.line import Line

Judge = Callable[[Line], Iterator[Excess]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One hard rule.

    Attributes:
        id: the contract's id.
        source: paragraph or contract section.
        values: ids of the dated values it uses.
        text: what it asks, one plain Norwegian sentence.
        judge: looks at one person's line; None where the whole plan is judged.
    """

    id: str
    source: str
    values: tuple[str, ...]
    text: str
    judge: Judge | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """One term of the objective.

    Attributes:
        id: the contract's id.
        weights: names of the weights in the problem file.
        text: what is counted, one plain Norwegian sentence.
    """

    id: str
    weights: tuple[str, ...]
    text: str
    source: str = "vekter avtalt av partene"


RULES = (
    Rule("once", "produktets regel", (), "Hvert behov står nøyaktig én gang i planen."),
    Rule("plan", "produktets regel", (), "Planen nevner bare behov og personer som finnes."),
    Rule(
        "agency",
        "produktets regel",
        (),
        "Et behov som ikke kan gå til et bemanningsforetak, gis ikke dit.",
    ),
    Rule(
        "overlap",
        "produktets regel",
        (),
        "Ingen er på jobb to steder samtidig.",
        employment.judge_overlap,
    ),
    Rule(
        "competence",
        "krav fra enheten",
        (),
        "Den som kommer, har hver kompetanse som kreves, gyldig hver dag vakten varer.",
        fitness.judge_competence,
    ),
    Rule(
        "place",
        "ansettelsesforholdet",
        (),
        "Ingen sendes til en sektor eller enhet utenfor stillingen sin.",
        employment.judge_place,
    ),
    Rule(
        "available",
        "samtykke, aml § 10-2, § 10-11",
        ("night_minutes", "night_from_hour", "night_to_hour"),
        "Ingen settes opp når de er utilgjengelige, og om natten bare den som har sagt ja.",
        employment.judge_available,
    ),
    Rule(
        "travel",
        "produktets regel",
        (),
        "Mellom vakter i ulike områder er det tid nok til å reise.",
        employment.judge_travel,
    ),
    Rule(
        "daily_rest",
        "aml § 10-8 (1), (3)",
        ("daily_rest", "rest_window"),
        "Mellom to arbeidsperioder er det lang nok hvile hvert døgn.",
        working_time.judge_daily_rest,
    ),
    Rule(
        "weekly_rest",
        "aml § 10-8 (2), (3)",
        ("weekly_rest",),
        "Hver uke har én lang, sammenhengende fritid.",
        working_time.judge_weekly_rest,
    ),
    Rule(
        "day_minutes",
        "aml § 10-4, § 10-5, § 10-6 (8)",
        ("day_minutes", "day_minutes_with_overtime", "day_total_minutes"),
        "En arbeidsperiode er ikke lengre enn tillatt.",
        working_time.judge_day_minutes,
    ),
    Rule(
        "week_minutes",
        "aml § 10-6 (8)",
        ("week_minutes",),
        "En uke har ikke mer arbeid enn tillatt.",
        working_time.judge_week_minutes,
    ),
    Rule(
        "overtime",
        "aml § 10-6 (4), (5)",
        (
            *("overtime_week", "overtime_4_weeks", "overtime_52_weeks"),
            *("overtime_window_weeks", "overtime_not_accepted"),
        ),
        "Overtid holder seg innenfor en uke, fire uker og 52 uker, og er frivillig.",
        working_time.judge_overtime,
    ),
    Rule(
        "merarbeid",
        "samtykke",
        (),
        "Merarbeid går ikke ut over det den ansatte har sagt ja til.",
        employment.judge_merarbeid,
    ),
    Rule(
        "red_days",
        "aml § 10-8 (4)",
        (
            *("red_days_in_a_row", "sundays_in_a_row", "red_days_share_percent"),
            *("red_window_weeks", "red_day_to_hour"),
        ),
        "Den som jobber en rød dag, har fri den neste, eller et avtalt snitt.",
        red_days.judge_red_days,
    ),
    Rule("pinned", "produktets regel", (), "En låst tildeling som er lovlig, blir stående."),
)
"""Every hard rule in the contract's order."""

GOALS = (
    Goal("open", ("open_ore_per_minute",), "Minutter av hvert behov som står åpent."),
    Goal(
        "agency",
        ("agency_surcharge_ore_per_minute",),
        "Bemanningsforetakets pris og et tillegg for hvert minutt.",
    ),
    Goal("merarbeid", ("merarbeid_ore_per_minute",), "Minutter ut over stillingen."),
    Goal(
        "overtime",
        ("overtime_factor_percent", "overtime_surcharge_ore_per_minute"),
        "Minutter overtid.",
    ),
    Goal("hourly", ("hourly_ore_per_minute",), "Minutter for timelønte."),
    Goal(
        "unused",
        ("unused_ore_per_minute",),
        "Avtalte minutter i vikarsentralen som ikke blir brukt.",
    ),
    Goal("unknown_unit", ("unknown_unit_ore",), "Vakter på en enhet der personen er ny."),
    Goal(
        "quick_return",
        ("quick_return_ore",),
        "Hvile som er lovlig etter avtale, men kortere enn lovens egen.",
    ),
    Goal("weekend_share", ("weekend_share_ore",), "Helgevakter, slik at de blir delt."),
    Goal("wish", (), "Ønsker med pris fra den ansatte."),
    Goal("change", ("change_ore",), "Vakter som er flyttet fra den som alt er varslet."),
)
"""Every term of the objective in the contract's order."""

RULE_BY_ID = {rule.id: rule for rule in RULES}
RULE_ORDER = {rule.id: place for place, rule in enumerate(RULES)}
