"""What plan pages call things: states, phases, kinds of people, terms, and what moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from vikarsentral.overview.moves import Move
from vikarsentral.plan.store import RunView
from vikarsentral.rules.texts import LANGUAGES
from vikarsentral.rules.wording import rule_name
from web import language
from web.words import later, say

# Word and colour of each state of a run.
STATES: dict[str, tuple[Any, str]] = {
    "queued": (later("Venter"), "neutral"),
    "running": (later("Lages nå"), "info"),
    "done": (later("Klar, ikke publisert"), "warning"),
    "published": (later("Publisert"), "success"),
    "cancelled": (later("Stoppet"), "neutral"),
    "failed": (later("Mislyktes"), "danger"),
}
FAULTS: dict[str, Any] = {
    "solver_died": later("Planleggeren stoppet uventet flere ganger. Prøv igjen, eller si fra."),
    "solver_overran": later("Planleggeren brukte for lang tid og ble stoppet. Prøv igjen."),
    "problem_refused": later("Grunnlaget for planen inneholder en feil. Si fra til drift."),
}
KINDS: dict[str, Any] = {
    "pool": later("Vikarsentralen"),
    "part_time": later("Deltid, ønsker mer"),
    "staff": later("Fast ansatt, overtid"),
    "hourly": later("Timelønnet"),
}
TERMS: dict[str, Any] = {
    "open": later("Åpne vakter"),
    "agency": later("Bemanningsforetak"),
    "merarbeid": later("Merarbeid"),
    "overtime": later("Overtid"),
    "hourly": later("Timelønnede"),
    "unused": later("Ubrukt tid i vikarsentralen"),
    "unknown_unit": later("Ny på enheten"),
    "quick_return": later("Kort hvile etter avtale"),
    "weekend_share": later("Helger, slik at de blir delt"),
    "wish": later("Ønsker fra ansatte"),
    "change": later("Flyttede vakter"),
}
PRIORITIES = {1: later("Må dekkes"), 2: later("Bør dekkes"), 3: later("Fint å få")}

_NEEDS = {
    "added": later("Ny vakt som trenger vikar: %(name)s %(when)s"),
    "gone": later("Trenger ikke lenger plan: %(name)s %(when)s"),
    "changed": later("Endret vakt: %(name)s %(when)s"),
}
_PEOPLE = {
    "added": later("%(name)s er kommet til"),
    "gone": later("%(name)s er ikke lenger med"),
    "changed": later("%(name)s har fått endret vakter, fravær eller samtykker"),
}
_REST = {
    "agreement": later("En avtale om arbeidstid er endret"),
    "unit": later("En enhet er endret: %(name)s"),
    "published": later("Vakter som var gitt, er endret"),
    "objective": later("De avtalte vektene er endret"),
    "travel_minutes": later("Reisetider er endret"),
    "period": later("Perioden er endret"),
    "plan": later("Planen er laget på nytt siden du åpnet siden"),
}


def move_line(move: Move) -> str:
    """Return one thing that moved, in words.

    Args:
        move: what moved.
    """
    if move.kind == "need":
        return str(_NEEDS[move.change]) % {"name": move.name, "when": _when(move)}
    if move.kind == "person":
        return str(_PEOPLE[move.change]) % {"name": move.name}
    text = _REST.get(move.kind)
    return say("Grunnlaget er endret") if text is None else str(text) % {"name": move.name}


def _when(move: Move) -> str:
    if move.starts_at is None or move.ends_at is None:
        return ""
    return f"{language.day(move.starts_at)} {language.span(move.starts_at, move.ends_at)}"


def terms(held: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return what a plan costs by the agreed weights, term by term, zeros left out.

    Args:
        held: øre by term.
    """
    return [(str(TERMS[name]), ore) for name, ore in held.items() if ore and name in TERMS]


def phase(run: RunView) -> str:
    """Return in a sentence how far a run has come.

    Args:
        run: the run.
    """
    if run.state.value == "queued":
        return say("Planen står i kø og begynner straks.")
    if "parts" in run.progress:
        done, parts = run.progress["parts_done"], run.progress["parts"]
        return say("Planen lages i deler. %(done)s av %(all)s er ferdige.", done=done, all=parts)
    if run.progress.get("objective") is None:
        return say("Alle vakter og personer leses mot reglene.")
    return say("En lovlig plan er funnet. Den blir bedre så lenge tiden varer.")


def rule_words(rules: Iterable[str]) -> str:
    """Return rules by what they are called inside a sentence.

    Args:
        rules: ids of rules.
    """
    chosen = next((one for one in LANGUAGES if one == language.current()), LANGUAGES[0])
    return ", ".join(rule_name(rule, chosen) for rule in rules)
