"""The catalogue of sentences on what must be different, who may change it, and what then follows.

The three languages have the same keys and the same fields; a test holds them to it.
"""

from __future__ import annotations

from collections.abc import Mapping

from vikarsentral.rules.texts import Language

CHANGES: Mapping[str, Mapping[Language, str]] = {
    "night": {
        "nb": "Et ja til nattarbeid må være gitt.",
        "nn": "Eit ja til nattarbeid må vere gitt.",
        "en": "A yes to night work must be given.",
    },
    "overtime": {
        "nb": "Et ja til overtid må være gitt.",
        "nn": "Eit ja til overtid må vere gitt.",
        "en": "A yes to overtime must be given.",
    },
    "merarbeid": {
        "nb": "Et ja til {minutes} merarbeid i uken må være gitt.",
        "nn": "Eit ja til {minutes} meirarbeid i veka må vere gitt.",
        "en": "A yes to {minutes} of extra hours a week must be given.",
    },
    "free_time": {
        "nb": "Tiden fra {start} til {end} må være ledig. Nå er den meldt som utilgjengelig eller"
        " ligger utenfor arbeidsplanen.",
        "nn": "Tida frå {start} til {end} må vere ledig. No er ho meld som utilgjengeleg eller"
        " ligg utanfor arbeidsplanen.",
        "en": "The time from {start} to {end} must be free. Now it is marked as unavailable or"
        " lies outside the work plan.",
    },
    "competence": {
        "nb": "Kompetansen {missing} må være registrert og gyldig hver dag vakten varer.",
        "nn": "Kompetansen {missing} må vere registrert og gyldig kvar dag vakta varer.",
        "en": "The competence {missing} must be registered and valid on every day of the duty.",
    },
    "place": {
        "nb": "Stillingen må også gjelde for {unit}.",
        "nn": "Stillinga må også gjelde for {unit}.",
        "en": "The post must also be for {unit}.",
    },
    "rota": {
        "nb": "Den egne vakten fra {start} til {end} må tas av noen andre.",
        "nn": "Den eigne vakta frå {start} til {end} må takast av nokon andre.",
        "en": "The own duty from {start} to {end} must be taken by somebody else.",
    },
    "given_away": {
        "nb": "Den andre vakten i planen, fra {start} til {end}, må gis til noen andre.",
        "nn": "Den andre vakta i planen, frå {start} til {end}, må givast til nokon andre.",
        "en": "The other duty in the plan, from {start} to {end}, must go to somebody else.",
    },
    "later_start": {
        "nb": "Vakten må begynne {minutes} senere, altså {at}.",
        "nn": "Vakta må byrje {minutes} seinare, altså {at}.",
        "en": "The duty must begin {minutes} later, so {at}.",
    },
    "earlier_end": {
        "nb": "Vakten må slutte {minutes} tidligere, altså {at}.",
        "nn": "Vakta må slutte {minutes} tidlegare, altså {at}.",
        "en": "The duty must end {minutes} earlier, so {at}.",
    },
    "known_unit": {
        "nb": "Enheten {unit} må være registrert som et kjent arbeidssted.",
        "nn": "Eininga {unit} må vere registrert som ein kjend arbeidsstad.",
        "en": "The unit {unit} must be registered as a known place of work.",
    },
    "unpinned": {
        "nb": "Låsen som holder vakten for en annen, må fjernes.",
        "nn": "Låsen som held vakta for ein annan, må fjernast.",
        "en": "The pin that keeps the duty for somebody else must be removed.",
    },
    "agreed.daily_rest": {
        "nb": "En skriftlig avtale må tillate {agreed} hvile i døgnet i stedet for {before}.",
        "nn": "Ein skriftleg avtale må tillate {agreed} kvile i døgnet i staden for {before}.",
        "en": "A written agreement must allow {agreed} of rest in 24 hours instead of {before}.",
    },
    "agreed.weekly_rest": {
        "nb": "En skriftlig avtale må tillate {agreed} sammenhengende fri i uken i stedet for"
        " {before}.",
        "nn": "Ein skriftleg avtale må tillate {agreed} samanhengande fri i veka i staden for"
        " {before}.",
        "en": "A written agreement must allow {agreed} of unbroken free time a week instead of"
        " {before}.",
    },
    "agreed.day_minutes": {
        "nb": "En skriftlig avtale må tillate {agreed} arbeid i én arbeidsperiode i stedet for"
        " {before}.",
        "nn": "Ein skriftleg avtale må tillate {agreed} arbeid i éin arbeidsperiode i staden for"
        " {before}.",
        "en": "A written agreement must allow {agreed} of work in one work period instead of"
        " {before}.",
    },
    "agreed.week_minutes": {
        "nb": "En skriftlig avtale må tillate {agreed} arbeid i uken i stedet for {before}.",
        "nn": "Ein skriftleg avtale må tillate {agreed} arbeid i veka i staden for {before}.",
        "en": "A written agreement must allow {agreed} of work a week instead of {before}.",
    },
    "agreed.overtime_week": {
        "nb": "En skriftlig avtale må tillate {agreed} overtid i uken i stedet for {before}.",
        "nn": "Ein skriftleg avtale må tillate {agreed} overtid i veka i staden for {before}.",
        "en": "A written agreement must allow {agreed} of overtime a week instead of {before}.",
    },
    "agreed.overtime_4_weeks": {
        "nb": "En skriftlig avtale må tillate {agreed} overtid på fire uker i stedet for"
        " {before}.",
        "nn": "Ein skriftleg avtale må tillate {agreed} overtid på fire veker i staden for"
        " {before}.",
        "en": "A written agreement must allow {agreed} of overtime in four weeks instead of"
        " {before}.",
    },
    "agreed.overtime_52_weeks": {
        "nb": "En skriftlig avtale må tillate {agreed} overtid på 52 uker i stedet for {before}.",
        "nn": "Ein skriftleg avtale må tillate {agreed} overtid på 52 veker i staden for"
        " {before}.",
        "en": "A written agreement must allow {agreed} of overtime in 52 weeks instead of"
        " {before}.",
    },
    "agreed.red_days": {
        "nb": "En skriftlig avtale må tillate at røde dager fordeles i snitt.",
        "nn": "Ein skriftleg avtale må tillate at raude dagar blir fordelte i snitt.",
        "en": "A written agreement must allow red days to be spread on average.",
    },
}
"""What must be different, by kind of change."""

FACTS: Mapping[str, Mapping[Language, str]] = {
    "overlap": {
        "nb": "{people} av {considered} er på jobb et annet sted samtidig.",
        "nn": "{people} av {considered} er på jobb ein annan stad samstundes.",
        "en": "{people} of {considered} are at work elsewhere at the same time.",
    },
    "competence": {
        "nb": "{people} av {considered} har ikke hele kompetansen vakten krever: {required}.",
        "nn": "{people} av {considered} har ikkje heile kompetansen vakta krev: {required}.",
        "en": "{people} of {considered} lack some of the competence required: {required}.",
    },
    "place": {
        "nb": "{people} av {considered} har en stilling som ikke gjelder for {unit}.",
        "nn": "{people} av {considered} har ei stilling som ikkje gjeld for {unit}.",
        "en": "{people} of {considered} have a post that is not for {unit}.",
    },
    "available": {
        "nb": "{people} av {considered} er ikke tilgjengelige da, eller har ikke sagt ja til"
        " nattarbeid.",
        "nn": "{people} av {considered} er ikkje tilgjengelege då, eller har ikkje sagt ja til"
        " nattarbeid.",
        "en": "{people} of {considered} are not available then, or have not said yes to night"
        " work.",
    },
    "travel": {
        "nb": "{people} av {considered} rekker ikke reisen mellom to vakter.",
        "nn": "{people} av {considered} rekk ikkje reisa mellom to vakter.",
        "en": "{people} of {considered} have too little time to travel between two duties.",
    },
    "daily_rest": {
        "nb": "{people} av {considered} ville fått for lite hvile i døgnet.",
        "nn": "{people} av {considered} ville fått for lite kvile i døgnet.",
        "en": "{people} of {considered} would get too little rest in 24 hours.",
    },
    "weekly_rest": {
        "nb": "{people} av {considered} ville fått for lite sammenhengende fri i uken.",
        "nn": "{people} av {considered} ville fått for lite samanhengande fri i veka.",
        "en": "{people} of {considered} would get too little unbroken free time in the week.",
    },
    "day_minutes": {
        "nb": "{people} av {considered} ville fått en for lang arbeidsperiode.",
        "nn": "{people} av {considered} ville fått ein for lang arbeidsperiode.",
        "en": "{people} of {considered} would get too long a work period.",
    },
    "week_minutes": {
        "nb": "{people} av {considered} ville fått en for lang arbeidsuke.",
        "nn": "{people} av {considered} ville fått ei for lang arbeidsveke.",
        "en": "{people} of {considered} would get too long a working week.",
    },
    "overtime": {
        "nb": "{people} av {considered} ville fått mer overtid enn de har sagt ja til, eller enn"
        " grensen tillater.",
        "nn": "{people} av {considered} ville fått meir overtid enn dei har sagt ja til, eller"
        " enn grensa tillèt.",
        "en": "{people} of {considered} would get more overtime than they said yes to, or than"
        " the limit allows.",
    },
    "merarbeid": {
        "nb": "{people} av {considered} ville fått mer merarbeid enn de har sagt ja til.",
        "nn": "{people} av {considered} ville fått meir meirarbeid enn dei har sagt ja til.",
        "en": "{people} of {considered} would get more extra hours than they said yes to.",
    },
    "red_days": {
        "nb": "{people} av {considered} ville jobbet for mange røde dager.",
        "nn": "{people} av {considered} ville arbeidd for mange raude dagar.",
        "en": "{people} of {considered} would work too many red days.",
    },
    "pinned": {
        "nb": "Vakten er låst til en annen, og stenger for {people} av {considered}.",
        "nn": "Vakta er låst til ein annan, og stengjer for {people} av {considered}.",
        "en": "The duty is pinned to somebody else, which shuts out {people} of {considered}.",
    },
}
"""What stops people from a need, by rule."""

FOLLOWS: Mapping[str, Mapping[Language, str]] = {
    "some": {
        "nb": "Hvis dette endres, kan {opened} av dem ta vakten lovlig.",
        "nn": "Om dette blir endra, kan {opened} av dei ta vakta lovleg.",
        "en": "If this changes, {opened} of them can lawfully take the duty.",
    },
    "none": {
        "nb": "Hvis bare det endres, kan fortsatt ingen ta vakten, for andre grunner stopper dem"
        " også.",
        "nn": "Om berre det blir endra, kan framleis ingen ta vakta, for andre grunnar stoppar"
        " dei også.",
        "en": "If only that changes, still nobody can take the duty, since other facts stop them"
        " too.",
    },
    "law": {
        "nb": "Ingen kan lovlig endre dette.",
        "nn": "Ingen kan lovleg endre dette.",
        "en": "Nobody may lawfully change this.",
    },
}
"""What follows if a fact changes."""

LEFT: Mapping[str, Mapping[Language, str]] = {
    "open.dearer": {
        "nb": "Den rimeligste av dem ville økt vektsummen med {price_ore}. Å la vakten stå åpen"
        " øker den med {left_ore}.",
        "nn": "Den rimelegaste av dei ville auka vektsummen med {price_ore}. Å la vakta stå open"
        " aukar han med {left_ore}.",
        "en": "The cheapest of them would add {price_ore} to the weighted sum. Leaving the duty"
        " open adds {left_ore}.",
    },
    "open.cheaper": {
        "nb": "Den rimeligste av dem øker vektsummen med {price_ore}, mindre enn {left_ore} for å"
        " la vakten stå åpen. Planen er lovlig, men her finnes en bedre. Lås personen til vakten,"
        " eller lag planen på nytt.",
        "nn": "Den rimelegaste av dei aukar vektsummen med {price_ore}, mindre enn {left_ore} for"
        " å la vakta stå open. Planen er lovleg, men her finst ein betre. Lås personen til vakta,"
        " eller lag planen på nytt.",
        "en": "The cheapest of them adds {price_ore} to the weighted sum, less than {left_ore} for"
        " leaving the duty open. The plan is lawful, but there is a better one here. Pin the"
        " person to the duty, or make the plan anew.",
    },
    "agency.dearer": {
        "nb": "Den rimeligste av dem ville økt vektsummen med {price_ore}. Bemanningsforetak øker"
        " den med {left_ore}.",
        "nn": "Den rimelegaste av dei ville auka vektsummen med {price_ore}. Bemanningsføretak"
        " aukar han med {left_ore}.",
        "en": "The cheapest of them would add {price_ore} to the weighted sum. A staffing agency"
        " adds {left_ore}.",
    },
    "agency.cheaper": {
        "nb": "Den rimeligste av dem øker vektsummen med {price_ore}, mindre enn {left_ore} for"
        " bemanningsforetak. Planen er lovlig, men her finnes en bedre. Lås personen til vakten,"
        " eller lag planen på nytt.",
        "nn": "Den rimelegaste av dei aukar vektsummen med {price_ore}, mindre enn {left_ore} for"
        " bemanningsføretak. Planen er lovleg, men her finst ein betre. Lås personen til vakta,"
        " eller lag planen på nytt.",
        "en": "The cheapest of them adds {price_ore} to the weighted sum, less than {left_ore} for"
        " a staffing agency. The plan is lawful, but there is a better one here. Pin the person"
        " to the duty, or make the plan anew.",
    },
}
"""Why a duty some could take is left all the same: what the sum says."""
