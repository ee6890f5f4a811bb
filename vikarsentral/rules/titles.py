"""The sentences of the contract's rows in nynorsk and English; bokmål stands in the rows.

Source: contract 2 (hard rules, objective).
"""

from __future__ import annotations

from collections.abc import Mapping

from vikarsentral.rules.texts import Language
from vikarsentral.rules.titles_year import YEAR_TITLES

_RULES: Mapping[str, tuple[str, str]] = {
    "once": (
        "Kvart behov står nøyaktig éin gong i planen.",
        "Every need is in the plan exactly once.",
    ),
    "plan": (
        "Planen nemner berre behov og personar som finst.",
        "The plan names only needs and people that exist.",
    ),
    "agency": (
        "Eit behov som ikkje kan gå til eit bemanningsføretak, blir ikkje gitt dit.",
        "A need that may not go to a staffing agency is not given to one.",
    ),
    "overlap": (
        "Ingen er på jobb to stader samstundes.",
        "Nobody is at work in two places at once.",
    ),
    "competence": (
        "Den som kjem, har kvar kompetanse som blir kravd, gyldig kvar dag vakta varer.",
        "Whoever comes holds every competence required, valid on every day of the duty.",
    ),
    "place": (
        "Ingen blir send til ein sektor eller ei eining utanfor stillinga si.",
        "Nobody is sent to a sector or unit outside the employment.",
    ),
    "available": (
        "Ingen blir sett opp når dei er utilgjengelege, og om natta berre den som har sagt ja.",
        "Nobody is put up when unavailable, and at night only someone who has said yes.",
    ),
    "travel": (
        "Mellom vakter i ulike område er det tid nok til å reise.",
        "There is time to travel between duties in different areas.",
    ),
    "daily_rest": (
        "Mellom to arbeidsperiodar er det lang nok kvile kvart døgn.",
        "Between two work periods there is enough rest every 24 hours.",
    ),
    "weekly_rest": (
        "Kvar veke har éi lang, samanhengande fritid.",
        "Every week has one long, unbroken free time.",
    ),
    "day_minutes": (
        "Ein arbeidsperiode er ikkje lengre enn tillate.",
        "A work period is no longer than allowed.",
    ),
    "week_minutes": (
        "Ei veke har ikkje meir arbeid enn tillate.",
        "A week has no more work than allowed.",
    ),
    "overtime": (
        "Overtid held seg innanfor ei veke, fire veker og 52 veker, og er frivillig.",
        "Overtime stays within a week, four weeks and 52 weeks, and is voluntary.",
    ),
    "merarbeid": (
        "Meirarbeid går ikkje ut over det den tilsette har sagt ja til.",
        "Extra hours do not go beyond what the employee has said yes to.",
    ),
    "red_days": (
        "Den som arbeider ein raud dag, har fri den neste, eller eit avtalt snitt.",
        "Whoever works a red day is free on the next one, or has an agreed average.",
    ),
    "pinned": (
        "Ei låst tildeling som er lovleg, blir ståande.",
        "A pinned assignment that is lawful stays.",
    ),
}

_GOALS: Mapping[str, tuple[str, str]] = {
    "open": ("Minutt av kvart behov som står ope.", "Minutes of every need left open."),
    "agency": (
        "Prisen til bemanningsføretaket og eit tillegg for kvart minutt.",
        "The staffing agency's price and a surcharge for every minute.",
    ),
    "merarbeid": ("Minutt ut over stillinga.", "Minutes beyond the post."),
    "overtime": ("Minutt overtid.", "Minutes of overtime."),
    "hourly": ("Minutt for timeløna.", "Minutes of people paid by the hour."),
    "unused": (
        "Avtalte minutt i vikarsentralen som ikkje blir brukte.",
        "Contract minutes in the vikarsentral that are not used.",
    ),
    "unknown_unit": (
        "Vakter på ei eining der personen er ny.",
        "Duties at a unit where the person is new.",
    ),
    "quick_return": (
        "Kvile som er lovleg etter avtale, men kortare enn den i lova.",
        "Rest that is lawful by agreement but shorter than the law's own.",
    ),
    "weekend_share": (
        "Helgevakter, slik at dei blir delte.",
        "Weekend duties, so that they are shared.",
    ),
    "wish": (
        "Ønske med pris frå den tilsette.",
        "Wishes with a price from the employee.",
    ),
    "change": (
        "Vakter som er flytta frå den som alt er varsla.",
        "Duties moved from the person who has already been told.",
    ),
}


def row_text(kind: str, key: str, text: str, language: Language) -> str:
    """Return the sentence of a row in a language.

    Args:
        kind: `hard`, `goal`, `year`, `year_goal` or `opening`.
        key: id of the row.
        text: the sentence in bokmål.
        language: which language.
    """
    if language == "nb":
        return text
    titles = {"hard": _RULES, "goal": _GOALS}.get(kind, YEAR_TITLES)
    return titles[key][language == "en"]
