"""The table of retention: class, purpose, period, and delete or lock, for each kind of data.

Source: law.md 6.2 (suggested periods), 6.3 (arkivlova § 13: deletion needs a clear duty).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

YEAR: Final = 365


class Act(StrEnum):
    """Name what happens when the period is over."""

    DELETE = "delete"
    LOCK = "lock"
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class Kept:
    """One class of data.

    Attributes:
        id: stable name.
        tables: whose rows it is about.
        what: what it is, by language.
        purpose: what it is kept for, by language.
        since: from when the period counts, by language.
        days: the period; 0 where the row is kept as long as it is in use.
        act: what happens then.
        source: why so.
    """

    id: str
    tables: tuple[str, ...]
    what: Mapping[str, str]
    purpose: Mapping[str, str]
    since: Mapping[str, str]
    days: int
    act: Act
    source: str


def _said(nb: str, nn: str, en: str) -> dict[str, str]:
    return {"nb": nb, "nn": nn, "en": en}


_MADE = _said("det ble laget", "det vart laga", "it was made")
_OVER = _said("tiden er over", "tida er over", "the time is over")
_OFF = _said("det ble slått av", "det vart slått av", "it was switched off")
_LAST_WORK = _said("personen sist arbeidet", "personen sist arbeidde", "the person last worked")
_IN_USE = _said("det er i bruk", "det er i bruk", "it is in use")

CLASSES: Final = (
    Kept(
        "sessions",
        ("web_session",),
        _said("Innlogginger", "Innloggingar", "Sign-ins"),
        _said("Holde folk innlogget", "Halde folk innlogga", "Keep people signed in"),
        _said("den gikk ut", "ho gjekk ut", "it expired"),
        1,
        Act.DELETE,
        "GDPR art. 5",
    ),
    Kept(
        "repeats",
        ("idempotent_request",),
        _said("Svar på gjentatte trykk", "Svar på gjentekne trykk", "Answers to repeated taps"),
        _said(
            "Gi samme svar når noen trykker to ganger",
            "Gi same svar når nokon trykkjer to gonger",
            "Give the same answer when somebody taps twice",
        ),
        _MADE,
        30,
        Act.DELETE,
        "GDPR art. 5",
    ),
    Kept(
        "files",
        ("file_import",),
        _said("Innholdet i filer som er lest inn", "Innhaldet i filer som er lesne inn",
              "The content of files taken in"),
        _said("Vise hva filen endret", "Vise kva fila endra", "Show what the file changed"),
        _MADE,
        30,
        Act.DELETE,
        "GDPR art. 5",
    ),
    Kept(
        "messages",
        ("message",),
        _said("Meldinger til folk", "Meldingar til folk", "Messages to people"),
        _said(
            "Vise at meldingen kom fram",
            "Vise at meldinga kom fram",
            "Show that the message arrived",
        ),
        _MADE,
        90,
        Act.DELETE,
        "GDPR art. 5",
    ),
    Kept(
        "wishes",
        ("wish", "unavailability", "pin"),
        _said("Ønsker, tider noen ikke kan, og låser", "Ønske, tider nokon ikkje kan, og låsar",
              "Wishes, times somebody cannot work, and pins"),
        _said("Lage planen", "Lage planen", "Make the plan"),
        _OVER,
        90,
        Act.DELETE,
        "GDPR art. 5",
    ),
    Kept(
        "notes",
        (),
        _said("Beskjeder til den som kommer på en vakt", "Beskjedar til den som kjem på ei vakt",
              "Notes to the one who comes to a shift"),
        _said("Gi den som kommer det de trenger å vite",
              "Gi den som kjem det dei treng å vite",
              "Tell the one who comes what they need to know"),
        _OVER,
        1,
        Act.DELETE,
        "GDPR art. 5",
    ),
    Kept(
        "keys",
        ("api_token", "feed_token"),
        _said("Nøkler og kalenderlenker som er slått av", "Nøklar og kalenderlenkjer som er slått"
              " av", "Keys and calendar addresses that are off"),
        _said("Kunne spore misbruk", "Kunne spore misbruk", "Trace misuse"),
        _OFF,
        YEAR,
        Act.DELETE,
        "GDPR art. 32",
    ),
    Kept(
        "answers",
        ("offer_answer", "compound_part"),
        _said("Svar på tilbud om vakt", "Svar på tilbod om vakt", "Answers to offers"),
        _said(
            "Kunne forklare hvem som fikk vakten; aldri statistikk over nei",
            "Kunne forklare kven som fekk vakta; aldri statistikk over nei",
            "Explain who got the shift; never statistics of refusals",
        ),
        _OVER,
        YEAR,
        Act.DELETE,
        "GDPR art. 5",
    ),
    Kept(
        "absences",
        ("absence",),
        _said("Fravær, aldri årsaken", "Fråvær, aldri årsaka", "Absences, never the cause"),
        _said(
            "Vise hvorfor vakten trengte vikar",
            "Vise kvifor vakta trong vikar",
            "Show why the shift needed cover",
        ),
        _OVER,
        3 * YEAR,
        Act.DELETE,
        "GDPR art. 5, 9",
    ),
    Kept(
        "plans",
        ("plan_run",),
        _said("Planer med grunnlag og bevis", "Planar med grunnlag og prov", "Plans and proofs"),
        _said(
            "Kunne etterprøve hvem som ble foreslått",
            "Kunne etterprøve kven som vart foreslått",
            "Check again who was proposed",
        ),
        _said("perioden er over", "perioden er over", "the period is over"),
        3 * YEAR,
        Act.LOCK,
        "arkivlova §§ 5, 13",
    ),
    Kept(
        "decisions",
        ("decision", "decision_person"),
        _said("Begrunnelser slik de var da det ble bestemt",
              "Grunngivingar slik dei var då det vart bestemt",
              "Reasons as they were when it was decided"),
        _said("Vise hvorfor noen ble valgt, og at rekkefølgen ble fulgt",
              "Vise kvifor nokon vart vald, og at rekkjefølgja vart følgd",
              "Show why somebody was chosen, and that the order was kept"),
        _MADE,
        5 * YEAR,
        Act.LOCK,
        "aml § 14-3, arkivlova § 5",
    ),
    Kept(
        "hours",
        ("shift", "worked_entry", "worked_objection", "labour_line", "payroll_line",
         "duty_time",
         "duty_change", "emergency_exception"),
        _said("Vakter, timer som er arbeidet, og hva de kostet",
              "Vakter, timar som er arbeidde, og kva dei kosta",
              "Shifts, hours worked and what they cost"),
        _said("Lønn, kontroll av arbeidstiden og statistikk",
              "Løn, kontroll av arbeidstida og statistikk",
              "Pay, inspection of working time and statistics"),
        _OVER,
        5 * YEAR,
        Act.LOCK,
        "aml § 10-7, bokføringsloven § 13",
    ),
    Kept(
        "people",
        ("person", "post", "pay_basis", "app_user", "agreement_person"),
        _said("Navn, ansattnummer, stillinger og innlogging",
              "Namn, tilsettnummer, stillingar og innlogging",
              "Name, employee number, posts and sign-in"),
        _said("Lønn og kontroll av arbeidstiden", "Løn og kontroll av arbeidstida",
              "Pay and inspection of working time"),
        _LAST_WORK,
        5 * YEAR,
        Act.ERASE,
        "bokføringsloven § 13, GDPR art. 17",
    ),
    Kept(
        "reach",
        ("person_competence", "person_sector", "person_unit", "contact", "push_subscription",
         "role_grant", "shift_lead"),
        _said("Kontakt, kompetanse, steder og roller for den som har sluttet",
              "Kontakt, kompetanse, stader og roller for den som har slutta",
              "Contact, competence, places and roles of somebody who has left"),
        _said("Kunne spørre om vakter", "Kunne spørje om vakter", "Ask about shifts"),
        _LAST_WORK,
        YEAR,
        Act.DELETE,
        "GDPR art. 5",
    ),
    Kept(
        "log",
        ("event", "erasure"),
        _said("Loggen over det som er gjort", "Loggen over det som er gjort",
              "The log of what was done"),
        _said("Kunne vise hvem som gjorde hva, uendret", "Kunne vise kven som gjorde kva, uendra",
              "Show who did what, unchanged"),
        _MADE,
        5 * YEAR,
        Act.LOCK,
        "arkivlova § 5, GDPR art. 5 (2)",
    ),
    Kept(
        "setup",
        (),
        _said("Enheter, regler, avtaler, priser og behov uten navn",
              "Einingar, reglar, avtalar, prisar og behov utan namn",
              "Units, rules, agreements, prices and needs without names"),
        _said("Drift, statistikk og arkiv", "Drift, statistikk og arkiv",
              "Operation, statistics and archive"),
        _IN_USE,
        0,
        Act.LOCK,
        "arkivlova § 5",
    ),
)  # fmt: skip
"""Every table about a person stands in one class; what stands nowhere is in `setup`."""


def class_of(table: str) -> Kept:
    """Return the class a table's rows belong to.

    Args:
        table: its name.
    """
    return next((kept for kept in CLASSES if table in kept.tables), CLASSES[-1])
