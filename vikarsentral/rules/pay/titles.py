"""What each pay value is, in nynorsk and English; bokmål stands in the table itself."""

from __future__ import annotations

from collections.abc import Mapping

from vikarsentral.rules.pay.values import PayRow
from vikarsentral.rules.texts import Language

TITLES: Mapping[str, tuple[str, str]] = {
    "weekend_hundredths": (
        "Tillegg for arbeid laurdag og søndag, i prosent av timelønna.",
        "Supplement for work on Saturday and Sunday, in per cent of the hourly pay.",
    ),
    "weekend_floor_ore": (
        "Minste tillegg for kvar time laurdag og søndag.",
        "Smallest supplement for each hour on Saturday and Sunday.",
    ),
    "holiday_thirds": (
        "Tillegg for arbeid på helge- og høgtidsdagar, i tredelar av timelønna.",
        "Supplement for work on public holidays, in thirds of the hourly pay.",
    ),
    "half_day_from_hour": (
        "Klokkeslettet høgtidstillegget byrjar på halve høgtidsdagar.",
        "The hour at which the holiday supplement begins on half holidays.",
    ),
    "evening_ore": (
        "Kveldstillegg for kvar time, for den som går i turnus.",
        "Evening supplement for each hour, for those on a rota.",
    ),
    "night_hundredths": (
        "Nattillegg for den som går i turnus, i prosent av timelønna.",
        "Night supplement for those on a rota, in per cent of the hourly pay.",
    ),
    "night_floor_ore": (
        "Minste nattillegg for kvar time, for den som går i turnus.",
        "Smallest night supplement for each hour, for those on a rota.",
    ),
    "evening_other_ore": (
        "Kvelds- og nattillegg for kvar time, for den som ikkje går i turnus.",
        "Evening and night supplement for each hour, for those not on a rota.",
    ),
    "evening_from_hour": (
        "Klokkeslettet kvelden byrjar.",
        "The hour at which the evening begins.",
    ),
    "night_from_hour": ("Klokkeslettet natta byrjar.", "The hour at which the night begins."),
    "night_to_hour": ("Klokkeslettet natta sluttar.", "The hour at which the night ends."),
    "overtime_50_hundredths": (
        "Overtid til vanleg tid, i prosent av timelønna, grunnløn medrekna.",
        "Overtime at ordinary hours, in per cent of the hourly pay, basic pay included.",
    ),
    "overtime_100_hundredths": (
        "Overtid om natta, i helga, etter arbeidstid dagen før ein heilagdag og på fridag.",
        "Overtime at night, at the weekend, after hours on the day before a public holiday, and"
        " on days off.",
    ),
    "overtime_133_thirds": (
        "Overtid på helge- og høgtidsdagar, i tredelar av timelønna, grunnløn medrekna.",
        "Overtime on public holidays, in thirds of the hourly pay, basic pay included.",
    ),
    "day_before_from_hour": (
        "Klokkeslettet vanleg arbeidstid sluttar dagen før ein heilagdag.",
        "The hour at which ordinary hours end on the day before a public holiday.",
    ),
    "call_out_minutes": (
        "Minste betalte tid for den som blir kalla tilbake til overtid.",
        "Least paid time for those who are called back to overtime.",
    ),
    "displaced_hundredths": (
        "Tillegg for forskoven arbeidstid, i prosent av timelønna.",
        "Supplement for displaced hours, in per cent of the hourly pay.",
    ),
    "overtime_year_hours": (
        "Årstimar overtidsløna blir rekna av; 0 tyder dei same som grunnløna.",
        "Hours a year that overtime pay is worked out from; 0 means the same as basic pay.",
    ),
    "part_time_threshold": (
        "Når overtidsbetaling byrjar for deltidstilsette: 0 over full stilling, 1 over eiga"
        " stilling.",
        "When overtime pay begins for part-timers: 0 above a full post, 1 above their own post.",
    ),
    "dst_contract": (
        "Timar i stillinga når klokka blir stilt: 0 etter klokka, 1 etter medgått tid.",
        "Hours of the post when the clock changes: 0 by the clock, 1 by the time that passes.",
    ),
    "dst_hourly": (
        "Andre timar når klokka blir stilt: 0 etter klokka, 1 etter medgått tid.",
        "Other hours when the clock changes: 0 by the clock, 1 by the time that passes.",
    ),
    "holiday_pay_hundredths": ("Feriepengar av løna.", "Holiday pay, of the pay."),
    "holiday_pay_60_hundredths": (
        "Feriepengar av løna for den som har fylt 60 år.",
        "Holiday pay, of the pay, for those who have turned 60.",
    ),
    "pension_hundredths": (
        "Arbeidsgivars del av pensjonen, ikkje av overtid.",
        "The employer's share of the pension, not of overtime.",
    ),
    "pension_teacher_hundredths": (
        "Arbeidsgivars del av pensjonen for lærarar, ikkje av overtid.",
        "The employer's share of the pension for teachers, not of overtime.",
    ),
    "zone": (
        "Sona kommunen har for arbeidsgivaravgift: 0 er sone I, 1 Ia, 2 II, 3 III, 4 IV, 5 IVa"
        " og 6 V.",
        "The municipality's zone for employer's contribution: 0 is zone I, 1 Ia, 2 II, 3 III,"
        " 4 IV, 5 IVa and 6 V.",
    ),
    "contribution_0_hundredths": (
        "Arbeidsgivaravgift i sone I.",
        "Employer's contribution in zone I.",
    ),
    "contribution_1_hundredths": (
        "Arbeidsgivaravgift i sone Ia (over fribeløpet).",
        "Employer's contribution in zone Ia (above the free amount).",
    ),
    "contribution_2_hundredths": (
        "Arbeidsgivaravgift i sone II.",
        "Employer's contribution in zone II.",
    ),
    "contribution_3_hundredths": (
        "Arbeidsgivaravgift i sone III.",
        "Employer's contribution in zone III.",
    ),
    "contribution_4_hundredths": (
        "Arbeidsgivaravgift i sone IV.",
        "Employer's contribution in zone IV.",
    ),
    "contribution_5_hundredths": (
        "Arbeidsgivaravgift i sone IVa.",
        "Employer's contribution in zone IVa.",
    ),
    "contribution_6_hundredths": (
        "Arbeidsgivaravgift i sone V.",
        "Employer's contribution in zone V.",
    ),
    "teaching_year_minutes": (
        "Årsverket som timeløn for undervisning blir rekna av.",
        "The working year that hourly pay for teaching is worked out from.",
    ),
    "teaching_factor_hundredths": (
        "Talet timeløn for undervisning blir delt på, sidan feriepengar kjem i tillegg.",
        "The number hourly pay for teaching is divided by, since holiday pay comes on top.",
    ),
}
"""By id of the value: nynorsk, English."""


def pay_title(row: PayRow, language: Language) -> str:
    """Return what a pay value is, as a whole sentence.

    Args:
        row: of the table.
        language: of the words.
    """
    if language == "nb":
        return row.text
    return TITLES[row.id][language == "en"]
