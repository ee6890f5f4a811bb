"""Which sentence explains a finding of a rule that only the year knows."""

from __future__ import annotations

from vikarsentral.rules.excess import Excess


def year_sentence_key(excess: Excess) -> str:
    """Find the sentence that explains an excess.

    Args:
        excess: what was measured.

    Returns:
        The key in the catalogue.
    """
    rule, numbers = excess.rule, excess.numbers
    if rule == "agency_basis":
        return f"agency_basis.{numbers['lacks']}"
    if rule == "ordinary_average" and "night_worked" in numbers:
        return "ordinary_average.counted"
    if rule == "ordinary_average":
        return "ordinary_average.week" if numbers["weeks"] == 1 else "ordinary_average.weeks"
    return rule
