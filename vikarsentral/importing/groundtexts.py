"""Phrases for what a file says against what is already there; see `texts` for their form."""

from __future__ import annotations

from typing import Final

GROUND_PHRASES: Final[dict[str, tuple[str, ...]]] = {
    "unknown_unit": (
        "enheten er ukjent|koden eller navnet på en enhet i bruk{near}",
        "eininga er ukjend|koden eller namnet på ei eining i bruk{near}",
        "the unit is unknown|the code or name of a unit in use{near}",
    ),
    "unknown_competence": (
        "kompetansen er ukjent|en som er registrert{near}",
        "kompetansen er ukjend|ein som er registrert{near}",
        "the competence is unknown|one that is registered{near}",
    ),
    "unknown_sector": (
        "sektoren er ukjent|en som er registrert{near}",
        "sektoren er ukjend|ein som er registrert{near}",
        "the sector is unknown|one that is registered{near}",
    ),
    "unknown_area": (
        "området er ukjent|et som er registrert{near}",
        "området er ukjent|eit som er registrert{near}",
        "the area is unknown|one that is registered{near}",
    ),
    "unknown_person": (
        "ingen ansatt i bruk har dette nummeret|importer personene først{near}",
        "ingen tilsett i bruk har dette nummeret|importer personane først{near}",
        "no active employee has this number|import the people first{near}",
    ),
    "proof_undated": (
        "dagen dokumentasjonen ble sett, mangler|koden med dag, slik: {proof} (fra 12.01.2027)",
        "dagen dokumentasjonen vart sett, manglar|koden med dag, slik: {proof} (fra 12.01.2027)",
        "the day the proof was seen is missing|the code with its day: {proof} (fra 12.01.2027)",
    ),
    "zeros_lost": (
        "regnearket kan ha tatt bort nuller foran nummeret"
        "|nummeret som det står i lønnssystemet{near}",
        "reknearket kan ha teke bort nullar framfor nummeret"
        "|nummeret slik det står i lønnssystemet{near}",
        "the spreadsheet may have dropped zeros in front of the number"
        "|the number as the payroll has it{near}",
    ),
    "not_your_unit": (
        "enheten er ikke din|rader for enheter du leder",
        "eininga er ikkje di|rader for einingar du leier",
        "the unit is not yours|rows for units you lead",
    ),
    "differs": (
        "verdien er en annen enn på rad {other} for samme person"
        "|lik verdi på alle radene, eller tom celle",
        "verdien er ein annan enn på rad {other} for same person"
        "|lik verdi på alle radene, eller tom celle",
        "the value differs from row {other} of the same person"
        "|the same value on all rows, or an empty cell",
    ),
    "row_twice": (
        "raden er lik rad {other}|hver rad én gang",
        "rada er lik rad {other}|kvar rad éin gong",
        "the row is the same as row {other}|each row once",
    ),
    "reference_twice": (
        "samme referanse står på rad {other}|hver referanse én gang",
        "same referanse står på rad {other}|kvar referanse éin gong",
        "the same reference is on row {other}|each reference once",
    ),
    "overlap_in_file": (
        "vakten overlapper vakten på rad {other}|én vakt om gangen",
        "vakta overlappar vakta på rad {other}|éi vakt om gongen",
        "the shift overlaps the one on row {other}|one shift at a time",
    ),
    "overlap_there": (
        "personen har alt en vakt {when}|en tid som er ledig; avlys den andre vakten først",
        "personen har alt ei vakt {when}|ei tid som er ledig; avlys den andre vakta først",
        "the person already has a shift {when}|a free time; cancel the other shift first",
    ),
    "absent_then": (
        "personen er meldt borte da|trekk fraværet før turnusen endres",
        "personen er meld borte då|trekk fråværet før turnusen blir endra",
        "the person is reported away then|withdraw the absence before the rota is changed",
    ),
    "begun": (
        "vakten har begynt, og filen sier noe annet enn det som står|rett timene på enhetens side",
        "vakta har byrja, og fila seier noko anna enn det som står"
        "|rett timane på sida til eininga",
        "the shift has begun, and the file says otherwise|correct the hours on the unit's page",
    ),
    "date_far": (
        "datoen er for langt borte|fra ett år tilbake til to år fram",
        "datoen er for langt borte|frå eitt år tilbake til to år fram",
        "the date is too far away|from one year back to two years ahead",
    ),
    "hire_far": (
        "datoen kan ikke være for vikarbruk|en dag som er over, høyst ti år tilbake",
        "datoen kan ikkje vere for vikarbruk|ein dag som er over, høgst ti år tilbake",
        "the date cannot be one of hire|a day that is over, at most ten years back",
    ),
    "no_pool_post": (
        "bare ansatte i vikarsentralen har arbeidsplan uten enhet|skriv enhetens kode",
        "berre tilsette i vikarsentralen har arbeidsplan utan eining|skriv koden til eininga",
        "only employees of the vikarsentral have a duty plan without a unit|write the unit's code",
    ),
    "duty_notice": (
        "arbeidsplanen må kunngjøres minst 14 dager før"
        "|en dato minst 14 dager fram; avtal endringen med den ansatte",
        "arbeidsplanen må kunngjerast minst 14 dagar før"
        "|ein dato minst 14 dagar fram; avtal endringa med den tilsette",
        "a duty plan is published at least 14 days ahead"
        "|a date at least 14 days ahead; agree the change with the employee",
    ),
    "duty_rule": (
        "tiden kan ikke kunngjøres: {nb}|"
        "tider som holder regelen i {source}; har dere en avtale, registrer den først",
        "tida kan ikkje kunngjerast: {nn}|"
        "tider som held regelen i {source}; har de ein avtale, registrer han først",
        "the time cannot be published: {en}|"
        "times that keep the rule in {source}; where you have an agreement, register it first",
    ),
    "duty_fact": (
        "tiden er tatt inn slik den er kunngjort: {nb}|"
        "se på {source}, og avtal en endring med den ansatte om det trengs",
        "tida er teken inn slik ho er kunngjord: {nn}|"
        "sjå på {source}, og avtal ei endring med den tilsette om det trengst",
        "the time is taken in as it was published: {en}|"
        "look at {source}, and agree a change with the employee if it is needed",
    ),
    "duty_ground": (
        "tiden tillates bare der arbeidet er nødvendig da: {nb}|"
        "drøft den med tillitsvalgte etter {source}",
        "tida er berre tillaten der arbeidet er nødvendig då: {nn}|"
        "drøft ho med tillitsvalde etter {source}",
        "the time is allowed only where the work must be done then: {en}|"
        "discuss it with the union representatives under {source}",
    ),
    "last_admin": (
        "den siste som er administrator, er ikke i filen og blir stående"
        "|gi først en annen rollen som administrator, om personen skal slutte",
        "den siste som er administrator, er ikkje i fila og blir ståande"
        "|gi først ein annan rolla som administrator, om personen skal slutte",
        "the last administrator is not in the file and stays"
        "|give somebody else the role of administrator first, if the person shall leave",
    ),
    "need_past": (
        "behovet er over|en tid som kommer",
        "behovet er over|ei tid som kjem",
        "the need is over|a time to come",
    ),
    "need_settled": (
        "behovet med denne referansen er dekket, trukket eller bestilt"
        "|en åpen vakt, eller en ny referanse",
        "behovet med denne referansen er dekt, trekt eller bestilt"
        "|ei open vakt, eller ein ny referanse",
        "the need with this reference is covered, withdrawn or ordered"
        "|an open one, or a new reference",
    ),
    "reference_needed": (
        "antall over 1 kan ikke ha én referanse|én rad per referanse, eller ingen referanse",
        "antal over 1 kan ikkje ha éin referanse|éi rad per referanse, eller ingen referanse",
        "a number above 1 cannot have one reference|one row per reference, or no reference",
    ),
}
