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
    "combined": {
        "nb": "Kunne etter reglene tatt hele vakten, men var spurt før, eller skulle ikke spørres"
        " da. Vakten ble satt sammen av flere.",
        "nn": "Kunne etter reglane teke heile vakta, men var spurd før, eller skulle ikkje"
        " spørjast då. Vakta vart sett saman av fleire.",
        "en": "Could by the rules have had the whole duty, but had been asked before, or was not"
        " to be asked then. The duty was put together of several people.",
    },
    "part": {
        "nb": "Er valgt for delen fra {start} til {end}. Delen legger {part_ore} til vektsummen.",
        "nn": "Er vald for delen frå {start} til {end}. Delen legg {part_ore} til vektsummen.",
        "en": "Is chosen for the part from {start} to {end}. The part adds {part_ore} to the"
        " weighted sum.",
    },
    "moves": {
        "nb": "Flyttes så lenge fra sin egen vakt på {unit}.",
        "nn": "Blir flytta så lenge frå si eiga vakt på {unit}.",
        "en": "Is moved for that long from their own duty at {unit}.",
    },
}
"""What was decided about one person considered, by how the sums stand."""

TAKEN: Mapping[str, Mapping[Language, str]] = {
    "some": {
        "nb": "Da kan {count} andre lovlig ta den vakten. Den rimeligste øker vektsummen med"
        " {marginal_ore}.",
        "nn": "Då kan {count} andre lovleg ta den vakta. Den rimelegaste aukar vektsummen med"
        " {marginal_ore}.",
        "en": "Then {count} others can lawfully take that duty. The cheapest adds {marginal_ore}"
        " to the weighted sum.",
    },
    "none": {
        "nb": "Ingen andre kan lovlig ta den vakten, så hullet ville bare flyttet seg.",
        "nn": "Ingen andre kan lovleg ta den vakta, så holet ville berre flytta seg.",
        "en": "Nobody else can lawfully take that duty, so the hole would only move.",
    },
}
"""What becomes of a duty that is given away."""

SHORT: Mapping[str, Mapping[Language, str]] = {
    "stopped": {
        "nb": "Ble stoppet av {rules}.",
        "nn": "Vart stoppa av {rules}.",
        "en": "Was stopped by {rules}.",
    },
    "price": {
        "nb": "Kunne tatt vakten, og ville lagt {marginal_ore} til vektsummen.",
        "nn": "Kunne teke vakta, og ville lagt {marginal_ore} til vektsummen.",
        "en": "Could have had the duty, and would have added {marginal_ore} to the weighted sum.",
    },
}
"""One person considered, in one short sentence."""
