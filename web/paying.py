"""What taking people off a shift means for their hours and pay, told before and after."""

from __future__ import annotations

from collections.abc import Collection

from vikarsentral.overview.cancelling import Consequence
from web.language import hours, kroner
from web.words import count, say


def after(found: Collection[Consequence]) -> str:
    """Return what followed for those who were taken off, in whole sentences.

    Args:
        found: as it was before they were taken off; empty gives no sentence.
    """
    told = []
    if minutes := sum(one.minutes for one in found if one.is_in_post):
        told.append(
            say(
                "%(hours)s i stilling er gitt tilbake. Lønnen er den samme, og timene kan brukes"
                " et annet sted.",
                hours=hours(minutes),
            )
        )
    if ore := sum(one.ore for one in found if not one.is_in_post):
        told.append(
            say(
                "Avtalt arbeid for %(sum)s er avlyst. Er dere ikke enige om avlysningen, skal det"
                " som regel betales.",
                sum=kroner(ore),
            )
        )
    return " ".join(told)


def reinforced(found: Collection[Consequence]) -> str:
    """Return who stays when the one they cover for comes after all, in whole sentences.

    Args:
        found: the covers that have not begun; empty gives no sentence.
    """
    if not found:
        return ""
    stays = count(
        "Vikaren beholder vakten og er forsterkning, til du tar vikaren av.",
        "%(num)s vakter beholder vikaren som forsterkning, til du tar vikaren av.",
        len(found),
    )
    ore = sum(one.ore for one in found if not one.is_in_post)
    price = say("Det er avtalt, og koster %(sum)s.", sum=kroner(ore)) if ore else ""
    return f"{stays} {price}".strip()
