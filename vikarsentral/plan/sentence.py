"""What a finished plan has proven, in one sentence; never more than was proven."""

from __future__ import annotations

PROVEN = {
    "nb": "Ingen lovlig plan er bedre etter de avtalte vektene. Kontrollert to ganger.",
    "nn": "Ingen lovleg plan er betre etter dei avtalte vektene. Kontrollert to gonger.",
    "en": "No lawful plan is better by the agreed weights. Checked twice.",
}
WITHIN = {
    "nb": (
        "Ingen lovlig plan er mer enn {percent} % bedre etter de avtalte vektene. "
        "Kontrollert to ganger."
    ),
    "nn": (
        "Ingen lovleg plan er meir enn {percent} % betre etter dei avtalte vektene. "
        "Kontrollert to gonger."
    ),
    "en": (
        "No lawful plan is more than {percent} per cent better by the agreed weights. "
        "Checked twice."
    ),
}


def certificate_sentence(objective: int, bound: int, language: str = "nb") -> str:
    """Tell what is proven about a plan.

    Args:
        objective: the plan's value in øre.
        bound: the proven lower bound in øre, at most `objective`.
        language: `nb`, `nn` or `en`.

    Returns:
        One sentence and what it rests on; the gap is rounded up, never down.

    Source: contract 3 (bound, gap, proven).
    """
    if objective == bound:
        return PROVEN[language]
    hundredths = -(-(objective - bound) * 10_000 // max(1, abs(objective)))
    sign = "." if language == "en" else ","
    percent = f"{hundredths // 100}{sign}{hundredths % 100:02}"
    return WITHIN[language].format(percent=percent)
