"""Every number of the law and the tariff, written by hand: one line for each.

Number, unit, source, how sure it is, who sets it and from when, with what an agreement or a
permit may open. Nothing here is read from the product's table.
"""

ACT = "2006-01-01"
TARIFF = "2026-05-01"
SEEN, OLDER, MEMORY, WORKED_OUT = "verified", "verified older", "from memory", "derived"
OWN = "product"
WITH_EMPLOYEE, WITH_UNION = "INDIVIDUAL", "LOCAL_TV"
HOUR = 60


def law(number, unit, source, known=SEEN, since=ACT, opens=(), permit=None):
    """Return what the table must say of a number of a law."""
    return (number, unit, source, known, "law", since, tuple(opens), permit)


def minutes(hours, source, known=SEEN, opens=(), permit=None):
    """Return what the table must say of a number of hours in a law."""
    most = None if permit is None else (permit[0] * HOUR, *permit[1:])
    opened = ((level, int(limit * HOUR), sure) for level, limit, sure in opens)
    return law(int(hours * HOUR), "minutes", source, known, opens=opened, permit=most)


def tariff(hours, known):
    """Return what the table must say of a week of the tariff."""
    week = int(hours * HOUR)
    return (week, "minutes", "HTA kapittel 1 § 4", known, "tariff", TARIFF, (), None)


def yes(source, known=SEEN, since=ACT):
    return law(1, "yes or no", source, known, since)


def no(source):
    return law(0, "yes or no", source, MEMORY)


AVERAGED = "aml § 10-5 (1), (2)"
OVERTIME = "aml § 10-6 (4), (5)"
SUNDAYS = "aml § 10-8 (4)"
NIGHT, RED, BREAK = "aml § 10-11", "aml § 10-10", "aml § 10-9"
SCHOOL, TB = "opplæringslova kapittel 17", "tuberkuloseforskriften § 3-1"

NUMBERS = {
    # 3. rest
    "daily_rest": minutes(11, "aml § 10-8 (1), (3)", opens=[(WITH_UNION, 8, SEEN)]),
    "rest_window": minutes(24, "aml § 10-8 (1)"),
    "weekly_rest": minutes(35, "aml § 10-8 (2), (3)", opens=[(WITH_UNION, 28, SEEN)]),
    # 4. the day
    "day_minutes": minutes(
        9,
        "aml § 10-4 (1), § 10-5 (1), (2)",
        opens=[(WITH_EMPLOYEE, 10, SEEN), (WITH_UNION, 12.5, SEEN)],
        permit=(13, "aml § 10-5 (3)", MEMORY),
    ),
    "day_minutes_with_overtime": minutes(13, "aml § 10-6 (8)"),
    "day_total_minutes": minutes(13, "aml § 10-6 (8), (9)", opens=[(WITH_UNION, 16, SEEN)]),
    # 5. the week
    "week_minutes": minutes(
        48, "aml § 10-6 (8)", opens=[(WITH_EMPLOYEE, 60, WORKED_OUT), (WITH_UNION, 69, SEEN)]
    ),
    "mean_week_minutes": minutes(48, "aml § 10-5, § 10-6 (8)"),
    "mean_weeks": law(8, "weeks", "aml § 10-5, § 10-6 (8)"),
    "ordinary_week_roof": minutes(
        48, AVERAGED, opens=[(WITH_EMPLOYEE, 50, SEEN), (WITH_UNION, 54, SEEN)]
    ),
    # 6. overtime
    "overtime_week": minutes(
        10, OVERTIME, opens=[(WITH_UNION, 20, SEEN)], permit=(25, "aml § 10-6 (6)", SEEN)
    ),
    "overtime_4_weeks": minutes(25, OVERTIME, opens=[(WITH_UNION, 50, SEEN)]),
    "overtime_52_weeks": minutes(
        200, OVERTIME, opens=[(WITH_UNION, 300, SEEN)], permit=(400, "aml § 10-6 (6)", SEEN)
    ),
    "overtime_window_weeks": law(52, "weeks", "aml § 10-6 (4)", WORKED_OUT),
    "overtime_not_accepted": minutes(0, "aml § 10-6 (10)", MEMORY),
    "overtime_exempt_minutes": minutes(0, "aml § 10-6 (10)", MEMORY),
    "least_age_years": law(18, "years", "aml kapittel 11", MEMORY),
    # 7. red days
    "red_days_in_a_row": law(1, "days", SUNDAYS),
    "sundays_in_a_row": law(3, "Sundays", SUNDAYS),
    "red_days_share_percent": law(50, "per cent", SUNDAYS),
    "red_window_weeks": law(26, "weeks", SUNDAYS),
    "red_day_to_hour": law(22, "hour", "aml § 10-10 (1)"),
    "red_from_hour": law(18, "hour", RED),
    "red_eve_from_hour": law(15, "hour", RED),
    "red_work_health": yes(RED),
    "red_work_kindergarten": no(RED),
    "red_work_school": no(RED),
    "red_work_cleaning": no(RED),
    # 8. ordinary hours
    "ordinary_week_day": minutes(40, "aml § 10-4 (1)"),
    "ordinary_week_rota_38": minutes(38, "aml § 10-4 (4)"),
    "ordinary_week_rota_36": minutes(36, "aml § 10-4 (5)"),
    "tariff_week_day": tariff(37.5, MEMORY),
    "tariff_week_rota_38": tariff(35.5, SEEN),
    "tariff_week_rota_36": tariff(33.6, SEEN),
    "red_hour_counts_minutes": law(70, "minutes", "aml § 10-4 (6)", MEMORY),
    "night_hour_counts_minutes": law(75, "minutes", "aml § 10-4 (6)", MEMORY),
    "averaging_weeks": law(
        1,
        "weeks",
        AVERAGED,
        opens=[(WITH_EMPLOYEE, 52, SEEN), (WITH_UNION, 52, SEEN)],
        permit=(26, "aml § 10-5 (3)", MEMORY),
    ),
    # 9. the night
    "night_from_hour": law(21, "hour", "aml § 10-11 (1)"),
    "night_to_hour": law(6, "hour", "aml § 10-11 (1)"),
    "night_minutes": minutes(3, NIGHT, MEMORY),
    "night_average_minutes": minutes(8, NIGHT),
    "night_average_weeks": law(4, "weeks", NIGHT, MEMORY),
    "night_strain_minutes": minutes(8, NIGHT, MEMORY),
    "night_exempt_minutes": minutes(0, "aml § 10-2 (2)"),
    "night_work_health": yes(NIGHT),
    "night_work_kindergarten": no(NIGHT),
    "night_work_school": no(NIGHT),
    "night_work_cleaning": no(NIGHT),
    # 10. notice, and the breaks of shift templates
    "notice_days": law(14, "days", "aml § 10-3"),
    "break_from_minutes": minutes(5.5, BREAK),
    "break_least_minutes": law(1, "minutes", BREAK, WORKED_OUT),
    "break_long_from_minutes": minutes(8, BREAK, MEMORY),
    "break_long_minutes": minutes(0.5, BREAK, MEMORY),
    "overtime_break_from_minutes": minutes(2, BREAK, MEMORY),
    "overtime_break_minutes": minutes(0.5, BREAK, MEMORY),
    # 11. hire
    "agency_vikariat_only": yes("aml § 14-12 (1)", since="2023-04-01"),
    "preference_area_employees": law(30, "employees", "aml § 14-3", MEMORY),
    "hired_years": law(3, "years", "aml § 14-12 (4)", MEMORY),
    # 2. what the sectors ask for
    "police_check_health": yes("helse- og omsorgstjenesteloven § 5-4", since="2017-01-01"),
    "police_check_kindergarten": yes("barnehageloven § 30"),
    "police_check_school": yes(SCHOOL),
    "tb_clearance_health": yes(TB),
    "tb_clearance_kindergarten": yes(TB),
    "tb_clearance_school": yes(TB),
    "teacher_last_month": law(7, "month", SCHOOL, OLDER),
    "teacher_last_day": law(31, "day", SCHOOL, OLDER),
    "language_waiver": yes("barnehageloven § 27", since="2026-08-01"),
    "small_children_per_adult": law(3, "children", "barnehageloven § 26"),
    "large_children_per_adult": law(6, "children", "barnehageloven § 26"),
}
"""Every number of the law and the tariff: value, unit, source, certainty, level, since, bounds."""
