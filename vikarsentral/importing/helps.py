"""What each column is for, in plain words: for the templates and the pages."""

from __future__ import annotations

from typing import Final

from vikarsentral.importing.columns import Column
from vikarsentral.importing.texts import LANGUAGES

_PEOPLE: Final[dict[str, tuple[str, str, str]]] = {
    "employee_no": (
        "Nummeret fra lønnssystemet, som tekst. Aldri fødselsnummer. "
        "Flere rader med samme nummer er flere stillinger.",
        "Nummeret frå lønssystemet, som tekst. Aldri fødselsnummer. "
        "Fleire rader med same nummer er fleire stillingar.",
        "The payroll's number, as text. Never a national identity number. "
        "Several rows with the same number are several posts.",
    ),
    "name": ("Hele navnet.", "Heile namnet.", "The whole name."),
    "phone": (
        "Åtte sifre, eller + og landkode. Brukes til å spørre om vakter.",
        "Åtte siffer, eller + og landkode. Blir brukt til å spørje om vakter.",
        "Eight digits, or + and the country code. Used to ask about shifts.",
    ),
    "email": ("E-postadressen.", "E-postadressa.", "The e-mail address."),
    "language": (
        "bokmål, nynorsk eller engelsk. Språket i meldinger.",
        "bokmål, nynorsk eller engelsk. Språket i meldingar.",
        "bokmål, nynorsk or engelsk. The language of messages.",
    ),
    "role": (
        "Kode eller navn på en registrert kompetanse, som sykepleier.",
        "Kode eller namn på ein registrert kompetanse, som sykepleier.",
        "Code or name of a registered competence, such as sykepleier.",
    ),
    "kind": (
        "vikarsentral, heltid, deltid eller timelønn.",
        "vikarsentral, heltid, deltid eller timelønn.",
        "vikarsentral, heltid (full-time), deltid (part-time) or timelønn (hourly).",
    ),
    "unit": (
        "Kode eller navn på enheten. Tom for ansatte i vikarsentralen.",
        "Kode eller namn på eininga. Tom for tilsette i vikarsentralen.",
        "Code or name of the unit. Empty for employees of the vikarsentral.",
    ),
    "size": (
        "Stillingens størrelse, fra 0 til 100, som 63,39.",
        "Storleiken på stillinga, frå 0 til 100, som 63,39.",
        "The size of the post, 0 to 100, such as 63,39.",
    ),
    "full_week": (
        "Timer i en full stilling per uke, som 37,5 eller 35,5.",
        "Timar i ei full stilling per veke, som 37,5 eller 35,5.",
        "Hours a week of a full position, such as 37,5 or 35,5.",
    ),
    "valid_from": (
        "Stillingens første dag.",
        "Den første dagen i stillinga.",
        "The first day of the post.",
    ),
    "valid_to": (
        "Stillingens siste dag. Tom når den varer til videre.",
        "Den siste dagen i stillinga. Tom når ho varer til vidare.",
        "The last day of the post. Empty until further notice.",
    ),
    "cost": (
        "Hva en time koster kommunen, i kroner. Tom lar beløpet stå som før.",
        "Kva ein time kostar kommunen, i kroner. Tom lèt beløpet stå som før.",
        "What an hour costs the municipality, in kroner. Empty leaves it as it was.",
    ),
    "annual": (
        "Lønn for et år i full stilling, i kroner, etter stige og ansiennitet. Tom når personen "
        "har timelønn; er begge tomme, står lønnen som før.",
        "Lønn for eit år i full stilling, i kroner, etter stige og ansiennitet. Tom når personen "
        "har timelønn; er begge tomme, står lønna som før.",
        "Pay for a year in a full post, in kroner, by scale and seniority. Empty where the person "
        "is paid by the hour; if both are empty, the pay stays as it was.",
    ),
    "hourly": (
        "Lønn per time i kroner, i stedet for årslønn.",
        "Lønn per time i kroner, i staden for årslønn.",
        "Pay by the hour in kroner, instead of a year's pay.",
    ),
    "supplement": (
        "Det personen har i året ut over stigen, i kroner i full stilling. Tom er 0.",
        "Det personen har i året ut over stigen, i kroner i full stilling. Tom er 0.",
        "What the person has in a year beyond the scale, in kroner in a full post. Empty is 0.",
    ),
    "seniority": (
        "Hele år med lønnsansiennitet, fra 0 til 60. Bare til opplysning.",
        "Heile år med lønnsansiennitet, frå 0 til 60. Berre til opplysning.",
        "Whole years of seniority, 0 to 60. For information only.",
    ),
    "pay_from": (
        "Den første dagen lønnen gjelder. Må stå der det står en lønn. Timer fra den dagen blir "
        "regnet på nytt.",
        "Den første dagen lønna gjeld. Må stå der det står ei lønn. Timar frå den dagen blir "
        "rekna på nytt.",
        "The first day the pay holds. Needed wherever pay is told. Hours from that day are "
        "counted anew.",
    ),
    "competences": (
        "Alle kompetanser med komma mellom, hver gjerne med (fra dato til dato).",
        "Alle kompetansar med komma mellom, kvar gjerne med (fra dato til dato).",
        "All competences with commas between, each with (fra date til date) if need be.",
    ),
    "sectors": (
        "Sektorene personen kan arbeide i, med komma mellom.",
        "Sektorane personen kan arbeide i, med komma mellom.",
        "The sectors the person may work in, with commas between.",
    ),
    "known": (
        "Enheter der personen er kjent, med komma mellom.",
        "Einingar der personen er kjend, med komma mellom.",
        "Units where the person is known, with commas between.",
    ),
    "allowed": (
        "De eneste enhetene personen kan arbeide ved. Tom for alle i sektorene.",
        "Dei einaste einingane personen kan arbeide ved. Tom for alle i sektorane.",
        "The only units the person may work at. Empty for all in the sectors.",
    ),
    "area": (
        "Kode eller navn på området der personen bor eller starter.",
        "Kode eller namn på området der personen bur eller startar.",
        "Code or name of the area where the person lives or starts.",
    ),
}
_WORK: Final[dict[str, tuple[str, str, str]]] = {
    "employee_no": (
        "Ansattnummeret til den som har vakten.",
        "Tilsettnummeret til den som har vakta.",
        "The employee number of the one who has the shift.",
    ),
    "unit": (
        "Kode eller navn på enheten. I turnus er tom celle en kjent tid i arbeidsplanen til "
        "en ansatt i vikarsentralen.",
        "Kode eller namn på eininga. I turnus er tom celle ei kjend tid i arbeidsplanen til "
        "ein tilsett i vikarsentralen.",
        "Code or name of the unit. In a rota an empty cell is a known time in the duty plan of "
        "an employee of the vikarsentral.",
    ),
    "on": (
        "Dagen vakten begynner, som 31.12.2027 eller 2027-12-31.",
        "Dagen vakta byrjar, som 31.12.2027 eller 2027-12-31.",
        "The day the shift starts, as 31.12.2027 or 2027-12-31.",
    ),
    "starts": (
        "Klokkeslettet vakten begynner, som 07:30.",
        "Klokkeslettet vakta byrjar, som 07:30.",
        "The time the shift starts, as 07:30.",
    ),
    "ends": (
        "Klokkeslettet vakten slutter. Er det før starten, slutter den neste dag.",
        "Klokkeslettet vakta sluttar. Er det før starten, sluttar ho neste dag.",
        "The time the shift ends. If it is before the start, it ends the next day.",
    ),
    "unpaid_break": (
        "Ubetalt pause i minutter. Tom er 0.",
        "Ubetalt pause i minutt. Tom er 0.",
        "Unpaid break in minutes. Empty is 0.",
    ),
    "requires": (
        "Kompetanser som vakten krever, med komma mellom.",
        "Kompetansar som vakta krev, med komma mellom.",
        "Competences the shift requires, with commas between.",
    ),
    "priority": (
        "1 er viktigst, 3 minst. Tom er 2.",
        "1 er viktigast, 3 minst. Tom er 2.",
        "1 is most important, 3 least. Empty is 2.",
    ),
    "places": (
        "Hvor mange som trengs. Tom er 1.",
        "Kor mange som trengst. Tom er 1.",
        "How many are needed. Empty is 1.",
    ),
    "reference": (
        "Deres egen referanse. Med den kan en senere fil rette det samme; uten telles like rader.",
        "Dykkar eigen referanse. Med han kan ei seinare fil rette det same; utan blir like rader "
        "talde.",
        "Your own reference. With it a later file may correct the same; without, equal rows are "
        "counted.",
    ),
}
_AGENCY: Final[dict[str, tuple[str, str, str]]] = {
    "on": (
        "Dagen det ble arbeidet.",
        "Dagen det vart arbeidd.",
        "The day that was worked.",
    ),
    "unit": (
        "Kode eller navn på enheten som fikk hjelp.",
        "Kode eller namn på eininga som fekk hjelp.",
        "Code or name of the unit that got help.",
    ),
    "minutes": (
        "Timer på linjen, som 7,5.",
        "Timar på linja, som 7,5.",
        "Hours of the line, such as 7,5.",
    ),
    "cost": (
        "Beløpet på linjen uten merverdiavgift.",
        "Beløpet på linja utan meirverdiavgift.",
        "The amount of the line without VAT.",
    ),
    "agency": (
        "Bemanningsforetaket eller kilden.",
        "Bemanningsføretaket eller kjelda.",
        "The staffing agency or source.",
    ),
    "competence": (
        "Kompetansen som ble leid inn, om den er kjent.",
        "Kompetansen som vart leigd inn, om han er kjend.",
        "The competence that was hired, if known.",
    ),
}


def help_of(kind: str, column: Column, language: str) -> str:
    """Return what a column is for, in whole sentences.

    Args:
        kind: of file.
        column: one of the kind's columns.
        language: nb, nn or en.
    """
    own = {"people": _PEOPLE, "agency": _AGENCY}.get(kind, {})
    told = own.get(column.key) or _WORK[column.key]
    return told[LANGUAGES.index(language)]
