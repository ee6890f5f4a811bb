"""What a plan's job may be, and how its time is shared: known to worker and solver alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

WHOLE: Final = "whole"
"""Plan a problem from end to end."""
SPLIT: Final = "split"
"""Price a problem and cut it into parts."""
PART: Final = "part"
"""Improve what the plan of the whole gives one part."""
JOIN: Final = "join"
"""Put the parts' plans together, and improve the whole."""
PRICE_SHARE, PARTS_SHARE, JOIN_SHARE = 0.3, 0.4, 0.2  # of the time; the rest is for reading
LISTS = ("assignments", "agency", "open")


def joined(plans: Iterable[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Return the lists of a plan of the whole.

    Args:
        plans: of the parts, each need in one of them.
    """
    held = list(plans)
    return {name: [row for plan in held for row in plan[name]] for name in LISTS}
