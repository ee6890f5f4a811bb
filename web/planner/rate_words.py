"""Words of the pay values: names, units, choices, who sets them, how they are known."""

from __future__ import annotations

from typing import Any

from web import language
from web.planner.sums import exact
from web.words import later, say

NAMES: dict[str, Any] = {
    "weekend_hundredths": later("Lørdags- og søndagstillegg"),
    "weekend_floor_ore": later("Minste lørdags- og søndagstillegg"),
    "holiday_thirds": later("Høytidstillegg"),
    "half_day_from_hour": later("Halve høytidsdager begynner"),
    "evening_ore": later("Kveldstillegg i turnus"),
    "night_hundredths": later("Nattillegg i turnus"),
    "night_floor_ore": later("Minste nattillegg i turnus"),
    "evening_other_ore": later("Kvelds- og nattillegg utenfor turnus"),
    "evening_from_hour": later("Kvelden begynner"),
    "night_from_hour": later("Natten begynner"),
    "night_to_hour": later("Natten slutter"),
    "overtime_50_hundredths": later("Overtid til vanlig tid, med grunnlønn"),
    "overtime_100_hundredths": later("Overtid om natten, i helgen og på fridag, med grunnlønn"),
    "overtime_133_thirds": later("Overtid på høytidsdager, med grunnlønn"),
    "day_before_from_hour": later("Arbeidstiden slutter dagen før en helligdag"),
    "call_out_minutes": later("Minste betalte tid etter utkalling"),
    "displaced_hundredths": later("Tillegg for forskjøvet arbeidstid"),
    "overtime_year_hours": later("Årstimer overtid regnes av"),
    "part_time_threshold": later("Overtid for deltidsansatte begynner"),
    "dst_contract": later("Timer i stillingen når klokken stilles"),
    "dst_hourly": later("Andre timer når klokken stilles"),
    "holiday_pay_hundredths": later("Feriepenger"),
    "holiday_pay_60_hundredths": later("Feriepenger fra 60 år"),
    "pension_hundredths": later("Pensjon, arbeidsgivers del"),
    "pension_teacher_hundredths": later("Pensjon for lærere, arbeidsgivers del"),
    "zone": later("Sone for arbeidsgiveravgift"),
    "contribution_0_hundredths": later("Arbeidsgiveravgift i sone I"),
    "contribution_1_hundredths": later("Arbeidsgiveravgift i sone Ia over fribeløpet"),
    "contribution_2_hundredths": later("Arbeidsgiveravgift i sone II"),
    "contribution_3_hundredths": later("Arbeidsgiveravgift i sone III"),
    "contribution_4_hundredths": later("Arbeidsgiveravgift i sone IV"),
    "contribution_5_hundredths": later("Arbeidsgiveravgift i sone IVa"),
    "contribution_6_hundredths": later("Arbeidsgiveravgift i sone V"),
    "teaching_year_minutes": later("Årsverket timelønn for undervisning regnes av"),
    "teaching_factor_hundredths": later("Tallet timelønn for undervisning deles på"),
}
CHOICES: dict[str, tuple[Any, ...]] = {
    "part_time_threshold": (later("over full stilling"), later("over egen stilling")),
    "dst_contract": (later("etter klokken"), later("etter medgått tid")),
    "dst_hourly": (later("etter klokken"), later("etter medgått tid")),
    "zone": ("I", "Ia", "II", "III", "IV", "IVa", "V"),
}
LEVELS: dict[str, Any] = {
    "law": later("lov"),
    "tariff": later("tariff"),
    "municipality": later("kommunen velger"),
    "local": later("kommunens egen verdi"),
}
CERTAINTIES: dict[str, Any] = {
    "verified": later("sett i kilden"),
    "verified older": later("sett i en eldre utgave av kilden"),
    "from memory": later("ikke sett i kilden, må bekreftes av kommunen"),
    "estimate": later("et anslag"),
    "derived": later("regnet ut fra kilden"),
    "agreed": later("lagt inn av kommunen"),
}


def written(key: str, unit: str, value: int) -> str:
    """Return a value as people write it.

    Args:
        key: of the value.
        unit: of the value.
        value: whole number in that unit.
    """
    if key in CHOICES:
        return str(CHOICES[key][value])
    if key == "overtime_year_hours":
        hours = say("%(hours)s timer", hours=language.number(value))
        return hours if value else say("de samme som grunnlønnen")
    told = {
        "hour": lambda: say("klokken %(hour)s", hour=f"{value:02}.00"),
        "øre/hour": lambda: say("%(amount)s i timen", amount=exact(value)),
        "factor": lambda: language.factor(value),
        "thirds": lambda: say("%(number)s tredeler av timelønnen", number=value),
        "minutes": lambda: language.hours(value),
        "minutes/year": lambda: language.hours(value),
    }
    return told.get(unit, lambda: language.percent(value))()
