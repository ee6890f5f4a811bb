"""Phrases for a cell that cannot be used; see `texts` for their form."""

from __future__ import annotations

from typing import Final

CELL_PHRASES: Final[dict[str, tuple[str, ...]]] = {
    "empty": (
        "cellen er tom|noe må stå her",
        "cella er tom|noko må stå her",
        "the cell is empty|something must stand here",
    ),
    "formula": (
        "cellen er en formel|lim inn verdien i stedet for formelen",
        "cella er ein formel|lim inn verdien i staden for formelen",
        "the cell is a formula|paste the value instead of the formula",
    ),
    "error_cell": (
        "cellen viser en feil fra regnearket|skriv verdien",
        "cella viser ein feil frå reknearket|skriv verdien",
        "the cell shows an error of the spreadsheet|write the value",
    ),
    "cell_too_long": (
        "cellen er for lang|høyst {most} tegn",
        "cella er for lang|høgst {most} teikn",
        "the cell is too long|at most {most} characters",
    ),
    "control_signs": (
        "cellen har tegn som ikke kan leses|skriv teksten på nytt",
        "cella har teikn som ikkje kan lesast|skriv teksten på nytt",
        "the cell has characters that cannot be read|write the text again",
    ),
    "national_number": (
        "her står noe som kan være et fødselsnummer|"
        "fødselsnummer skal aldri inn her; bruk ansattnummer",
        "her står noko som kan vere eit fødselsnummer|"
        "fødselsnummer skal aldri inn her; bruk tilsettnummer",
        "this may be a national identity number|those never belong here; use the employee number",
    ),
    "too_long": (
        "teksten er for lang|høyst {most} tegn",
        "teksten er for lang|høgst {most} teikn",
        "the text is too long|at most {most} characters",
    ),
    "damaged_number": (
        "regnearket har gjort om nummeret til et regnetall|"
        "gjør kolonnen om til tekst, og skriv nummeret på nytt",
        "reknearket har gjort om nummeret til eit reknetal|"
        "gjer kolonnen om til tekst, og skriv nummeret på nytt",
        "the spreadsheet has turned the number into scientific notation|"
        "make the column text, and write the number again",
    ),
    "employee_no": (
        "ansattnummeret kan ikke brukes|1 til 20 bokstaver og sifre",
        "tilsettnummeret kan ikkje brukast|1 til 20 bokstavar og siffer",
        "the employee number cannot be used|1 to 20 letters and digits",
    ),
    "phone": (
        "dette er ikke et telefonnummer|åtte sifre, eller + og landkode først",
        "dette er ikkje eit telefonnummer|åtte siffer, eller + og landkode først",
        "this is no telephone number|eight digits, or + and the country code first",
    ),
    "email": (
        "dette er ikke en e-postadresse|skriv den som navn@kommunen.no",
        "dette er ikkje ei e-postadresse|skriv henne som namn@kommunen.no",
        "this is no e-mail address|write it as name@municipality.no",
    ),
    "one_of": (
        "ordet er ukjent|ett av disse: {allowed}",
        "ordet er ukjent|eitt av desse: {allowed}",
        "the word is unknown|one of these: {allowed}",
    ),
    "number": (
        "dette er ikke et tall|sifre, gjerne med desimalkomma, som 7,5",
        "dette er ikkje eit tal|siffer, gjerne med desimalkomma, som 7,5",
        "this is no number|digits, with a decimal comma if need be, such as 7,5",
    ),
    "percent": (
        "stillingsprosenten kan ikke brukes|fra 0 til 100, med høyst to desimaler, som 63,39",
        "stillingsprosenten kan ikkje brukast|frå 0 til 100, med høgst to desimalar, som 63,39",
        "the percentage cannot be used|0 to 100, with at most two decimals, such as 63,39",
    ),
    "share": (
        "det kan være en brøk eller en prosent|80 for åtti prosent, eller 0,8 % med prosenttegn",
        "det kan vere ein brøk eller ein prosent|"
        "80 for åtti prosent, eller 0,8 % med prosentteikn",
        "it may be a share or a percentage|80 for eighty per cent, or 0,8 % with a per cent sign",
    ),
    "link": (
        "navnet ser ut som en lenke|bare navnet",
        "namnet ser ut som ei lenkje|berre namnet",
        "the name looks like a link|the name alone",
    ),
    "week_hours": (
        "timene i en full uke kan ikke brukes|"
        "fra 1 til 40 timer i hele minutter, som 35,5 eller 37,5",
        "timane i ei full veke kan ikkje brukast|"
        "frå 1 til 40 timar i heile minutt, som 35,5 eller 37,5",
        "the hours of a full week cannot be used|"
        "1 to 40 hours in whole minutes, such as 35,5 or 37,5",
    ),
    "hours": (
        "timene kan ikke brukes|over 0 og høyst 200 timer, i hele minutter, som 7,5",
        "timane kan ikkje brukast|over 0 og høgst 200 timar, i heile minutt, som 7,5",
        "the hours cannot be used|above 0 and at most 200 hours, in whole minutes, such as 7,5",
    ),
    "kroner": (
        "beløpet kan ikke brukes|0 eller mer, med høyst to desimaler, som 5 812,50",
        "beløpet kan ikkje brukast|0 eller meir, med høgst to desimalar, som 5 812,50",
        "the amount cannot be used|0 or more, with at most two decimals, such as 5 812,50",
    ),
    "kroner_hour": (
        "beløpet kan ikke være kostnaden for en time|"
        "fra 0 til 100 000, med høyst to desimaler, som 412,50",
        "beløpet kan ikkje vere kostnaden for ein time|"
        "frå 0 til 100 000, med høgst to desimalar, som 412,50",
        "the amount cannot be the cost of an hour|"
        "0 to 100 000, with at most two decimals, such as 412,50",
    ),
    "annual_pay": (
        "beløpet kan ikke være årslønnen i full stilling|"
        "fra 50 000 til 5 000 000, med høyst to desimaler, som 512 300; "
        "en sats per time skal i kolonnen Timelønn",
        "beløpet kan ikkje vere årslønna i full stilling|"
        "frå 50 000 til 5 000 000, med høgst to desimalar, som 512 300; "
        "ein sats per time skal i kolonnen Timelønn",
        "the amount cannot be a year's pay in a full post|"
        "50 000 to 5 000 000, with at most two decimals, such as 512 300; "
        "a rate by the hour belongs in the column Timelønn",
    ),
    "hourly_pay": (
        "beløpet kan ikke være timelønnen|"
        "fra 50 til 2 400, med høyst to desimaler, som 245,50; "
        "lønn for et år skal i kolonnen Årslønn",
        "beløpet kan ikkje vere timelønna|"
        "frå 50 til 2 400, med høgst to desimalar, som 245,50; "
        "lønn for eit år skal i kolonnen Årslønn",
        "the amount cannot be pay by the hour|"
        "50 to 2 400, with at most two decimals, such as 245,50; "
        "pay for a year belongs in the column Årslønn",
    ),
    "supplement": (
        "beløpet kan ikke være tillegget i året|"
        "fra 0 til 5 000 000, med høyst to desimaler, som 12 000",
        "beløpet kan ikkje vere tillegget i året|"
        "frå 0 til 5 000 000, med høgst to desimalar, som 12 000",
        "the amount cannot be the supplement of a year|"
        "0 to 5 000 000, with at most two decimals, such as 12 000",
    ),
    "pay_two": (
        "personen har både årslønn og timelønn|én av dem, den andre cellen tom",
        "personen har både årslønn og timelønn|éi av dei, den andre cella tom",
        "the person has both a year's pay and pay by the hour|one of them, the other cell empty",
    ),
    "pay_from": (
        "lønnen har ingen dato|den første dagen den gjelder, i kolonnen Lønn fra",
        "lønna har ingen dato|den første dagen ho gjeld, i kolonnen Lønn fra",
        "the pay has no date|the first day it holds, in the column Lønn fra",
    ),
    "pay_missing": (
        "cellen hører til en lønn som ikke står på raden|årslønn eller timelønn, eller tom celle",
        "cella høyrer til ei lønn som ikkje står på rada|årslønn eller timelønn, eller tom celle",
        "the cell belongs to pay that is not on the row|"
        "a year's pay or pay by the hour, or an empty cell",
    ),
    "minutes": (
        "minuttene kan ikke brukes|hele minutter, som 30",
        "minutta kan ikkje brukast|heile minutt, som 30",
        "the minutes cannot be used|whole minutes, such as 30",
    ),
    "whole": (
        "tallet kan ikke brukes|et helt tall fra {low} til {high}",
        "talet kan ikkje brukast|eit heilt tal frå {low} til {high}",
        "the number cannot be used|a whole number from {low} to {high}",
    ),
    "validity": (
        "kompetansen kan ikke leses|"
        "skriv den som «legemiddel (til 20.01.2028)», med komma mellom flere",
        "kompetansen kan ikkje lesast|"
        "skriv han som «legemiddel (til 20.01.2028)», med komma mellom fleire",
        "the competence cannot be read|"
        "write it as “legemiddel (til 20.01.2028)”, with commas between several",
    ),
    "dates_order": (
        "sluttdatoen er før startdatoen|samme dag eller senere",
        "sluttdatoen er før startdatoen|same dag eller seinare",
        "the last date is before the first|the same day or later",
    ),
    "date_format": (
        "datoen er ikke entydig|skriv den som 31.12.2027 eller 2027-12-31",
        "datoen er ikkje eintydig|skriv han som 31.12.2027 eller 2027-12-31",
        "the date is not plain|write it as 31.12.2027 or 2027-12-31",
    ),
    "time_format": (
        "dette er ikke et klokkeslett|skriv det som 07:30",
        "dette er ikkje eit klokkeslett|skriv det som 07:30",
        "this is no time of day|write it as 07:30",
    ),
    "time_skipped": (
        "klokken stilles fram, og dette klokkeslettet finnes ikke den natten|"
        "et klokkeslett før 02:00 eller fra 03:00",
        "klokka blir stilt fram, og dette klokkeslettet finst ikkje den natta|"
        "eit klokkeslett før 02:00 eller frå 03:00",
        "clocks go forward, and this time does not exist that night|"
        "a time before 02:00 or from 03:00",
    ),
    "time_twice": (
        "klokken stilles tilbake, og dette klokkeslettet kommer to ganger|"
        "skriv {first} for det første, {second} for det andre",
        "klokka blir stilt tilbake, og dette klokkeslettet kjem to gonger|"
        "skriv {first} for det første, {second} for det andre",
        "clocks go back, and this time comes twice|"
        "write {first} for the first, {second} for the second",
    ),
    "offset": (
        "avviket fra UTC er et annet i Norge da|uten avvik, eller {offset}",
        "avviket frå UTC er eit anna i Noreg då|utan avvik, eller {offset}",
        "the offset from UTC is another in Norway then|without an offset, or {offset}",
    ),
    "no_length": (
        "vakten varer ikke noe tid|et annet klokkeslett enn når den begynner",
        "vakta varer inga tid|eit anna klokkeslett enn når ho byrjar",
        "the shift has no length|another time than when it starts",
    ),
    "break_too_long": (
        "pausen er like lang som vakten eller lengre|færre minutter enn vakten varer",
        "pausen er like lang som vakta eller lengre|færre minutt enn vakta varer",
        "the break is as long as the shift or longer|fewer minutes than the shift lasts",
    ),
    "pool_has_no_unit": (
        "en ansatt i vikarsentralen har ingen egen enhet|la cellen stå tom",
        "ein tilsett i vikarsentralen har ikkje ei eiga eining|la cella stå tom",
        "an employee of the vikarsentral has no unit of their own|leave the cell empty",
    ),
    "unit_needed": (
        "stillingen mangler enhet|skriv enhetens kode i kolonnen Enhet",
        "stillinga manglar eining|skriv koden til eininga i kolonnen Enhet",
        "the post lacks a unit|write the unit's code in the column Enhet",
    ),
}
