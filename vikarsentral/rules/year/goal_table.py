"""Rows of the soft goals that only a year of work shows.

Source: good practice in rota work; barnehageloven § 26; aml § 14-3.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from vikarsentral.rules.values import Value
from vikarsentral.rules.values_year import ALL_VALUES
from vikarsentral.rules.year import goals
from vikarsentral.rules.year.columns import Columns, Ints
from vikarsentral.rules.year.facts import YearRoster
from vikarsentral.rules.year.measured import Measured

Count = Callable[[Columns, Measured], Ints]


@dataclass(frozen=True, slots=True)
class YearGoal:
    """One soft goal of a year.

    Attributes:
        id: stable.
        source: paragraph, or what it rests on.
        values: ids of the dated values it uses.
        text: what is counted, one plain Norwegian sentence; other languages in `rules.titles`.
        count: the number of each worker; None where it is counted by day and unit.
    """

    id: str
    source: str
    values: tuple[str, ...]
    text: str
    count: Count | None


YEAR_GOALS = (
    YearGoal(
        "evening_share",
        "god turnus",
        ("evening_from_hour",),
        "Kveldsvakter, slik at de blir delt.",
        goals.count_evenings,
    ),
    YearGoal(
        "night_share", "god turnus", (), "Nattevakter, slik at de blir delt.", goals.count_nights
    ),
    YearGoal(
        "unpopular_share",
        "god turnus",
        (),
        "Vakter på steder få ønsker seg, slik at de blir delt.",
        goals.count_unpopular,
    ),
    YearGoal("travel_time", "god turnus", (), "Reisetid samme dag.", goals.count_travel),
    YearGoal(
        "nights_in_a_row",
        "god turnus",
        ("nights_in_a_row",),
        "Netter ut over tre på rad.",
        goals.count_nights_in_a_row,
    ),
    YearGoal(
        "rotation",
        "god turnus",
        (),
        "Vakter som begynner tidligere på døgnet enn vakten dagen før.",
        goals.count_rotation,
    ),
    YearGoal(
        "single_free_days",
        "god turnus",
        (),
        "Enkeltstående fridager mellom to arbeidsdager.",
        goals.count_single_free_days,
    ),
    YearGoal(
        "units_per_week",
        "god turnus",
        ("units_per_week",),
        "Enheter ut over to på en uke.",
        goals.count_units,
    ),
    YearGoal(
        "wanted_hours",
        "aml § 14-3",
        (),
        "Timer deltidsansatte ønsker seg og ikke får.",
        goals.count_wanted_hours,
    ),
    YearGoal(
        "overtime_spread",
        "god turnus",
        (),
        "Overtid, slik at den blir delt.",
        goals.count_overtime,
    ),
    YearGoal(
        "scarce_competence",
        "god turnus",
        (),
        "Vakter der en sjelden kompetanse ikke trengs.",
        goals.count_scarce,
    ),
    YearGoal(
        "untrained_teaching",
        "opplæringslova kapittel 17",
        (),
        "Undervisning av noen som ikke fyller kravet.",
        goals.count_untrained_teaching,
    ),
    YearGoal(
        "kindergarten_norm",
        "barnehageloven § 26",
        ("small_children_per_adult", "large_children_per_adult"),
        "Voksne som mangler etter normen for barnehagen, dag for dag.",
        None,
    ),
)
"""Every soft goal that a problem file does not weigh; `goals.missing_adults` counts the norm."""


def count_goals(
    roster: YearRoster, values: Mapping[str, Value] | None = None
) -> Mapping[str, Mapping[str, int]]:
    """Count every goal of a year by worker.

    Args:
        roster: the facts.
        values: dated values; the table's own when None.

    Returns:
        By goal and id of the worker; smaller is better.
    """
    columns = Columns(roster, ALL_VALUES if values is None else values)
    measured = Measured(columns)
    ids = [worker.id for worker in columns.workers]
    return {
        goal.id: dict(zip(ids, goal.count(columns, measured).tolist(), strict=True))
        for goal in YEAR_GOALS
        if goal.count is not None
    }
