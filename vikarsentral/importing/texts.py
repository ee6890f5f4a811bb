"""What is wrong in a file and what may stand there: two phrases per fault, in three languages.

A phrase begins with a small letter where it stands inside a line and has no full stop.
"""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = ("nb", "nn", "en")

FILE_PHRASES: Final[dict[str, tuple[str, ...]]] = {
    "encoding": (
        "tegnene i filen kan ikke leses|lagre filen på nytt som «CSV UTF-8»",
        "teikna i fila kan ikkje lesast|lagre fila på nytt som «CSV UTF-8»",
        "the characters of the file cannot be read|save the file again as “CSV UTF-8”",
    ),
    "no_rows": (
        "filen har ingen rader|skriv overskriftene på første rad og minst én rad under",
        "fila har ingen rader|skriv overskriftene på første rad og minst éi rad under",
        "the file has no rows|write the headings on the first row and at least one row below",
    ),
    "file_too_large": (
        "filen er for stor|del den i filer på høyst {most} MB",
        "fila er for stor|del henne i filer på høgst {most} MB",
        "the file is too large|split it into files of at most {most} MB",
    ),
    "not_a_workbook": (
        "filen er ikke en arbeidsbok som kan leses|"
        "lagre den på nytt som «Excel-arbeidsbok (.xlsx)» eller CSV",
        "fila er ikkje ei arbeidsbok som kan lesast|"
        "lagre henne på nytt som «Excel-arbeidsbok (.xlsx)» eller CSV",
        "the file is no workbook that can be read|"
        "save it again as “Excel workbook (.xlsx)” or CSV",
    ),
    "encrypted": (
        "filen er beskyttet med passord|ta bort passordet og lagre på nytt",
        "fila er verna med passord|ta bort passordet og lagre på nytt",
        "the file is protected by a password|remove the password and save again",
    ),
    "expands_too_much": (
        "filen blir for stor når den pakkes ut|"
        "høyst {most} MB utpakket; lagre den på nytt eller som CSV",
        "fila blir for stor når ho blir pakka ut|"
        "høgst {most} MB utpakka; lagre henne på nytt eller som CSV",
        "the file grows too large when unpacked|"
        "at most {most} MB unpacked; save it again or as CSV",
    ),
    "xml_not_allowed": (
        "filen har innhold som en vanlig arbeidsbok ikke har|lagre den på nytt fra et regneark",
        "fila har innhald som ei vanleg arbeidsbok ikkje har|lagre henne på nytt frå eit rekneark",
        "the file holds what no ordinary workbook holds|save it again from a spreadsheet program",
    ),
    "merged": (
        "celler er slått sammen|del dem opp igjen, så hver rad har sine egne celler",
        "celler er slått saman|del dei opp att, så kvar rad har sine eigne celler",
        "cells are merged|split them again, so that each row has its own cells",
    ),
    "too_many_rows": (
        "filen har for mange rader|høyst {most} rader i én fil",
        "fila har for mange rader|høgst {most} rader i éi fil",
        "the file has too many rows|at most {most} rows in one file",
    ),
    "too_many_columns": (
        "raden har for mange kolonner|"
        "høyst {most} kolonner; slett det som står til høyre for tabellen",
        "rada har for mange kolonnar|"
        "høgst {most} kolonnar; slett det som står til høgre for tabellen",
        "the row has too many columns|"
        "at most {most} columns; delete what stands to the right of the table",
    ),
    "too_heavy": (
        "filen tok for lang tid eller for mye minne å lese|"
        "del den i mindre filer, eller lagre den som CSV",
        "fila tok for lang tid eller for mykje minne å lese|"
        "del henne i mindre filer, eller lagre henne som CSV",
        "the file took too much time or memory to read|"
        "split it into smaller files, or save it as CSV",
    ),
    "quote_open": (
        "et anførselstegn er åpnet, men ikke lukket riktig|"
        "rett raden, eller lagre filen på nytt fra regnearket",
        "eit hermeteikn er opna, men ikkje lukka rett|"
        "rett rada, eller lagre fila på nytt frå reknearket",
        "a quotation mark is opened but not closed properly|"
        "correct the row, or save the file again from the spreadsheet",
    ),
    "cells": (
        "raden har {found} celler|{wanted} celler, like mange som overskriftene",
        "rada har {found} celler|{wanted} celler, like mange som overskriftene",
        "the row has {found} cells|{wanted} cells, as many as the headings",
    ),
    "heading_twice": (
        "kolonnen står to ganger|hver overskrift én gang",
        "kolonnen står to gonger|kvar overskrift éin gong",
        "the column is there twice|each heading once",
    ),
    "heading_missing": (
        "kolonnen mangler|legg den til; malen viser hvor",
        "kolonnen manglar|legg han til; malen viser kvar",
        "the column is missing|add it; the template shows where",
    ),
    "heading_near": (
        "overskriften er ukjent|mente du «{near}»?",
        "overskrifta er ukjend|meinte du «{near}»?",
        "the heading is unknown|did you mean “{near}”?",
    ),
    "heading_unknown": (
        "overskriften er ukjent|slett kolonnen, eller bruk en av disse: {allowed}",
        "overskrifta er ukjend|slett kolonnen, eller bruk ei av desse: {allowed}",
        "the heading is unknown|delete the column, or use one of these: {allowed}",
    ),
}
