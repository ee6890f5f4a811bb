"""The catalogue of sentences that explain a verdict, in bokmål, nynorsk and English.

Each sentence holds the numbers that redo the sum. The three languages have the same keys
and the same fields; a test holds them to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from vikarsentral.rules.texts_year import YEAR_SENTENCES

Language = Literal["nb", "nn", "en"]
LANGUAGES: tuple[Language, ...] = ("nb", "nn", "en")

SENTENCES: Mapping[str, Mapping[Language, str]] = {
    "once.none": {
        "nb": "Behovet {need} står ikke i planen. Hvert behov skal stå der nøyaktig én gang.",
        "nn": "Behovet {need} står ikkje i planen. Kvart behov skal stå der nøyaktig éin gong.",
        "en": "The need {need} is not in the plan. Every need must be there exactly once.",
    },
    "once.many": {
        "nb": "Behovet {need} står {value} ganger i planen. Det skal stå der nøyaktig én gang.",
        "nn": "Behovet {need} står {value} gonger i planen. Det skal stå der nøyaktig éin gong.",
        "en": "The need {need} is in the plan {value} times. It must be there exactly once.",
    },
    "plan.need": {
        "nb": "Planen nevner behovet {id}, som ikke finnes.",
        "nn": "Planen nemner behovet {id}, som ikkje finst.",
        "en": "The plan names the need {id}, which does not exist.",
    },
    "plan.person": {
        "nb": "Planen nevner personen {id}, som ikke finnes.",
        "nn": "Planen nemner personen {id}, som ikkje finst.",
        "en": "The plan names the person {id}, who does not exist.",
    },
    "agency": {
        "nb": "Behovet {need} kan ikke gå til et bemanningsforetak, men planen gir det dit.",
        "nn": "Behovet {need} kan ikkje gå til eit bemanningsføretak, men planen gir det dit.",
        "en": "The need {need} may not go to a staffing agency, but the plan gives it to one.",
    },
    "overlap": {
        "nb": "Er allerede på jobb fra {start} til {end}, så vaktene overlapper med {value}.",
        "nn": "Er allereie på jobb frå {start} til {end}, så vaktene overlappar med {value}.",
        "en": "Is already at work from {start} to {end}, so the duties overlap by {value}.",
    },
    "competence": {
        "nb": "Mangler {missing}, eller har det ikke gyldig hver dag vakten varer. Vakten"
        " krever {required}.",
        "nn": "Manglar {missing}, eller har det ikkje gyldig kvar dag vakta varer. Vakta"
        " krev {required}.",
        "en": "Lacks {missing}, or does not hold it on every day of the duty. The duty"
        " requires {required}.",
    },
    "place.sector": {
        "nb": "Jobber ikke i sektoren {sector}, som enheten {unit} hører til.",
        "nn": "Arbeider ikkje i sektoren {sector}, som eininga {unit} høyrer til.",
        "en": "Does not work in the sector {sector}, which the unit {unit} belongs to.",
    },
    "place.unit": {
        "nb": "Enheten {unit} er ikke blant enhetene stillingen gjelder for.",
        "nn": "Eininga {unit} er ikkje blant einingane stillinga gjeld for.",
        "en": "The unit {unit} is not among the units the post is for.",
    },
    "available.time": {
        "nb": "Er utilgjengelig i {value} av vakten, som varer fra {start} til {end}.",
        "nn": "Er utilgjengeleg i {value} av vakta, som varer frå {start} til {end}.",
        "en": "Is unavailable for {value} of the duty, which lasts from {start} to {end}.",
    },
    "available.night": {
        "nb": "Vakten fra {start} til {end} har {value} natt mellom klokken {night_from_hour}"
        " og {night_to_hour}. Over {limit} krever et ja til nattarbeid, og det er ikke gitt.",
        "nn": "Vakta frå {start} til {end} har {value} natt mellom klokka {night_from_hour}"
        " og {night_to_hour}. Over {limit} krev eit ja til nattarbeid, og det er ikkje gitt.",
        "en": "The duty from {start} to {end} has {value} of night between {night_from_hour}"
        " and {night_to_hour}. More than {limit} needs a yes to night work, and none is given.",
    },
    "travel": {
        "nb": "Fra {from_area} til {to_area} tar reisen {limit}, men mellom {start} og {end}"
        " er det bare {value}. Det mangler {excess}.",
        "nn": "Frå {from_area} til {to_area} tek reisa {limit}, men mellom {start} og {end}"
        " er det berre {value}. Det manglar {excess}.",
        "en": "Travel from {from_area} to {to_area} takes {limit}, but from {start} to {end}"
        " there is only {value}. It is {excess} short.",
    },
    "daily_rest": {
        "nb": "Arbeidsperioden fra {start} til {end} varer {value}. Med {rest} hvile i døgnet"
        " kan den vare høyst {limit}, så den er {excess} for lang.",
        "nn": "Arbeidsperioden frå {start} til {end} varer {value}. Med {rest} kvile i døgnet"
        " kan han vare høgst {limit}, så han er {excess} for lang.",
        "en": "The work period from {start} to {end} lasts {value}. With {rest} of rest in 24"
        " hours it may last at most {limit}, so it is {excess} too long.",
    },
    "daily_rest.gap": {
        "nb": "Arbeidsperioden fra {start} til {end} varer {value}, for mellom to av vaktene er"
        " det bare {gap} fri. Med {rest} hvile i døgnet kan den vare høyst {limit}, så den er"
        " {excess} for lang.",
        "nn": "Arbeidsperioden frå {start} til {end} varer {value}, for mellom to av vaktene er"
        " det berre {gap} fri. Med {rest} kvile i døgnet kan han vare høgst {limit}, så han er"
        " {excess} for lang.",
        "en": "The work period from {start} to {end} lasts {value}, since between two of the"
        " duties there is only {gap} off. With {rest} of rest in 24 hours it may last at most"
        " {limit}, so it is {excess} too long.",
    },
    "weekly_rest": {
        "nb": "I uken fra {week} er den lengste sammenhengende fritiden {value}, fra {start}"
        " til {end}. Den skal være minst {limit}, så det mangler {excess}.",
        "nn": "I veka frå {week} er den lengste samanhengande fritida {value}, frå {start}"
        " til {end}. Ho skal vere minst {limit}, så det manglar {excess}.",
        "en": "In the week from {week} the longest unbroken free time is {value}, from {start}"
        " to {end}. It must be at least {limit}, so it is {excess} short.",
    },
    "day_minutes": {
        "nb": "Arbeidsperioden fra {start} til {end} har {value} arbeid. Det kan være høyst"
        " {limit}, så det er {excess} for mye.",
        "nn": "Arbeidsperioden frå {start} til {end} har {value} arbeid. Det kan vere høgst"
        " {limit}, så det er {excess} for mykje.",
        "en": "The work period from {start} to {end} has {value} of work. At most {limit} is"
        " allowed, so it is {excess} too much.",
    },
    "week_minutes": {
        "nb": "Uken fra {week} har {value} arbeid. Det kan være høyst {limit}, så det er"
        " {excess} for mye.",
        "nn": "Veka frå {week} har {value} arbeid. Det kan vere høgst {limit}, så det er"
        " {excess} for mykje.",
        "en": "The week from {week} has {value} of work. At most {limit} is allowed, so it is"
        " {excess} too much.",
    },
    "overtime.no": {
        "nb": "Uken fra {week} får {value} overtid: {paid} arbeid mot en full uke på"
        " {full_week_minutes}, og {above_day} ut over lengste arbeidsperiode. Det største av"
        " de to er overtid. Overtid er frivillig, og det er ikke sagt ja til den.",
        "nn": "Veka frå {week} får {value} overtid: {paid} arbeid mot ei full veke på"
        " {full_week_minutes}, og {above_day} ut over lengste arbeidsperiode. Det største av"
        " dei to er overtid. Overtid er frivillig, og det er ikkje sagt ja til henne.",
        "en": "The week from {week} gets {value} of overtime: {paid} of work against a full"
        " week of {full_week_minutes}, and {above_day} beyond the longest work period. The"
        " larger of the two is overtime. Overtime is voluntary, and no yes is given.",
    },
    "overtime.week": {
        "nb": "Uken fra {week} får {value} overtid: {paid} arbeid mot en full uke på"
        " {full_week_minutes}, og {above_day} ut over lengste arbeidsperiode. Det kan være"
        " høyst {limit}, så det er {excess} for mye.",
        "nn": "Veka frå {week} får {value} overtid: {paid} arbeid mot ei full veke på"
        " {full_week_minutes}, og {above_day} ut over lengste arbeidsperiode. Det kan vere"
        " høgst {limit}, så det er {excess} for mykje.",
        "en": "The week from {week} gets {value} of overtime: {paid} of work against a full"
        " week of {full_week_minutes}, and {above_day} beyond the longest work period. At"
        " most {limit} is allowed, so it is {excess} too much.",
    },
    "overtime.4_weeks": {
        "nb": "De fire ukene fra {week} får {value} overtid. Det kan være høyst {limit}, så"
        " det er {excess} for mye.",
        "nn": "Dei fire vekene frå {week} får {value} overtid. Det kan vere høgst {limit}, så"
        " det er {excess} for mykje.",
        "en": "The four weeks from {week} get {value} of overtime. At most {limit} is"
        " allowed, so it is {excess} too much.",
    },
    "overtime.52_weeks": {
        "nb": "Overtiden på 52 uker blir {value}, der {before_period} er fra før. Det kan"
        " være høyst {limit}, så det er {excess} for mye.",
        "nn": "Overtida på 52 veker blir {value}, der {before_period} er frå før. Det kan"
        " vere høgst {limit}, så det er {excess} for mykje.",
        "en": "Overtime over 52 weeks becomes {value}, of which {before_period} is from"
        " before. At most {limit} is allowed, so it is {excess} too much.",
    },
    "merarbeid": {
        "nb": "Uken fra {week} får {paid} arbeid mot {contract_week_minutes} i stillingen. Det"
        " blir {value} merarbeid opp til en full uke på {full_week_minutes}. Det er sagt ja til"
        " {limit}, så det er {excess} for mye.",
        "nn": "Veka frå {week} får {paid} arbeid mot {contract_week_minutes} i stillinga. Det"
        " blir {value} meirarbeid opp til ei full veke på {full_week_minutes}. Det er sagt ja til"
        " {limit}, så det er {excess} for mykje.",
        "en": "The week from {week} gets {paid} of work against {contract_week_minutes} in the"
        " post. That makes {value} of extra hours up to a full week of {full_week_minutes}. The"
        " yes given is for {limit}, so it is {excess} too much.",
    },
    "sum.times.unavailable": {
        "nb": "Personen er utilgjengelig {times}.",
        "nn": "Personen er utilgjengeleg {times}.",
        "en": "The person is unavailable {times}.",
    },
    "sum.times.night": {
        "nb": "Den delen av vakten som er om natten, er {times}.",
        "nn": "Den delen av vakta som er om natta, er {times}.",
        "en": "The part of the duty that is at night is {times}.",
    },
    "held.from": {
        "nb": "Kompetansen {missing} er registrert som gyldig først fra {since}, og vakten"
        " begynner {due}.",
        "nn": "Kompetansen {missing} er registrert som gyldig først frå {since}, og vakta"
        " byrjar {due}.",
        "en": "The competence {missing} is recorded as valid only from {since}, and the duty"
        " begins on {due}.",
    },
    "held.to": {
        "nb": "Kompetansen {missing} er registrert som gyldig bare til og med {since}, og vakten"
        " varer til {due}.",
        "nn": "Kompetansen {missing} er registrert som gyldig berre til og med {since}, og vakta"
        " varer til {due}.",
        "en": "The competence {missing} is recorded as valid only to {since}, and the duty"
        " lasts until {due}.",
    },
    "held.sectors": {
        "nb": "Ansettelsen gjelder disse sektorene: {sectors}.",
        "nn": "Tilsetjinga gjeld desse sektorane: {sectors}.",
        "en": "The employment is for these sectors: {sectors}.",
    },
    "held.units": {
        "nb": "Stillingen gjelder disse enhetene: {units}.",
        "nn": "Stillinga gjeld desse einingane: {units}.",
        "en": "The post is for these units: {units}.",
    },
    "sum.work": {
        "nb": "Vakt for vakt er arbeidet {work}.",
        "nn": "Vakt for vakt er arbeidet {work}.",
        "en": "Duty by duty the work is {work}.",
    },
    "sum.by_week": {
        "nb": "Uke for uke er overtiden {by_week}.",
        "nn": "Veke for veke er overtida {by_week}.",
        "en": "Week by week the overtime is {by_week}.",
    },
    "red_days.pair": {
        "nb": "Jobber to røde dager på rad: {days}. Den ene skal være fri.",
        "nn": "Arbeider to raude dagar på rad: {days}. Den eine skal vere fri.",
        "en": "Works two red days in a row: {days}. One of them must be free.",
    },
    "red_days.sundays": {
        "nb": "Jobber {value} søndager på rad: {days}. Det kan være høyst {limit}.",
        "nn": "Arbeider {value} søndagar på rad: {days}. Det kan vere høgst {limit}.",
        "en": "Works {value} Sundays in a row: {days}. At most {limit} are allowed.",
    },
    "red_days.share": {
        "nb": "Jobber {value} av {red_days} røde dager. Det kan være høyst {limit}, så det er"
        " {excess} for mange.",
        "nn": "Arbeider {value} av {red_days} raude dagar. Det kan vere høgst {limit}, så det"
        " er {excess} for mange.",
        "en": "Works {value} of {red_days} red days. At most {limit} are allowed, so it is"
        " {excess} too many.",
    },
    "pinned": {
        "nb": "Vakten er låst til en annen person, og den tildelingen er lovlig.",
        "nn": "Vakta er låst til ein annan person, og den tildelinga er lovleg.",
        "en": "The duty is pinned to another person, and that assignment is lawful.",
    },
    "pinned.left_out": {
        "nb": "Behovet {need} er låst til personen, og tildelingen er lovlig, men planen har"
        " den ikke.",
        "nn": "Behovet {need} er låst til personen, og tildelinga er lovleg, men planen har"
        " henne ikkje.",
        "en": "The need {need} is pinned to the person and the assignment is lawful, but the"
        " plan does not have it.",
    },
    "possible": {
        "nb": "Kan ta vakten uten å bryte noen regel. Arbeidet den uken går da fra {paid_before}"
        " til {paid_after}, mot {contract_week_minutes} i stillingen. Etter de avtalte vektene"
        " er prisen {marginal_ore}.",
        "nn": "Kan ta vakta utan å bryte nokon regel. Arbeidet den veka går då frå {paid_before}"
        " til {paid_after}, mot {contract_week_minutes} i stillinga. Etter dei avtalte vektene"
        " er prisen {marginal_ore}.",
        "en": "Can take the duty without breaking any rule. The work that week then goes from"
        " {paid_before} to {paid_after}, against {contract_week_minutes} in the post. By the"
        " agreed weights the price is {marginal_ore}.",
    },
    "possible.overtime": {
        "nb": "En full uke er {full_week_minutes}, og {above_day} går ut over lengste"
        " arbeidsperiode. Det største av det som går ut over de to, er overtid.",
        "nn": "Ei full veke er {full_week_minutes}, og {above_day} går ut over lengste"
        " arbeidsperiode. Det største av det som går ut over dei to, er overtid.",
        "en": "A full week is {full_week_minutes}, and {above_day} goes beyond the longest"
        " work period. The larger of what goes beyond the two is overtime.",
    },
    "possible.parts": {
        "nb": "Prisen er satt sammen slik: {parts}.",
        "nn": "Prisen er sett saman slik: {parts}.",
        "en": "The price is made up like this: {parts}.",
    },
    "hole.none": {
        "nb": "Ingen av de {considered} som er vurdert, kan ta vakten lovlig.",
        "nn": "Ingen av dei {considered} som er vurderte, kan ta vakta lovleg.",
        "en": "None of the {considered} people considered can lawfully take the duty.",
    },
    "hole.some": {
        "nb": "{lawful} av {considered} kan ta vakten lovlig slik planen er nå, men planen"
        " bruker dem ikke her.",
        "nn": "{lawful} av {considered} kan ta vakta lovleg slik planen er no, men planen"
        " bruker dei ikkje her.",
        "en": "{lawful} of {considered} people can lawfully take the duty as the plan stands,"
        " but the plan does not use them here.",
    },
    "hole.rule": {
        "nb": "{count} stoppes av {rule}.",
        "nn": "{count} blir stoppa av {rule}.",
        "en": "{count} are stopped by {rule}.",
    },
    **YEAR_SENTENCES,
}
"""Sentences by key; `{fields}` are filled with numbers already in words of the language."""
