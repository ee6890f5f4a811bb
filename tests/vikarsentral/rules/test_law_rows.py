"""The rule table row by row against what the law and the tariff say, written down by hand.

A row that is lost, changed or added without its line is seen; the numbers stand in `law_numbers`.
"""

from datetime import date
from functools import cache

import pytest

from tests.vikarsentral.rules.law_numbers import NUMBERS, OWN, WITH_EMPLOYEE, WITH_UNION
from vikarsentral.rules.openings import OPENINGS
from vikarsentral.rules.printed import printed_table

ON = date(2026, 11, 21)

HARD = {
    "1 no overlap, availability and absence": {
        "overlap": (),
        "available": ("night_minutes", "night_from_hour", "night_to_hour"),
        "travel": (),
        "place": (),
    },
    "2 role, authorisation, police check, TB clearance, medication": {
        "competence": (),
        "authorisation": (),
        "medication": (),
        "police_check": (
            "police_check_health",
            "police_check_kindergarten",
            "police_check_school",
        ),
        "tb_clearance": (
            "tb_clearance_health",
            "tb_clearance_kindergarten",
            "tb_clearance_school",
        ),
        "teacher": ("teacher_last_month", "teacher_last_day"),
        "pedagogue": (),
        "language": ("language_waiver",),
    },
    "3 daily and weekly rest": {
        "daily_rest": ("daily_rest", "rest_window"),
        "weekly_rest": ("weekly_rest",),
        "compensating_rest": ("daily_rest",),
    },
    "4 the day": {
        "day_minutes": ("day_minutes", "day_minutes_with_overtime", "day_total_minutes"),
    },
    "5 the week": {
        "week_minutes": ("week_minutes",),
        "eight_weeks": ("mean_week_minutes", "mean_weeks"),
        "ordinary_roof": ("ordinary_week_roof",),
    },
    "6 overtime": {
        "overtime": (
            *("overtime_week", "overtime_4_weeks", "overtime_52_weeks"),
            *("overtime_window_weeks", "overtime_not_accepted"),
        ),
        "overtime_exempt": ("overtime_exempt_minutes",),
        "age": ("least_age_years",),
        "merarbeid": (),
    },
    "7 red days": {
        "red_days": (
            *("red_days_in_a_row", "sundays_in_a_row", "red_days_share_percent"),
            *("red_window_weeks", "red_day_to_hour"),
        ),
        "red_window": (
            *("red_from_hour", "red_eve_from_hour", "red_day_to_hour", "red_work_health"),
            *("red_work_kindergarten", "red_work_school", "red_work_cleaning"),
        ),
    },
    "8 ordinary hours on average": {
        "ordinary_average": (
            *("ordinary_week_day", "ordinary_week_rota_38", "ordinary_week_rota_36"),
            *("tariff_week_day", "tariff_week_rota_38", "tariff_week_rota_36"),
            *("red_hour_counts_minutes", "night_hour_counts_minutes", "averaging_weeks"),
        ),
    },
    "9 the night": {
        "night_exempt": ("night_exempt_minutes", "night_from_hour", "night_to_hour"),
        "night_work": (
            *("night_from_hour", "night_to_hour", "night_work_health"),
            *("night_work_kindergarten", "night_work_school", "night_work_cleaning"),
        ),
        "night_average": ("night_average_minutes", "night_average_weeks", "night_minutes"),
        "night_strain": ("night_strain_minutes", "night_minutes"),
    },
    "10 notice and breaks": {
        "notice": ("notice_days",),
        "breaks": (
            *("break_from_minutes", "break_least_minutes"),
            *("break_long_from_minutes", "break_long_minutes"),
        ),
        "overtime_break": ("overtime_break_from_minutes", "overtime_break_minutes"),
    },
    "11 hire": {
        "agency": (),
        "agency_basis": ("agency_vikariat_only",),
        "preference": ("preference_area_employees",),
        "hired_years": ("hired_years",),
    },
    "the plan itself": {"once": (), "plan": (), "pinned": ()},
}
SOFT = {
    "preferred sector and unit": {"goal": ["wish"]},
    "continuity": {"goal": ["unknown_unit", "change"]},
    "short travel": {"year_goal": ["travel_time"]},
    "fair share of evenings, nights, weekends, unpopular units": {
        "goal": ["weekend_share"],
        "year_goal": ["evening_share", "night_share", "unpopular_share"],
    },
    "avoid quick returns even where agreed": {"goal": ["quick_return"]},
    "at most 3 nights in a row": {"year_goal": ["nights_in_a_row"]},
    "forward rotation": {"year_goal": ["rotation"]},
    "avoid single free days": {"year_goal": ["single_free_days"]},
    "low cost after competence match": {
        "goal": ["open", "agency", "merarbeid", "hourly", "unused"]
    },
    "keep the highest competence": {"year_goal": ["scarce_competence"]},
    "kindergarten norm and teacher ranking": {
        "year_goal": ["kindergarten_norm", "untrained_teaching"]
    },
    "few different units a week": {"year_goal": ["units_per_week"]},
    "part-timers' wish for more hours": {"year_goal": ["wanted_hours"]},
    "spread of overtime": {"goal": ["overtime"], "year_goal": ["overtime_spread"]},
}
AVERAGING = ("averaging_weeks", "day_minutes", "ordinary_week_roof", "week_minutes")
MORE_OVERTIME = ("overtime_week", "overtime_4_weeks", "overtime_52_weeks")
OPENED = {
    "averaging_individual": (WITH_EMPLOYEE, "aml § 10-5 (1)", AVERAGING),
    "averaging_local": (WITH_UNION, "aml § 10-5 (2)", AVERAGING),
    "more_overtime": (WITH_UNION, "aml § 10-6 (5)", MORE_OVERTIME),
    "long_day": (WITH_UNION, "aml § 10-6 (9)", ("day_total_minutes",)),
    "shorter_rest": (WITH_UNION, "aml § 10-8 (3)", ("daily_rest", "weekly_rest")),
    "red_days_on_average": (WITH_EMPLOYEE, "aml § 10-8 (4)", ("red_days",)),
    "other_night": (WITH_UNION, "aml § 10-11", ()),
    "long_blocks": ("CENTRAL_UNION", "aml § 10-12 (4)", ()),
    "permit": ("AT_PERMIT", "aml § 10-5 (3), § 10-6 (6)", ()),
    "time_bank": (WITH_UNION, "HTA og lokal avtale", ()),
    "hire_beyond_vikariat": (WITH_UNION, "aml § 14-12 (2)", ()),
    "hire_of_health_personnel": ("DISCUSSION", "innleieforskriften § 3", ()),
    "preference_area": ("DISCUSSION", "aml § 14-3", ()),
    "longer_self_certification": ("DISCUSSION", "folketrygdloven § 8-24", ()),
}
KINDS = {"hard", "year"}


def rows(*kinds):
    """Return the printed rows of some kinds."""
    return [row for row in printed_table(ON) if row.kind in kinds]


@cache
def printed():
    """Return every value that the table prints, as the lines here write them."""
    found = {}
    for row in rows("hard", "year", "goal", "year_goal"):
        for one in row.values:
            bounds = tuple(
                (bound.level, bound.at_least or bound.at_most, bound.certainty)
                for bound in one.bounds
            )
            most = one.permit and (one.permit.at_most, one.permit.source, one.permit.certainty)
            since = one.since.isoformat()
            told = (one.value, one.unit, one.source, one.certainty, one.level, since, bounds, most)
            assert found.setdefault(one.id, told) == told
    return found


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_is_as_the_law_or_the_tariff_says(name):
    assert printed()[name] == NUMBERS[name]


def test_no_number_of_the_table_is_without_a_line_unless_the_product_proposes_it():
    lost = {name: told for name, told in printed().items() if name not in NUMBERS}
    assert {(told[3], told[4]) for told in lost.values()} == {(OWN, OWN)}


def test_a_bound_of_rest_is_the_least_and_every_other_the_most():
    for row in rows(*KINDS):
        for one in row.values:
            for bound in one.bounds:
                least = one.id in {"daily_rest", "weekly_rest"}
                assert (bound.at_least is not None, bound.at_most is None) == (least, least)


@pytest.mark.parametrize("line", HARD)
def test_each_hard_rule_has_its_row_with_its_numbers(line):
    table = {row.id: row for row in rows(*KINDS)}
    for rule, names in HARD[line].items():
        told = tuple(one.id for one in table[rule].values if one.certainty != OWN)
        assert set(told) == set(names), rule
        assert table[rule].source
        assert table[rule].text.endswith(".")


def test_every_row_of_the_table_stands_in_one_line():
    lines = [rule for line in HARD.values() for rule in line]
    assert sorted(lines) == sorted(row.id for row in rows(*KINDS))
    goals = sorted((kind, one) for line in SOFT.values() for kind in line for one in line[kind])
    assert goals == sorted((row.kind, row.id) for row in rows("goal", "year_goal"))


def test_each_opening_tells_who_signs_under_which_paragraph_what_it_sets():
    assert {one.id: (one.level, one.source, one.limits) for one in OPENINGS} == OPENED
    told = {row.id: (row.level, row.source, row.limits) for row in rows("opening")}
    assert told == OPENED


def test_three_nights_in_a_row_is_the_goal():
    (row,) = (row for row in rows("year_goal") if row.id == "nights_in_a_row")
    assert [one.value for one in row.values] == [3]
