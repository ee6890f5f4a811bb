"""Sentences that explain what the rules of a year find, in bokmål, nynorsk and English.

Same keys and fields in the three languages, as in `rules.texts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from vikarsentral.rules.texts_proofs import PROOF_SENTENCES

YEAR_SENTENCES: Mapping[str, Mapping[Literal["nb", "nn", "en"], str]] = {
    "ordinary_average.week": {
        "nb": "Uken fra {week} har {value} vanlig arbeidstid. Uten avtale om snitt kan den ha"
        " høyst {limit}, så det er {excess} for mye.",
        "nn": "Veka frå {week} har {value} vanleg arbeidstid. Utan avtale om snitt kan ho ha"
        " høgst {limit}, så det er {excess} for mykje.",
        "en": "The week from {week} has {value} of ordinary hours. Without an agreement on"
        " averaging at most {limit} is allowed, so it is {excess} too much.",
    },
    "ordinary_average.weeks": {
        "nb": "De {weeks} ukene fra {week} har {value} vanlig arbeidstid til sammen. Snittet"
        " kan være {week_minutes} i uken, altså {limit} i alt, så det er {excess} for mye.",
        "nn": "Dei {weeks} vekene frå {week} har {value} vanleg arbeidstid til saman. Snittet"
        " kan vere {week_minutes} i veka, altså {limit} i alt, så det er {excess} for mykje.",
        "en": "The {weeks} weeks from {week} have {value} of ordinary hours in all. The mean"
        " may be {week_minutes} a week, so {limit} in all, and it is {excess} too much.",
    },
    "ordinary_average.counted": {
        "nb": "Fra {week} og {weeks} uker fram er det {value} vanlig arbeidstid."
        " Turnusen har {red_worked} på søn- og helgedager, der en time regnes som {red_counts},"
        " og {night_worked} om natten, der en time regnes som {night_counts}."
        " Det gir høyst {limit}, så det er {excess} for mye.",
        "nn": "Frå {week} og {weeks} veker fram er det {value} vanleg arbeidstid."
        " Turnusen har {red_worked} på søn- og heilagdagar, der ein time blir rekna som"
        " {red_counts}, og {night_worked} om natta, der ein time blir rekna som {night_counts}."
        " Det gir høgst {limit}, så det er {excess} for mykje.",
        "en": "From {week} and {weeks} weeks on there are {value} of ordinary hours."
        " The rota has {red_worked} on Sundays and holidays, where an hour counts as"
        " {red_counts}, and {night_worked} at night, where an hour counts as {night_counts}."
        " That gives at most {limit}, so it is {excess} too much.",
    },
    "overtime_break": {
        "nb": "Arbeidsperioden fra {start} til {end} har {beyond} arbeid ut over vanlig dag, og"
        " den lengste pausen er {value}. Det skal være minst {limit}, så det mangler {excess}.",
        "nn": "Arbeidsperioden frå {start} til {end} har {beyond} arbeid ut over vanleg dag, og"
        " den lengste pausen er {value}. Det skal vere minst {limit}, så det manglar {excess}.",
        "en": "The work period from {start} to {end} has {beyond} of work beyond an ordinary day,"
        " and the longest break is {value}. It must be at least {limit}, so {excess} is lacking.",
    },
    "ordinary_roof": {
        "nb": "Uken fra {week} har {value} vanlig arbeidstid. En enkelt uke kan ha høyst"
        " {limit}, så det er {excess} for mye.",
        "nn": "Veka frå {week} har {value} vanleg arbeidstid. Ei enkelt veke kan ha høgst"
        " {limit}, så det er {excess} for mykje.",
        "en": "The week from {week} has {value} of ordinary hours. A single week may have at"
        " most {limit}, so it is {excess} too much.",
    },
    "eight_weeks": {
        "nb": "De {weeks} ukene fra {week} har {value} arbeid til sammen. Snittet kan være"
        " {mean_minutes} i uken, altså {limit} i alt, så det er {excess} for mye.",
        "nn": "Dei {weeks} vekene frå {week} har {value} arbeid til saman. Snittet kan vere"
        " {mean_minutes} i veka, altså {limit} i alt, så det er {excess} for mykje.",
        "en": "The {weeks} weeks from {week} have {value} of work in all. The mean may be"
        " {mean_minutes} a week, so {limit} in all, and it is {excess} too much.",
    },
    "overtime.ordered": {
        "nb": "Uken fra {week} får {value} overtid. Arbeidstiden er et snitt, så overtid er det"
        " som er bestilt ut over planen. Det kan være høyst {limit}, så det er {excess} for mye.",
        "nn": "Veka frå {week} får {value} overtid. Arbeidstida er eit snitt, så overtid er det"
        " som er bestilt ut over planen. Det kan vere høgst {limit}, så det er {excess} for"
        " mykje.",
        "en": "The week from {week} gets {value} of overtime. The hours are averaged, so overtime"
        " is what was ordered beyond the plan. At most {limit} is allowed, so it is {excess} too"
        " much.",
    },
    "overtime.ordered_no": {
        "nb": "Uken fra {week} får {value} overtid. Arbeidstiden er et snitt, så overtid er det"
        " som er bestilt ut over planen. Overtid er frivillig, og det er ikke sagt ja til den.",
        "nn": "Veka frå {week} får {value} overtid. Arbeidstida er eit snitt, så overtid er det"
        " som er bestilt ut over planen. Overtid er frivillig, og det er ikkje sagt ja til henne.",
        "en": "The week from {week} gets {value} of overtime. The hours are averaged, so overtime"
        " is what was ordered beyond the plan. Overtime is voluntary, and no yes is given.",
    },
    "overtime_exempt": {
        "nb": "Uken fra {week} får {value} overtid, men personen har rett til å slippe overtid.",
        "nn": "Veka frå {week} får {value} overtid, men personen har rett til å sleppe overtid.",
        "en": "The week from {week} gets {value} of overtime, but the person has a right to be"
        " free of overtime.",
    },
    "night_average": {
        "nb": "De {weeks} ukene fra {week} har {value} arbeid og {nights} vakter med mer enn"
        " {night_minutes} natt. Den som jobber natt jevnlig, kan ha høyst {limit}, så det er"
        " {excess} for mye.",
        "nn": "Dei {weeks} vekene frå {week} har {value} arbeid og {nights} vakter med meir enn"
        " {night_minutes} natt. Den som arbeider natt jamleg, kan ha høgst {limit}, så det er"
        " {excess} for mykje.",
        "en": "The {weeks} weeks from {week} have {value} of work and {nights} duties with more"
        " than {night_minutes} of night. One who regularly works nights may have at most {limit},"
        " so it is {excess} too much.",
    },
    "night_work": {
        "nb": "Vakten fra {start} til {end} har {value} natt. Sektoren {sector} har vanligvis"
        " ikke nattarbeid, og ingen grunn er skrevet ned.",
        "nn": "Vakta frå {start} til {end} har {value} natt. Sektoren {sector} har vanlegvis"
        " ikkje nattarbeid, og ingen grunn er skriven ned.",
        "en": "The duty from {start} to {end} has {value} of night. The sector {sector} does"
        " not normally have night work, and no reason is recorded.",
    },
    "night_exempt": {
        "nb": "Vakten fra {start} til {end} har {value} natt, men personen har rett til å"
        " slippe nattarbeid.",
        "nn": "Vakta frå {start} til {end} har {value} natt, men personen har rett til å"
        " sleppe nattarbeid.",
        "en": "The duty from {start} to {end} has {value} of night, but the person has a right"
        " to be free of night work.",
    },
    "night_strain": {
        "nb": "Arbeidsperioden som begynner med vakten fra {start} til {end}, har {value} arbeid"
        " med særlig risiko eller belastning om natten. Det kan være høyst {limit}, så det er"
        " {excess} for mye.",
        "nn": "Arbeidsperioden som byrjar med vakta frå {start} til {end}, har {value} arbeid"
        " med særleg risiko eller belastning om natta. Det kan vere høgst {limit}, så det er"
        " {excess} for mykje.",
        "en": "The work period that begins with the duty from {start} to {end} has {value} of"
        " work with special risk or strain at night. At most {limit} is allowed, so it is"
        " {excess} too much.",
    },
    "red_window": {
        "nb": "Vakten fra {start} til {end} har {value} i søndags- og helgedagstiden. Sektoren"
        " {sector} har vanligvis ikke slikt arbeid, og ingen grunn er skrevet ned.",
        "nn": "Vakta frå {start} til {end} har {value} i søndags- og heilagdagstida. Sektoren"
        " {sector} har vanlegvis ikkje slikt arbeid, og ingen grunn er skriven ned.",
        "en": "The duty from {start} to {end} has {value} in the Sunday and holiday time. The"
        " sector {sector} does not normally have such work, and no reason is recorded.",
    },
    "compensating_rest": {
        "nb": "Hvilen før {end} var {rest}, mot {full_rest} uten avtale, så personen har"
        " {value} hvile til gode. Den lengre"
        " hvilen skulle begynne senest {due}, og det gjør den ikke.",
        "nn": "Kvila før {end} var {rest}, mot {full_rest} utan avtale, så personen har"
        " {value} kvile til gode. Den lengre"
        " kvila skulle byrje seinast {due}, og det gjer ho ikkje.",
        "en": "The rest before {end} was {rest}, against {full_rest} without an agreement,"
        " so the person is owed {value} of rest. The"
        " longer rest had to begin by {due}, and it does not.",
    },
    "notice": {
        "nb": "Tiden for vakten fra {start} til {end} ble sagt {told}, {value} før. Det"
        " skal være minst {limit}, eller et ja fra personen.",
        "nn": "Tida for vakta frå {start} til {end} vart sagd {told}, {value} før. Det"
        " skal vere minst {limit}, eller eit ja frå personen.",
        "en": "The time of the duty from {start} to {end} was told on {told}, {value}"
        " ahead. It must be at least {limit}, or a yes from the person.",
    },
    "breaks": {
        "nb": "Vaktmalen {template} ved {unit} varer {shift_minutes} og har {value} pause. Det"
        " skal være minst {limit}.",
        "nn": "Vaktmalen {template} ved {unit} varer {shift_minutes} og har {value} pause. Det"
        " skal vere minst {limit}.",
        "en": "The shift template {template} at {unit} lasts {shift_minutes} and has {value} of"
        " break. It must be at least {limit}.",
    },
    "authorisation": {
        "nb": "Har ikke gyldig offentlig godkjenning som {missing} hver dag vakten fra {start}"
        " til {end} varer.",
        "nn": "Har ikkje gyldig offentleg godkjenning som {missing} kvar dag vakta frå {start}"
        " til {end} varer.",
        "en": "Does not hold a valid public authorisation as {missing} on every day of the duty"
        " from {start} to {end}.",
    },
    "police_check": {
        "nb": "Politiattest for sektoren {sector} er ikke sett før vakten fra {start} til {end}.",
        "nn": "Politiattest for sektoren {sector} er ikkje sett før vakta frå {start} til {end}.",
        "en": "A police certificate for the sector {sector} was not seen before the duty from"
        " {start} to {end}.",
    },
    "tb_clearance": {
        "nb": "Klarering for tuberkulose mangler før vakten fra {start} til {end} i sektoren"
        " {sector}.",
        "nn": "Klarering for tuberkulose manglar før vakta frå {start} til {end} i sektoren"
        " {sector}.",
        "en": "Clearance for tuberculosis is missing before the duty from {start} to {end} in"
        " the sector {sector}.",
    },
    "medication": {
        "nb": "Vakten fra {start} til {end} krever trinn {limit} i legemiddelhåndtering. Personen"
        " har trinn {value} på denne enheten disse dagene.",
        "nn": "Vakta frå {start} til {end} krev steg {limit} i legemiddelhandtering. Personen har"
        " steg {value} på denne eininga desse dagane.",
        "en": "The duty from {start} to {end} requires step {limit} in handling medication. The"
        " person has step {value} at this unit on these days.",
    },
    "teacher": {
        "nb": "Fyller ikke kravet for å undervise fra {start} til {end}. Uten kravet kan en"
        " midlertidig tilsatt undervise til {last_day}. {last_month} etter at tilsettingen"
        " begynte.",
        "nn": "Fyller ikkje kravet for å undervise frå {start} til {end}. Utan kravet kan ein"
        " mellombels tilsett undervise til {last_day}. {last_month} etter at tilsetjinga byrja.",
        "en": "Does not meet the requirement for teaching from {start} to {end}. Without it a"
        " temporary teacher may teach until {last_day} {last_month} after starting.",
    },
    "pedagogue": {
        "nb": "Har verken barnehagelærerutdanning eller dispensasjon hver dag vakten fra {start}"
        " til {end} varer.",
        "nn": "Har verken barnehagelærarutdanning eller dispensasjon kvar dag vakta frå {start}"
        " til {end} varer.",
        "en": "Has neither kindergarten teacher education nor a dispensation on every day of the"
        " duty from {start} to {end}.",
    },
    "language": {
        "nb": "Språkkravet i barnehagen er ikke vist før vakten fra {start} til {end}, og kan"
        " ikke fravikes da.",
        "nn": "Språkkravet i barnehagen er ikkje vist før vakta frå {start} til {end}, og kan"
        " ikkje fråvikast då.",
        "en": "The language requirement of kindergartens was not shown before the duty from"
        " {start} to {end}, and cannot be waived then.",
    },
    "age": {
        "nb": "Er {value} år når vakten fra {start} til {end} begynner. Alderen skal være minst"
        " {limit} år.",
        "nn": "Er {value} år når vakta frå {start} til {end} byrjar. Alderen skal vere minst"
        " {limit} år.",
        "en": "Is {value} years old when the duty from {start} to {end} begins. The age must be"
        " at least {limit} years.",
    },
    "agency_basis.replaces": {
        "nb": "Bestillingen {order} ble bestemt {decided} som vikariat, men sier ikke hvilket"
        " fravær den dekker.",
        "nn": "Bestillinga {order} vart bestemt {decided} som vikariat, men seier ikkje kva"
        " fråvær ho dekkjer.",
        "en": "The order {order} was decided on {decided} as cover for someone, but does not say"
        " which absence it covers.",
    },
    "agency_basis.agreement": {
        "nb": "Bestillingen {order} ble bestemt {decided} etter avtale med tillitsvalgte, men"
        " ingen slik avtale gjaldt den dagen.",
        "nn": "Bestillinga {order} vart bestemt {decided} etter avtale med tillitsvalde, men"
        " ingen slik avtale galdt den dagen.",
        "en": "The order {order} was decided on {decided} under an agreement with the"
        " tillitsvalgte, but no such agreement was in force that day.",
    },
    "agency_basis.health": {
        "nb": "Bestillingen {order} ble bestemt {decided} etter unntaket for helsepersonell, men"
        " gjelder ikke helsepersonell.",
        "nn": "Bestillinga {order} vart bestemt {decided} etter unntaket for helsepersonell, men"
        " gjeld ikkje helsepersonell.",
        "en": "The order {order} was decided on {decided} under the exemption for health"
        " personnel, but is not for health personnel.",
    },
    "agency_basis.discussed": {
        "nb": "Bestillingen {order} ble bestemt {decided} uten at behovet var drøftet med de"
        " tillitsvalgte først.",
        "nn": "Bestillinga {order} vart bestemt {decided} utan at behovet var drøfta med dei"
        " tillitsvalde først.",
        "en": "The order {order} was decided on {decided} without discussing the need with the"
        " tillitsvalgte first.",
    },
    "preference": {
        "nb": "Bestillingen {order} ble bestemt {decided} mens {value} som kunne"
        " ta vakten, ikke var spurt.",
        "nn": "Bestillinga {order} vart bestemt {decided} medan {value} som kunne"
        " ta vakta, ikkje hadde fått spørsmålet.",
        "en": "The order {order} was decided on {decided} while {value} who could"
        " take the duty had not been asked.",
    },
    "hired_years": {
        "nb": "Bestillingen {order} ble bestemt {decided}. Den samme personen har vært leid inn"
        " siden {since}, {excess} lenger enn tillatt.",
        "nn": "Bestillinga {order} vart bestemt {decided}. Den same personen har vore leigd inn"
        " sidan {since}, {excess} lenger enn tillate.",
        "en": "The order {order} was decided on {decided}. The same person has been hired since"
        " {since}, {excess} longer than allowed.",
    },
    **PROOF_SENTENCES,
}
"""Sentences by key."""

YEAR_COUNTED = frozenset(
    {
        *("notice", "medication", "age", "preference", "hired_years", "authorisation"),
        *("police_check", "tb_clearance", "teacher", "pedagogue", "language"),
    }
)
"""Sentences whose limit, value and excess are counts, not minutes."""
