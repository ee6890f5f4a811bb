"""When planned hours that go over a limit may still be saved: where the rule names a ground.

Source: AML § 10-3 (the employee's yes), § 10-5 (agreed average), § 10-10, § 10-11 (work that
must be done then, discussed with the tillitsvalgte).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from vikarsentral.administration.judging import Judged
from vikarsentral.errors import OnlyOnGrounds, Unlawful
from vikarsentral.rules.year import Finding

GROUNDS: Final[Mapping[str, str]] = {
    "notice": "said_yes",
    "night_work": "is_needed",
    "red_window": "is_needed",
    "ordinary_average": "is_averaged",
}
"""The ground that opens a rule; a rule that is not here is opened by none."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What whoever saves vouches for.

    Attributes:
        said_yes: the person has said yes to times told late.
        is_needed: the work must be done then, and it is discussed with the tillitsvalgte.
        is_averaged: average over these weeks is agreed in writing.
    """

    said_yes: bool = False
    is_needed: bool = False
    is_averaged: bool = False

    def given(self) -> frozenset[str]:
        """Return the names of those that are given."""
        names = ("said_yes", "is_needed", "is_averaged")
        return frozenset(name for name in names if getattr(self, name))


NO_GROUNDS: Final = Grounds()


def hold(judged: Judged, grounds: Grounds) -> list[str]:
    """Stop what is unlawful, and what lacks its ground.

    Args:
        judged: what was found.
        grounds: what is vouched for.

    Returns:
        Ids of the rules that a ground opened, sorted.

    Raises:
        OnlyOnGrounds: every breach can be opened, but a ground is missing.
        Unlawful: there is a breach that nothing opens.
    """
    opening = {one.excess.rule: _ground(judged, one) for one in judged.findings}
    if None in opening.values():
        raise Unlawful(judged.receipts())
    needed = {ground for ground in opening.values() if ground is not None}
    missing = needed - grounds.given()
    if missing:
        raise OnlyOnGrounds(judged.receipts(), tuple(sorted(needed)))
    return sorted(opening)


def _ground(judged: Judged, finding: Finding) -> str | None:
    rule = finding.excess.rule
    if rule == "ordinary_average" and not _is_within(judged, finding.excess.limit):
        return None
    return GROUNDS.get(rule)


def _is_within(judged: Judged, limit: int) -> bool:
    """Tell whether the weeks with work are on average within the limit of a week."""
    return _mean(judged.weeks.values()) <= limit


def _mean(minutes: Iterable[int]) -> float:
    held = list(minutes)
    return sum(held) / max(1, len(held))
