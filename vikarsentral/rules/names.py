"""What rules and terms of the objective are called inside a sentence, in three languages."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vikarsentral.rules.texts import LANGUAGES, Language

RULE_NAMES: Mapping[str, Mapping[Language, str]] = {
    "once": {
        "nb": "kravet om at hvert behov står én gang",
        "nn": "kravet om at kvart behov står éin gong",
        "en": "the rule that every need stands once",
    },
    "plan": {"nb": "ukjente navn", "nn": "ukjende namn", "en": "unknown names"},
    "agency": {
        "nb": "kravet om ingen bemanningsforetak",
        "nn": "kravet om ingen bemanningsføretak",
        "en": "the bar on staffing agencies",
    },
    "overlap": {"nb": "annen jobb samtidig", "nn": "annan jobb samstundes", "en": "other work"},
    "competence": {
        "nb": "kompetansekravet",
        "nn": "kompetansekravet",
        "en": "the competence required",
    },
    "place": {"nb": "arbeidsstedet", "nn": "arbeidsstaden", "en": "the place of work"},
    "available": {
        "nb": "manglende tilgjengelighet eller manglende ja til natt",
        "nn": "manglande tilgjenge eller manglande ja til natt",
        "en": "lack of availability or of a yes to nights",
    },
    "travel": {"nb": "reisetiden", "nn": "reisetida", "en": "travel time"},
    "daily_rest": {"nb": "døgnhvilen", "nn": "døgnkvila", "en": "daily rest"},
    "weekly_rest": {"nb": "ukehvilen", "nn": "vekekvila", "en": "weekly rest"},
    "day_minutes": {
        "nb": "lengste arbeidsperiode",
        "nn": "lengste arbeidsperiode",
        "en": "the longest work period",
    },
    "week_minutes": {
        "nb": "lengste arbeidsuke",
        "nn": "lengste arbeidsveke",
        "en": "the longest working week",
    },
    "overtime": {"nb": "overtidsgrensen", "nn": "overtidsgrensa", "en": "the overtime limit"},
    "merarbeid": {
        "nb": "grensen for merarbeid",
        "nn": "grensa for meirarbeid",
        "en": "the limit on extra hours",
    },
    "red_days": {
        "nb": "regelen om røde dager",
        "nn": "regelen om raude dagar",
        "en": "the red day rule",
    },
    "pinned": {
        "nb": "en låst tildeling",
        "nn": "ei låst tildeling",
        "en": "a pinned assignment",
    },
}
"""What each rule is called inside a sentence."""

GOAL_NAMES: Mapping[str, Mapping[Language, str]] = {
    "open": {"nb": "åpen vakt", "nn": "open vakt", "en": "open duty"},
    "agency": {"nb": "bemanningsforetak", "nn": "bemanningsføretak", "en": "staffing agency"},
    "merarbeid": {"nb": "merarbeid", "nn": "meirarbeid", "en": "extra hours"},
    "overtime": {"nb": "overtid", "nn": "overtid", "en": "overtime"},
    "hourly": {"nb": "timelønn", "nn": "timelønn", "en": "hourly pay"},
    "unused": {
        "nb": "avtalt tid som ellers blir ubrukt",
        "nn": "avtalt tid som elles blir ubrukt",
        "en": "contract time otherwise unused",
    },
    "unknown_unit": {"nb": "ny på enheten", "nn": "ny på eininga", "en": "new at the unit"},
    "quick_return": {
        "nb": "kort hvile etter avtale",
        "nn": "kort kvile etter avtale",
        "en": "short rest by agreement",
    },
    "weekend_share": {"nb": "helgevakter", "nn": "helgevakter", "en": "weekend duties"},
    "wish": {"nb": "egne ønsker", "nn": "eigne ønske", "en": "own wishes"},
    "change": {"nb": "flyttede vakter", "nn": "flytta vakter", "en": "moved duties"},
}
"""What each term of the objective is called inside a sentence."""

_SHORT: Mapping[str, tuple[str, str, str]] = {
    "aml": ("arbeidsmiljøloven", "arbeidsmiljølova", "Working Environment Act"),
    "HTA": ("Hovedtariffavtalen", "Hovudtariffavtalen", "Basic Collective Agreement"),
    "kap.": ("kapittel", "kapittel", "chapter"),
    "kapittel": ("kapittel", "kapittel", "chapter"),
    "SFS 2213": (
        "særavtalen for undervisning (SFS 2213)",
        "særavtalen for undervisning (SFS 2213)",
        "special agreement on teaching (SFS 2213)",
    ),
    "contract 2 (objective)": (
        "produktets egen verdi",
        "eigen verdi i produktet",
        "the product's own value",
    ),
    "barnehageloven": ("barnehageloven", "barnehagelova", "Kindergarten Act"),
    "ferieloven": ("ferieloven", "ferielova", "Holidays Act"),
    "folketrygdloven": ("folketrygdloven", "folketrygdlova", "National Insurance Act"),
    "forskrift om legemiddelhåndtering": (
        "forskrift om legemiddelhåndtering",
        "forskrift om legemiddelhandtering",
        "regulations on the handling of medicines",
    ),
    "helse- og omsorgstjenesteloven": (
        "helse- og omsorgstjenesteloven",
        "helse- og omsorgstenestelova",
        "Health and Care Services Act",
    ),
    "helsepersonelloven": ("helsepersonelloven", "helsepersonellova", "Health Personnel Act"),
    "innleieforskriften": (
        "innleieforskriften",
        "innleigeforskrifta",
        "regulations on hiring of workers",
    ),
    "opplæringslova": ("opplæringslova", "opplæringslova", "Education Act"),
    "tuberkuloseforskriften": (
        "tuberkuloseforskriften",
        "tuberkuloseforskrifta",
        "regulations on tuberculosis control",
    ),
    "pensjonsordningen": ("pensjonsordningen", "pensjonsordninga", "the pension scheme"),
    "Statens pensjonskasse": (
        "Statens pensjonskasse",
        "Statens pensjonskasse",
        "the Norwegian Public Service Pension Fund",
    ),
    "KS og partene om tidsskifte": (
        "KS og partene om tidsskifte",
        "KS og partane om tidsskifte",
        "KS and the parties on the change of clock",
    ),
}
_PHRASES: Mapping[str, tuple[str, str, str]] = {
    "produktets regel": ("produktets regel", "regel i produktet", "the product's own rule"),
    "krav fra enheten": ("krav fra enheten", "krav frå eininga", "required by the unit"),
    "ansettelsesforholdet": ("ansettelsesforholdet", "tilsetjingsforholdet", "the employment"),
    "samtykke": ("samtykke", "samtykke", "consent"),
    "vekter avtalt av partene": (
        "vekter avtalt av partene",
        "vekter partane har avtalt",
        "weights agreed by the parties",
    ),
    "god turnus": ("god turnus", "god turnus", "good rota practice"),
    "og lokal avtale": ("og lokal avtale", "og lokal avtale", "and local agreement"),
}


def _by_language(words: tuple[str, str, str]) -> Mapping[Language, str]:
    return dict(zip(LANGUAGES, words, strict=True))


PHRASES = {key: _by_language(words) for key, words in _PHRASES.items()}
"""The words of a source that is no law or agreement."""

SOURCE_WORDS = {key: _by_language(words) for key, words in _SHORT.items()} | PHRASES
"""The words of a rule's source, without abbreviations."""


def _told(source: str, words: Mapping[str, Mapping[Language, str]], language: Language) -> str:
    """Put each of the words in its place once; nothing put there is read again."""
    longest_first = sorted(words, key=len, reverse=True)
    found = rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"
    return re.sub(found, lambda one: words[one[0]][language], source)


def source_words(source: str, language: Language) -> str:
    """Return the source of a rule in whole words.

    Args:
        source: as the table of rules writes it.
        language: of the words.
    """
    return _told(source, SOURCE_WORDS, language)


def source_text(source: str, language: Language) -> str:
    """Return a source in a language; names of laws stay as they are.

    Args:
        source: as the row holds it.
        language: which language.
    """
    return _told(source, PHRASES, language)
