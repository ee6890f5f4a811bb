"""What each value of the rule table is called in bokmål, nynorsk and English."""

from __future__ import annotations

from collections.abc import Mapping

from vikarsentral.rules.texts import Language

VALUE_NAMES: Mapping[str, tuple[str, str, str]] = {
    "daily_rest": ("Hvile mellom arbeidsperioder", "Kvile mellom arbeidsperiodar", "Daily rest"),
    "weekly_rest": ("Fritid hver uke", "Fritid kvar veke", "Weekly rest"),
    "day_minutes": ("Lengste arbeidsperiode", "Lengste arbeidsperiode", "Longest work period"),
    "week_minutes": ("Lengste uke", "Lengste veke", "Longest week"),
    "overtime_week": ("Overtid på en uke", "Overtid på ei veke", "Overtime in a week"),
    "overtime_4_weeks": (
        "Overtid på fire uker",
        "Overtid på fire veker",
        "Overtime in four weeks",
    ),
    "overtime_52_weeks": ("Overtid på 52 uker", "Overtid på 52 veker", "Overtime in 52 weeks"),
    "day_minutes_with_overtime": (
        "Lengste arbeidsperiode med overtid",
        "Lengste arbeidsperiode med overtid",
        "Longest work period with overtime",
    ),
    "overtime_not_accepted": (
        "Overtid uten samtykke",
        "Overtid utan samtykke",
        "Overtime without consent",
    ),
    "rest_window": (
        "Døgnet hvilen regnes i",
        "Døgnet kvila blir rekna i",
        "The day rest counts in",
    ),
    "night_from_hour": ("Natten begynner", "Natta byrjar", "The night begins"),
    "night_to_hour": ("Natten slutter", "Natta sluttar", "The night ends"),
    "night_minutes": ("Natt uten samtykke", "Natt utan samtykke", "Night without consent"),
    "red_day_to_hour": ("Røde dager regnes til", "Raude dagar blir rekna til", "Red days end"),
    "red_days_in_a_row": ("Røde dager på rad", "Raude dagar på rad", "Red days in a row"),
    "sundays_in_a_row": (
        "Søndager på rad ved avtalt snitt",
        "Søndagar på rad ved avtalt snitt",
        "Sundays in a row on average",
    ),
    "red_days_share_percent": (
        "Andel røde dager ved avtalt snitt",
        "Del raude dagar ved avtalt snitt",
        "Share of red days on average",
    ),
    "open_1": ("Må dekkes", "Må dekkast", "Must be covered"),
    "open_2": ("Bør dekkes", "Bør dekkast", "Should be covered"),
    "open_3": ("Fint å få", "Fint å få", "Nice to have"),
    "agency_surcharge_ore_per_minute": ("Tillegg", "Tillegg", "Surcharge"),
    "overtime_factor_percent": ("Av timekostnaden", "Av timekostnaden", "Of the hourly cost"),
    "overtime_surcharge_ore_per_minute": ("Tillegg", "Tillegg", "Surcharge"),
    "unused_ore_per_minute": ("Ubrukt tid", "Ubrukt tid", "Unused time"),
    "unknown_unit_ore": ("Per vakt", "Per vakt", "Per duty"),
    "quick_return_ore": ("Per gang", "Per gong", "Each time"),
    "weekend_share_ore": (
        "Ganger antallet med seg selv",
        "Gonger talet med seg sjølv",
        "Times the number squared",
    ),
    "change_ore": ("Per vakt", "Per vakt", "Per duty"),
    "ordinary_week_day": (
        "Vanlig uke, dagarbeid",
        "Vanleg veke, dagarbeid",
        "Ordinary week, day work",
    ),
    "ordinary_week_rota_38": (
        "Vanlig uke, turnus 38 timer",
        "Vanleg veke, turnus 38 timar",
        "Ordinary week, rota of 38 hours",
    ),
    "ordinary_week_rota_36": (
        "Vanlig uke, turnus 36 timer",
        "Vanleg veke, turnus 36 timar",
        "Ordinary week, rota of 36 hours",
    ),
    "tariff_week_day": (
        "Tariffens uke, dagarbeid",
        "Veka i tariffen, dagarbeid",
        "Tariff week, day work",
    ),
    "tariff_week_rota_38": (
        "Tariffens uke, turnus",
        "Veka i tariffen, turnus",
        "Tariff week, rota",
    ),
    "tariff_week_rota_36": (
        "Tariffens uke, døgnkontinuerlig turnus",
        "Veka i tariffen, døgnkontinuerleg turnus",
        "Tariff week, continuous rota",
    ),
    "averaging_weeks": ("Uker i snittet", "Veker i snittet", "Weeks in the mean"),
    "ordinary_week_roof": (
        "Lengste uke med vanlig arbeidstid",
        "Lengste veke med vanleg arbeidstid",
        "Longest week of ordinary hours",
    ),
    "day_total_minutes": (
        "Lengste arbeidsperiode i alt",
        "Lengste arbeidsperiode i alt",
        "Longest work period in all",
    ),
    "mean_week_minutes": ("Snitt i uken", "Snitt i veka", "Mean week"),
    "mean_weeks": ("Uker i snittet", "Veker i snittet", "Weeks in the mean"),
    "overtime_window_weeks": ("Uker som regnes med", "Veker som blir rekna med", "Weeks counted"),
    "red_hour_counts_minutes": (
        "En time på søn- og helgedag regnes som, i beregnet turnus",
        "Ein time på søn- og heilagdag blir rekna som, i utrekna turnus",
        "An hour on a Sunday or holiday counts as, in a counted rota",
    ),
    "night_hour_counts_minutes": (
        "En time om natten regnes som, i beregnet turnus",
        "Ein time om natta blir rekna som, i utrekna turnus",
        "An hour at night counts as, in a counted rota",
    ),
    "overtime_break_from_minutes": (
        "Pause før overtid lengre enn",
        "Pause før overtid lengre enn",
        "Break before overtime longer than",
    ),
    "overtime_break_minutes": (
        "Pausen før overtid er minst",
        "Pausen før overtid er minst",
        "The break before overtime is at least",
    ),
    "overtime_exempt_minutes": ("Overtid", "Overtid", "Overtime"),
    "night_exempt_minutes": ("Natt", "Natt", "Night"),
    "least_age_years": ("Laveste alder", "Lågaste alder", "Lowest age"),
    "notice_days": ("Varsel", "Varsel", "Notice"),
    "compensating_rest_days": (
        "Frist for å gi hvile tilbake",
        "Frist for å gi kvile tilbake",
        "Time to give rest back",
    ),
    "break_from_minutes": ("Pause i vakter over", "Pause i vakter over", "Break in shifts over"),
    "break_least_minutes": ("Pausen er minst", "Pausen er minst", "The break is at least"),
    "break_long_from_minutes": (
        "Lang pause i vakter fra",
        "Lang pause i vakter frå",
        "Long break in shifts from",
    ),
    "break_long_minutes": (
        "Den lange pausen er minst",
        "Den lange pausen er minst",
        "The long break is at least",
    ),
    "red_from_hour": (
        "Begynner kvelden før en rød dag",
        "Byrjar kvelden før ein raud dag",
        "Begins the evening before a red day",
    ),
    "red_eve_from_hour": (
        "Begynner julaften, påskeaften og pinseaften",
        "Byrjar julaftan, påskeaftan og pinseaftan",
        "Begins on Christmas Eve, Easter and Whit Saturday",
    ),
    "red_window_weeks": ("Uker i snittet", "Veker i snittet", "Weeks in the mean"),
    "red_work_health": ("Vanlig i helse", "Vanleg i helse", "Usual in health"),
    "red_work_kindergarten": (
        "Vanlig i barnehage",
        "Vanleg i barnehage",
        "Usual in kindergartens",
    ),
    "red_work_school": ("Vanlig i skole", "Vanleg i skule", "Usual in schools"),
    "red_work_cleaning": ("Vanlig i renhold", "Vanleg i reinhald", "Usual in cleaning"),
    "night_work_health": ("Vanlig i helse", "Vanleg i helse", "Usual in health"),
    "night_work_kindergarten": (
        "Vanlig i barnehage",
        "Vanleg i barnehage",
        "Usual in kindergartens",
    ),
    "night_work_school": ("Vanlig i skole", "Vanleg i skule", "Usual in schools"),
    "night_work_cleaning": ("Vanlig i renhold", "Vanleg i reinhald", "Usual in cleaning"),
    "night_average_minutes": ("Snitt i døgnet", "Snitt i døgnet", "Mean in 24 hours"),
    "night_average_weeks": ("Uker i snittet", "Veker i snittet", "Weeks in the mean"),
    "night_regular_duties": (
        "Jevnlig er minst",
        "Jamleg er minst",
        "Regularly is at least",
    ),
    "night_strain_minutes": ("Lengste natt", "Lengste natt", "Longest night"),
    "police_check_health": ("Kreves i helse", "Blir kravd i helse", "Required in health"),
    "police_check_kindergarten": (
        "Kreves i barnehage",
        "Blir kravd i barnehage",
        "Required in kindergartens",
    ),
    "police_check_school": ("Kreves i skole", "Blir kravd i skule", "Required in schools"),
    "tb_clearance_health": ("Kreves i helse", "Blir kravd i helse", "Required in health"),
    "tb_clearance_kindergarten": (
        "Kreves i barnehage",
        "Blir kravd i barnehage",
        "Required in kindergartens",
    ),
    "tb_clearance_school": ("Kreves i skole", "Blir kravd i skule", "Required in schools"),
    "teacher_last_month": ("Siste måned", "Siste månad", "Last month"),
    "teacher_last_day": ("Siste dag i måneden", "Siste dag i månaden", "Last day of the month"),
    "language_waiver": ("Kan fravikes", "Kan fråvikast", "May be waived"),
    "agency_vikariat_only": (
        "Bare i stedet for noen",
        "Berre i staden for nokon",
        "Only in place of someone",
    ),
    "preference_area_employees": (
        "Ansatte i et smalere fortrinnsområde, minst",
        "Tilsette i eit smalare fortrinnsområde, minst",
        "Employees in a narrower preference area, at least",
    ),
    "hired_years": ("Lengste innleie", "Lengste innleige", "Longest hire"),
    "nights_in_a_row": ("Netter på rad", "Netter på rad", "Nights in a row"),
    "units_per_week": ("Enheter på en uke", "Einingar på ei veke", "Units in a week"),
    "evening_from_hour": ("Kvelden begynner", "Kvelden byrjar", "The evening begins"),
    "small_children_per_adult": (
        "Barn under tre år per voksen",
        "Barn under tre år per vaksen",
        "Children under three per adult",
    ),
    "large_children_per_adult": (
        "Barn over tre år per voksen",
        "Barn over tre år per vaksen",
        "Children over three per adult",
    ),
}
"""By id: bokmål, nynorsk, English."""

_PLACE: Mapping[Language, int] = {"nb": 0, "nn": 1, "en": 2}


def value_name(key: str, language: Language) -> str:
    """Return what a value is called.

    Args:
        key: id of the value.
        language: which language.
    """
    return VALUE_NAMES[key][_PLACE[language]]
