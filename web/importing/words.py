"""What the pages of files in call things."""

from __future__ import annotations

from typing import Any, Final

from web.words import later, say

KINDS: Final[dict[str, Any]] = {
    "people": later("Ansatte"),
    "rota": later("Turnus"),
    "needs": later("Behov"),
    "agency": later("Vikarbruk fra faktura"),
}
ABOUT: Final[dict[str, Any]] = {
    "people": later("Hele listen over ansatte, med stillinger og kompetanser."),
    "rota": later("De ansattes egne vakter, og arbeidsplanen til vikarsentralens ansatte."),
    "needs": later("Vakter som noen må dekke, uten at noen er meldt borte."),
    "agency": later("Innleie som ikke er bestilt her, linje for linje."),
}
STATES: Final[dict[str, tuple[Any, str]]] = {
    "reading": (later("Leses"), "info"),
    "read": (later("Venter på ja"), "warning"),
    "refused": (later("Kan ikke brukes"), "danger"),
    "storing": (later("Lagres"), "info"),
    "stored": (later("Lagret"), "success"),
    "cancelled": (later("Forkastet"), "neutral"),
}
STAGES: Final[dict[str, Any]] = {
    "reading": later("Rader lest: %(rows)s"),
    "storing": later("Rader lagret: %(rows)s"),
    "deactivating": later("Ansatte avsluttet: %(rows)s"),
}
ENDS: Final[dict[str, Any]] = {
    "people": later("Ansatte som ikke er i filen, og som slutter"),
    "rota": later("Vakter som ikke er i filen, og som avlyses"),
}
RECORD: Final[dict[str, Any]] = {
    "file.dropped": later("Fil forkastet"),
    "file.imported": later("Fil lagt inn"),
    "hire.changed": later("Vikarbruk rettet fra fil"),
    "hire.imported": later("Vikarbruk lagt inn fra fil"),
    "need.changed": later("Vakt som trenger vikar, endret fra fil"),
    "rota.imported": later("Turnus lagt inn fra fil"),
}
"""What the record calls the acts of files."""


def notes(told: dict[str, str]) -> list[str]:
    """Return how a file was read, as whole sentences.

    Args:
        told: from the report.
    """
    lines = []
    if told.get("encoding") == "Windows-1252":
        words = told.get("words", "")
        lines.append(
            say(
                "Filen er lest som Windows-1252. Se at disse ordene er riktige: %(words)s",
                words=words or "–",
            )
        )
    if told.get("separator"):
        names = {";": say("semikolon"), ",": say("komma"), "\t": say("tabulator")}
        lines.append(say("Cellene er skilt med %(name)s.", name=names.get(told["separator"], "?")))
    if told.get("sheet"):
        lines.append(say("Arket «%(name)s» er lest.", name=told["sheet"]))
    if told.get("sheets_left_out"):
        lines.append(say("Disse arkene er ikke lest: %(names)s", names=told["sheets_left_out"]))
    if told.get("hidden"):
        lines.append(say("Arket har skjulte rader eller kolonner. De er også lest."))
    if told.get("macros"):
        lines.append(say("Arbeidsboken har makroer. De er ikke kjørt."))
    if told.get("links"):
        lines.append(say("Arbeidsboken har lenker til andre filer. De er ikke fulgt."))
    return lines


def stage(progress: dict[str, Any]) -> str:
    """Return how far a file has come.

    Args:
        progress: from the row.
    """
    words = STAGES.get(str(progress.get("stage", "")))
    return say("Venter på tur") if words is None else str(words) % {"rows": progress["rows"]}
