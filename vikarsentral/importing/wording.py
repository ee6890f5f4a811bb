"""Say a fault of a file in plain words: where, what is wrong, and what may stand there."""

from __future__ import annotations

from vikarsentral.errors import Fault
from vikarsentral.importing.celltexts import CELL_PHRASES
from vikarsentral.importing.faults import RowFault
from vikarsentral.importing.groundtexts import GROUND_PHRASES
from vikarsentral.importing.texts import FILE_PHRASES, LANGUAGES

PHRASES = {**FILE_PHRASES, **CELL_PHRASES, **GROUND_PHRASES}
_NEAR = {"nb": "; mente du «{}»?", "nn": "; meinte du «{}»?", "en": "; did you mean “{}”?"}
_ROW = {"nb": "rad {}", "nn": "rad {}", "en": "row {}"}
_FILE = {"nb": "filen", "nn": "fila", "en": "the file"}


def what_and_allowed(fault: RowFault, language: str) -> tuple[str, str]:
    """Say what is wrong and what may stand there, each as a whole sentence.

    Args:
        fault: from reading or comparing a file.
        language: nb, nn or en.
    """
    what, allowed = _phrases(fault, language)
    return f"{_capital(what)}.", _capital(allowed) + ("" if allowed.endswith("?") else ".")


def as_line(fault: RowFault, language: str = "nb") -> Fault:
    """Say a fault as the command line does: where, what, what is allowed.

    Args:
        fault: from reading or comparing a file.
        language: nb, nn or en.

    Source: contract 1 (one line per fault).
    """
    what, allowed = _phrases(fault, language)
    where = [_ROW[language].format(fault.row) if fault.row else _FILE[language]]
    if fault.column:
        where.append(fault.column)
    if fault.value:
        where.append(f"«{fault.value}»")
    return Fault(", ".join(where), what, allowed)


def _phrases(fault: RowFault, language: str) -> tuple[str, str]:
    told = PHRASES[fault.code][LANGUAGES.index(language)]
    facts = {**fault.facts, "near": _near(fault, language)}
    what, _, allowed = told.format_map(facts).partition("|")
    return what, allowed


def _near(fault: RowFault, language: str) -> str:
    near = fault.facts.get("near", "")
    if fault.code == "heading_near" or not near:
        return str(near)
    return _NEAR[language].format(near)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
