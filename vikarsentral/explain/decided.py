"""Sentences on what was decided about somebody, in bokmål, nynorsk and English."""

from __future__ import annotations

from collections.abc import Mapping

from vikarsentral.rules.texts import Language

DECIDED: Mapping[str, Mapping[Language, str]] = {
    "asked": {
        "nb": "Er valgt til denne vakten.",
        "nn": "Er vald til denne vakta.",
        "en": "Is chosen for this duty.",
    },
    "dearer": {
        "nb": "Ble ikke valgt, fordi den som ble valgt, har en lavere pris: {chosen_ore}.",
        "nn": "Vart ikkje vald, fordi den som vart vald, har ein lågare pris: {chosen_ore}.",
        "en": "Was not chosen, since the one chosen has a lower price: {chosen_ore}.",
    },
    "equal": {
        "nb": "Ble ikke valgt. Den som ble valgt, har samme pris, {chosen_ore}, og det er bare én"
        " vakt.",
        "nn": "Vart ikkje vald. Den som vart vald, har same pris, {chosen_ore}, og det er berre éi"
        " vakt.",
        "en": "Was not chosen. The one chosen has the same price, {chosen_ore}, and there is only"
        " one duty.",
    },
    "cheaper": {
        "nb": "Ble ikke valgt, selv om den som ble valgt, har en høyere pris: {chosen_ore}. Det er"
        " lovlig, men vektene alene ville valgt annerledes her.",
        "nn": "Vart ikkje vald, sjølv om den som vart vald, har ein høgare pris: {chosen_ore}. Det"
        " er lovleg, men vektene åleine ville valt annleis her.",
        "en": "Was not chosen, though the one chosen has a higher price: {chosen_ore}. That is"
        " lawful, but the weights alone would have chosen otherwise here.",
    },
    "left": {
        "nb": "Ble ikke valgt, fordi prisen for å la vakten stå uten egne er lavere eller lik:"
        " {left_ore}.",
        "nn": "Vart ikkje vald, fordi prisen for å la vakta stå utan eigne er lågare eller lik:"
        " {left_ore}.",
        "en": "Was not chosen, since leaving the duty without own staff costs less or the same:"
        " {left_ore}.",
    },
    "left_dearer": {
        "nb": "Ble ikke valgt, selv om prisen for å la vakten stå uten egne er høyere: {left_ore}."
        " Det er lovlig, men vektene alene ville valgt annerledes her.",
        "nn": "Vart ikkje vald, sjølv om prisen for å la vakta stå utan eigne er høgare:"
        " {left_ore}. Det er lovleg, men vektene åleine ville valt annleis her.",
        "en": "Was not chosen, though leaving the duty without own staff costs more: {left_ore}."
        " That is lawful, but the weights alone would have chosen otherwise here.",
    },
}
"""What was decided about one person considered, by how the sums stand."""
