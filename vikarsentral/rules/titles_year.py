"""The sentences of the year's rows and of the openings in nynorsk and English.

Bokmål stands in the rows.
"""

from __future__ import annotations

from collections.abc import Mapping

YEAR_TITLES: Mapping[str, tuple[str, str]] = {
    "ordinary_average": (
        "Vanleg arbeidstid held seg innanfor veka til turnusen, i snitt der det er avtalt.",
        "Ordinary hours stay within the rota's week, on average where that is agreed.",
    ),
    "ordinary_roof": (
        "Inga enkelt veke har for mykje vanleg arbeidstid, sjølv om snittet går opp.",
        "No single week has too many ordinary hours, even if the mean is right.",
    ),
    "eight_weeks": (
        "Åtte veker på rad har i snitt ikkje meir arbeid enn tillate i ei veke.",
        "Eight weeks in a row have on average no more work than a week may have.",
    ),
    "overtime_exempt": (
        "Den som har rett til å sleppe overtid, får inga.",
        "Whoever has a right to be free of overtime gets none.",
    ),
    "night_average": (
        "Den som jamleg arbeider natt, har i snitt høgst åtte timar i døgnet.",
        "Whoever regularly works nights has on average at most eight hours in 24.",
    ),
    "night_work": (
        "Nattarbeid finst berre der arbeidet krev det, eller grunnen er skriven ned.",
        "Night work exists only where the work requires it, or the reason is recorded.",
    ),
    "night_exempt": (
        "Den som har rett til å sleppe nattarbeid, får inga natt.",
        "Whoever has a right to be free of night work gets no night.",
    ),
    "night_strain": (
        "Ei natt med særleg risiko eller belastning varer ikkje for lenge.",
        "A night with special risk or strain does not last too long.",
    ),
    "red_window": (
        "Søndags- og heilagdagsarbeid finst berre der arbeidet krev det, eller grunnen er"
        " skriven ned.",
        "Sunday and holiday work exists only where the work requires it, or the reason is"
        " recorded.",
    ),
    "compensating_rest": (
        "Kvile som ein avtale har gjort kortare, blir gitt tilbake innan fristen.",
        "Rest that an agreement has shortened is given back by its due date.",
    ),
    "notice": (
        "Arbeidstida er kjend to veker før, elles har den tilsette sagt ja.",
        "Working times are known two weeks ahead, or the employee has said yes.",
    ),
    "breaks": (
        "Vaktmalane har pause, og lange vakter har lang nok pause.",
        "Shift templates have a break, and long shifts a break that is long enough.",
    ),
    "overtime_break": (
        "Før meir enn to timar arbeid etter vanleg arbeidstid er det ein pause.",
        "There is a break before more than two hours of work beyond ordinary hours.",
    ),
    "authorisation": (
        "Den offentlege godkjenninga er gyldig kvar dag vakta varer.",
        "The public authorisation is valid on every day of the duty.",
    ),
    "police_check": (
        "Politiattesten for formålet er sett før den tilsette byrjar.",
        "The police certificate for the purpose was seen before the employee starts.",
    ),
    "tb_clearance": (
        "Den som må klarerast for tuberkulose først, møter ikkje barn eller pasientar før det.",
        "Whoever must be cleared for tuberculosis first meets no children or patients before.",
    ),
    "medication": (
        "Den som deler ut legemiddel, har fullmakt for det på eininga den dagen.",
        "Whoever hands out medication is authorised for that at the unit on the day.",
    ),
    "teacher": (
        "Den som underviser, fyller kravet, eller er mellombels tilsett til 31. juli.",
        "Whoever teaches meets the requirement, or is a temporary teacher until 31 July.",
    ),
    "pedagogue": (
        "Ei pedagogstilling i barnehagen har utdanna barnehagelærar eller dispensasjon.",
        "A pedagogical post in a kindergarten has a trained teacher or a dispensation.",
    ),
    "language": (
        "Språkkravet i barnehagen er oppfylt, eller lovleg fråvike.",
        "The language requirement of kindergartens is met, or lawfully waived.",
    ),
    "age": (
        "Ingen under 18 år arbeider i vikarsentralen.",
        "Nobody under 18 works in the vikarsentral.",
    ),
    "agency_basis": (
        "Eit bemanningsføretak blir berre brukt på eit lovleg grunnlag som gjeld den dagen.",
        "A staffing agency is used only on a legal basis in force that day.",
    ),
    "preference": (
        "Deltidstilsette i fortrinnsområdet er spurde før nokon blir leigd inn.",
        "Part-timers in the preference area are asked before anyone is hired in.",
    ),
    "hired_years": (
        "Ingen blir leigd inn samanhengande lenger enn lova tillèt.",
        "Nobody is hired in without a break for longer than the law allows.",
    ),
    "evening_share": (
        "Kveldsvakter, slik at dei blir delte.",
        "Evening duties, so that they are shared.",
    ),
    "night_share": ("Nattevakter, slik at dei blir delte.", "Nights, so that they are shared."),
    "unpopular_share": (
        "Vakter på stader få ønskjer seg, slik at dei blir delte.",
        "Duties at places few ask for, so that they are shared.",
    ),
    "travel_time": ("Reisetid same dag.", "Travel time on the same day."),
    "nights_in_a_row": ("Netter ut over tre på rad.", "Nights beyond three in a row."),
    "rotation": (
        "Vakter som byrjar tidlegare på døgnet enn vakta dagen før.",
        "Duties that begin earlier in the day than the duty the day before.",
    ),
    "single_free_days": (
        "Enkeltståande fridagar mellom to arbeidsdagar.",
        "Single free days between two days of work.",
    ),
    "units_per_week": ("Einingar ut over to på ei veke.", "Units beyond two in a week."),
    "wanted_hours": (
        "Timar deltidstilsette ønskjer seg og ikkje får.",
        "Hours part-timers would like and do not get.",
    ),
    "overtime_spread": (
        "Overtid, slik at ho blir delt.",
        "Overtime, so that it is spread.",
    ),
    "scarce_competence": (
        "Vakter der ein sjeldan kompetanse ikkje trengst.",
        "Duties where a scarce competence is not needed.",
    ),
    "untrained_teaching": (
        "Undervisning av nokon som ikkje fyller kravet.",
        "Teaching by someone who does not meet the requirement.",
    ),
    "kindergarten_norm": (
        "Vaksne som manglar etter norma for barnehagen, dag for dag.",
        "Adults missing by the kindergarten norm, day by day.",
    ),
    "averaging_individual": (
        "Snitt av arbeidstida med lengre dagar og veker, avtalt med den tilsette.",
        "Averaging of hours with longer days and weeks, agreed with the employee.",
    ),
    "averaging_local": (
        "Snitt av arbeidstida med endå lengre dagar og veker, avtalt med tillitsvalde.",
        "Averaging of hours with still longer days and weeks, agreed with the tillitsvalgte.",
    ),
    "more_overtime": (
        "Meir overtid for dei som seier ja.",
        "More overtime for those who say yes.",
    ),
    "long_day": (
        "Lengre arbeidsdag med overtid, mot kvile som blir gitt tilbake.",
        "A longer day with overtime, against rest that is given back.",
    ),
    "shorter_rest": (
        "Kortare kvile i døgnet og veka, mot kvile som blir gitt tilbake.",
        "Shorter daily and weekly rest, against rest that is given back.",
    ),
    "red_days_on_average": (
        "Annankvar raud dag fri i snitt over 26 veker.",
        "Every other red day free on average over 26 weeks.",
    ),
    "other_night": (
        "Ei anna natt og eit anna snitt for nattarbeid. Avtalen blir lagra som dokument.",
        "Another night and another mean for night work. The agreement is kept as a document.",
    ),
    "long_blocks": (
        "Lange arbeidsperiodar og medleverturnus. Avtalen blir lagra som dokument.",
        "Long work periods and live-in rotas. The agreement is kept as a document.",
    ),
    "permit": (
        "Lengre dagar og meir overtid etter løyve frå Arbeidstilsynet. Løyvet blir lagra som"
        " dokument.",
        "Longer days and more overtime by permit of the Labour Inspection Authority. The permit"
        " is kept as a document.",
    ),
    "time_bank": (
        "Timebank, ønskjeturnus og byte av vakter. Avtalen blir lagra som dokument.",
        "Time bank, wish rota and swaps of duties. The agreement is kept as a document.",
    ),
    "hire_beyond_vikariat": (
        "Innleige for ei tid, også når ingen blir erstatta.",
        "Hire for a time, also when nobody is replaced.",
    ),
    "hire_of_health_personnel": (
        "Innleige av helsepersonell, når behovet er drøfta først.",
        "Hire of health personnel, when the need has been discussed first.",
    ),
    "preference_area": (
        "Fortrinnsområde på minst 30 tilsette for ekstravakter.",
        "A preference area of at least 30 employees for extra shifts.",
    ),
    "longer_self_certification": (
        "Lengre eigenmelding. Vikarsentralen lagrar ikkje årsaker til fråvær.",
        "Longer self-certification. The vikarsentral stores no causes of absence.",
    ),
}
"""By id: nynorsk, then English."""
