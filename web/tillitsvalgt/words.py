"""Faults, states and limits of agreements in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from vikarsentral.agreements import AgreementFault
from vikarsentral.errors import Fault
from vikarsentral.overview.depending import TIME_RULES
from vikarsentral.rules.names import source_words
from vikarsentral.rules.texts import LANGUAGES, Language
from vikarsentral.rules.wording import rule_name
from web import language
from web.words import later, say

STATES: dict[str, tuple[Any, str]] = {
    "draft": (later("Mangler underskrift"), "warning"),
    "withdrawn": (later("Trukket"), "neutral"),
    "to_come": (later("Gjelder ikke ennå"), "info"),
    "in_force": (later("Gjelder nå"), "success"),
    "over": (later("Er over"), "neutral"),
}
KINDS: dict[str, Any] = {
    "working_time": later("Arbeidstid"),
    "hire": later("Innleie fra bemanningsforetak"),
}
LEVELS: dict[str, Any] = {
    "INDIVIDUAL": later("Mellom arbeidsgiver og den ansatte"),
    "LOCAL_TV": later("Mellom arbeidsgiver og tillitsvalgte"),
}
LIMITS: dict[str, Any] = {
    "daily_rest": later("Hvile mellom arbeidsperioder"),
    "weekly_rest": later("Fritid hver uke"),
    "day_minutes": later("Lengste arbeidsperiode"),
    "week_minutes": later("Lengste uke"),
    "overtime_week": later("Overtid på en uke"),
    "overtime_4_weeks": later("Overtid på fire uker"),
    "overtime_52_weeks": later("Overtid på 52 uker"),
    "red_days": later("Arbeid på søndager og helligdager"),
}
SIDES: dict[str, Any] = {
    "employer": later("arbeidsgiver"),
    "counterpart": later("de ansatte"),
}
SIGNERS: dict[tuple[str, str], Any] = {
    ("employer", "LOCAL_TV"): later(
        "For arbeidsgiver skriver planlegger eller administrator under."
    ),
    ("employer", "INDIVIDUAL"): later(
        "For arbeidsgiver skriver planlegger eller administrator under, men ikke i egen avtale."
    ),
    ("counterpart", "LOCAL_TV"): later("For de ansatte skriver en tillitsvalgt under."),
    ("counterpart", "INDIVIDUAL"): later("Den ansatte avtalen gjelder, skriver selv under."),
}
PLAIN: dict[str, Any] = {
    "text_length": later("Skriv mellom 1 og 200 tegn."),
    "ends_before": later("Siste dag må være samme dag som første dag eller senere."),
    "is_over": later("Da ville avtalen vært over allerede. Velg i dag eller senere."),
    "too_late": later("Dagen er for langt fram. Velg en tidligere dag."),
    "wrong_level": later("Innleie avtales med tillitsvalgte."),
    "one_person": later("Skriv ansattnummeret til den ene avtalen gjelder."),
    "unknown_unit": later("En av enhetene finnes ikke lenger. Velg på nytt."),
    "unknown_person": later("Ingen ansatt har dette nummeret."),
    "no_limit": later("Fyll ut minst én grense."),
    "unknown_limit": later("Denne grensen kan ikke avtales på dette nivået."),
    "not_a_choice": later("Velg noe fra listen."),
    "not_hours": later("Skriv timer, som 8, 8,5 eller 8:30."),
    "not_a_day": later("Velg en dag."),
    "same_person": later(
        "Du har skrevet under for den andre siden. En annen må skrive under her."
    ),
    "has_passed": later("Velg i dag eller senere."),
    "not_a_weight": later("Skriv et helt tall fra 0 til 1 000 000 000."),
}


def worded(fault: Fault) -> str:
    """Return a fault as a sentence in the request's language.

    Args:
        fault: with a code where it is about an agreement.
    """
    if not isinstance(fault, AgreementFault):
        return str(fault)
    facts = fault.facts
    if fault.code == "outside_bound":
        return say(
            "Loven tillater fra %(least)s til %(most)s (%(source)s).",
            least=language.hours(int(str(facts["at_least"]))),
            most=language.hours(int(str(facts["at_most"]))),
            source=paragraph(str(facts["source"])),
        )
    if fault.code == "overlaps":
        return say(
            "Avtale %(code)s, «%(title)s», setter det samme for de samme fra %(first)s til"
            " %(last)s. Velg andre dager, eller lag en ny versjon av den avtalen.",
            code=facts["code_of_other"],
            title=facts["title"],
            first=_day(facts["valid_from"]),
            last=_day(facts["valid_to"]),
        )
    if fault.code == "last_day":
        return say(
            "Velg en dag fra %(first)s til %(last)s.",
            first=_day(facts["first"]),
            last=_day(facts["last"]),
        )
    if fault.code == "order_turns":
        return say(
            "Skriv minst %(least)s. Ellers kan rekkefølgen vikarsentralen, deltidsansatte,"
            " timelønnede, overtid og bemanningsforetak snu for samme vakt.",
            least=facts["at_least"],
        )
    if fault.code == "wrong_role":
        return str(SIGNERS[str(facts["side"]), str(facts["level"])])
    return str(PLAIN[fault.code])


def paragraph(source: str) -> str:
    """Return a paragraph in the request's language, the law's name in full.

    Args:
        source: as the rule table writes it.
    """
    return source_words(source, _chosen())


def not_agreed(name: str, may: Iterable[str]) -> str:
    """Tell that a limit cannot be agreed, and which can.

    Args:
        name: of the limit.
        may: names of those this agreement may set; none for one on hire.
    """
    told = str(LIMITS.get(name, name))
    names = [str(LIMITS[one]) for one in may]
    if not names:
        return say(
            "«%(name)s» kan ikke avtales. En avtale om innleie har ingen grenser.", name=told
        )
    return say(
        "«%(name)s» kan ikke avtales på dette nivået. Dette kan avtales: %(names)s.",
        name=told,
        names=", ".join(names),
    )


def _chosen() -> Language:
    return next((one for one in LANGUAGES if one == language.current()), LANGUAGES[0])


def _day(told: Any) -> str:
    return language.day(told, "full")


def by_field(faults: Iterable[Fault]) -> dict[str, str]:
    """Return the first sentence for each row of a form.

    Args:
        faults: from the domain; `where` is the name of the row.
    """
    found: dict[str, str] = {}
    for fault in faults:
        found.setdefault(fault.where, worded(fault))
    return found


_HOURS = re.compile(r"(\d{1,5})(?:[.,](\d{1,2})|:([0-5]\d))?", re.ASCII)


def minutes_of(told: str) -> int | None:
    """Read hours as people write them: `8`, `8,5`, `8:30`.

    Args:
        told: from a form.

    Returns:
        Whole minutes; None where it is not hours, or not whole minutes.
    """
    match = _HOURS.fullmatch(told.strip())
    if match is None:
        return None
    whole, part, minutes = match.groups()
    if minutes is not None:
        return int(whole) * 60 + int(minutes)
    sixtieths = int((part or "0").ljust(2, "0")) * 60
    return None if sixtieths % 100 else int(whole) * 60 + sixtieths // 100


def hours_of(minutes: int) -> str:
    """Write minutes so that `minutes_of` reads them again, such as `8:30`.

    Args:
        minutes: 0 or more.
    """
    return f"{minutes // 60}:{minutes % 60:02}" if minutes % 60 else str(minutes // 60)


def held(form: Mapping[str, str], name: str) -> str:
    """Return a field of a request as text without the sign no database can hold."""
    return form.get(name, "").replace("\x00", "").strip()


def rule_names() -> dict[str, str]:
    """Return what the rules on working time are called, in the request's language."""
    return {rule: rule_name(rule, _chosen()) for rule in TIME_RULES}
