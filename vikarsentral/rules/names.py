"""What rules and terms of the objective are called inside a sentence, in three languages."""

from __future__ import annotations

from collections.abc import Mapping

from vikarsentral.rules.texts import Language

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

SOURCE_WORDS: Mapping[str, Mapping[Language, str]] = {
    "aml": {
        "nb": "arbeidsmiljøloven",
        "nn": "arbeidsmiljølova",
        "en": "Working Environment Act",
    },
    "HTA": {
        "nb": "Hovedtariffavtalen",
        "nn": "Hovudtariffavtalen",
        "en": "Basic Collective Agreement",
    },
    "kap.": {"nb": "kapittel", "nn": "kapittel", "en": "chapter"},
    "SFS 2213": {
        "nb": "særavtalen for undervisning (SFS 2213)",
        "nn": "særavtalen for undervisning (SFS 2213)",
        "en": "special agreement on teaching (SFS 2213)",
    },
    "contract 2 (objective)": {
        "nb": "produktets egen verdi",
        "nn": "verdien til produktet",
        "en": "the product's own value",
    },
    "produktets regel": {
        "nb": "produktets regel",
        "nn": "regel i produktet",
        "en": "rule of the product",
    },
    "krav fra enheten": {
        "nb": "krav fra enheten",
        "nn": "krav frå eininga",
        "en": "requirement of the unit",
    },
    "ansettelsesforholdet": {
        "nb": "ansettelsesforholdet",
        "nn": "tilsetjingsforholdet",
        "en": "the employment",
    },
    "samtykke": {"nb": "samtykke", "nn": "samtykke", "en": "consent"},
    "vekter avtalt av partene": {
        "nb": "vekter avtalt av partene",
        "nn": "vekter partane har avtalt",
        "en": "weights agreed by the parties",
    },
}
"""The words of a rule's source, without abbreviations."""


def source_words(source: str, language: Language) -> str:
    """Return the source of a rule in whole words.

    Args:
        source: as the table of rules writes it.
        language: of the words.
    """
    for short, told in SOURCE_WORDS.items():
        source = source.replace(short, told[language])
    return source
