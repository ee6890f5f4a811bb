"""Sentences that tell the facts a finding of a year rests on, in bokmål, nynorsk and English.

Same keys and fields in the three languages, as in `rules.texts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

PROOF_SENTENCES: Mapping[str, Mapping[Literal["nb", "nn", "en"], str]] = {
    "proof.police_check": {
        "nb": "Attesten ble sett {since}, og vakten begynner {due}.",
        "nn": "Attesten vart sett {since}, og vakta byrjar {due}.",
        "en": "The certificate was seen on {since}, and the duty begins on {due}.",
    },
    "proof.tb_clearance": {
        "nb": "Klareringen er registrert {since}, og vakten begynner {due}.",
        "nn": "Klareringa er registrert {since}, og vakta byrjar {due}.",
        "en": "The clearance is registered on {since}, and the duty begins on {due}.",
    },
    "proof.teacher": {
        "nb": "Kravet ble oppfylt {since}, og vakten begynner {due}.",
        "nn": "Kravet vart oppfylt {since}, og vakta byrjar {due}.",
        "en": "The requirement was met on {since}, and the duty begins on {due}.",
    },
    "proof.teaching": {
        "nb": "Den midlertidige tilsettingen begynte {since}, og vakten varer til {due}.",
        "nn": "Den mellombelse tilsetjinga byrja {since}, og vakta varer til {due}.",
        "en": "The temporary post began on {since}, and the duty lasts to {due}.",
    },
    "proof.language": {
        "nb": "Språkkravet ble vist {since}, og vakten begynner {due}.",
        "nn": "Språkkravet vart vist {since}, og vakta byrjar {due}.",
        "en": "The language requirement was shown on {since}, and the duty begins on {due}.",
    },
    "proof.waiver": {
        "nb": "Loven lar kravet fravikes fra {since}, og vakten begynner {due}.",
        "nn": "Lova lèt kravet bli fråvike frå {since}, og vakta byrjar {due}.",
        "en": "The law lets the requirement be waived from {since}, and the duty begins on {due}.",
    },
    "proof.from": {
        "nb": "Utdanning eller dispensasjon er registrert fra {since}, og vakten begynner {due}.",
        "nn": "Utdanning eller dispensasjon er registrert frå {since}, og vakta byrjar {due}.",
        "en": "Education or a dispensation is registered from {since}, and the duty begins on"
        " {due}.",
    },
    "proof.to": {
        "nb": "Utdanning eller dispensasjon er registrert til og med {since}, og vakten varer til"
        " {due}.",
        "nn": "Utdanning eller dispensasjon er registrert til og med {since}, og vakta varer til"
        " {due}.",
        "en": "Education or a dispensation is registered to {since}, and the duty lasts to {due}.",
    },
    "window.night": {
        "nb": "Natten er {times}.",
        "nn": "Natta er {times}.",
        "en": "The night is {times}.",
    },
    "window.red": {
        "nb": "Søndags- og helgedagstiden er {times}.",
        "nn": "Søndags- og heilagdagstida er {times}.",
        "en": "The Sunday and holiday time is {times}.",
    },
    "rest.later": {
        "nb": "Innen fristen er den lengste ledige hvilen {rest}, og den måtte ha vært minst"
        " {full_rest}.",
        "nn": "Innan fristen er den lengste ledige kvila {rest}, og ho måtte ha vore minst"
        " {full_rest}.",
        "en": "By then the longest rest not yet counted is {rest}, and it had to be at least"
        " {full_rest}.",
    },
    "sum.weekly": {
        "nb": "Uke for uke er det {weekly}.",
        "nn": "Veke for veke er det {weekly}.",
        "en": "Week by week it is {weekly}.",
    },
}
"""Sentences by key."""
