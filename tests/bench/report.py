"""What the bench prints: blocks of Markdown, one per section, kept in README between marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.house.readme import table

BEGIN, END, PLACE = "<!-- bench:begin -->", "<!-- bench:end -->", "<!-- bench -->"
NO_MARKS = f"README.md has no place for the figures: put {BEGIN} and {END} on lines of their own"


@dataclass(frozen=True, slots=True)
class Reach:
    """One figure that is promised, and what it is.

    Attributes:
        what: the thing measured.
        reach: the promise.
        measured: the figure.
        is_met: whether the figure keeps the promise.
    """

    what: str
    reach: str
    measured: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class Block:
    """One section's result, a heading of the third level with its text."""

    title: str
    parts: Sequence[str]

    def markdown(self) -> str:
        """Return the block as it stands in README."""
        return "\n\n".join([f"### {self.title}", *self.parts])


class NoMarks(Exception):
    """Tell that README has no place for the figures."""


def reached(figures: Sequence[Reach]) -> str:
    """Write promises beside figures.

    Args:
        figures: one row each.
    """
    rows = [[one.what, one.reach, one.measured, _yes_no(one.is_met)] for one in figures]
    return table(["what", "reach", "measured", "reached"], rows)


def _yes_no(is_met: bool) -> str:
    return "yes" if is_met else "no"


def whole(number: int | None) -> str:
    """Write a whole number in groups of three digits; a dash for none."""
    return "–" if number is None else f"{number:,}".replace(",", " ")


def seconds(number: float | None) -> str:
    """Write seconds with a fitting number of digits; a dash for none."""
    if number is None:
        return "–"
    return f"{number:.2f}" if number < 10 else f"{number:.1f}"


def percent(share: float | None) -> str:
    """Write a share, 0 to 1, as per cent; a dash for none."""
    return "–" if share is None else f"{100 * share:.2f} %"


def rewritten(text: str, blocks: Sequence[Block]) -> str:
    """Return README with new blocks in place of those of the same title; the others stay.

    Args:
        text: README.
        blocks: newly measured.

    Raises:
        NoMarks: the marks are missing.
    """
    if PLACE in text:
        text = text.replace(PLACE, f"{BEGIN}\n{END}")
    if BEGIN not in text or END not in text.split(BEGIN)[1]:
        raise NoMarks(NO_MARKS)
    before, rest = text.split(BEGIN, maxsplit=1)
    held, after = rest.split(END, maxsplit=1)
    kept = {_title(part): part.strip() for part in re.split(r"^(?=### )", held, flags=re.M)[1:]}
    kept.update({block.title: block.markdown() for block in blocks})
    return f"{before}{BEGIN}\n" + "\n\n".join(kept.values()) + f"\n{END}{after}"


def _title(part: str) -> str:
    return part.splitlines()[0].removeprefix("### ")


def write(path: Path, blocks: Sequence[Block]) -> None:
    """Rewrite README with new blocks.

    Args:
        path: README.
        blocks: newly measured.

    Raises:
        NoMarks: the marks are missing.
    """
    path.write_text(rewritten(path.read_text(encoding="utf-8"), blocks), encoding="utf-8")
