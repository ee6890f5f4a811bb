"""What goes into a file: rows of text, and what whoever fetches it should know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rows:
    """Hold the rows of one file.

    Attributes:
        rows: a text for each column of the kind, in their order.
        remarks: whole sentences.
    """

    rows: Sequence[Sequence[str]]
    remarks: Sequence[str] = field(default_factory=list)


def left_out(count: int) -> list[str]:
    """Return the remark on stretches that no row can tell, if there are any.

    Args:
        count: how many.
    """
    if not count:
        return []
    return [
        f"Vakter som ikke kan stå på én rad, er ikke med: {count}."
        " De blir som de er når filen legges inn igjen."
    ]
