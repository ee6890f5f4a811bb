"""What the pay engine reads and answers: work, a person's pay, lines in øre, a sum.

Instants are UTC minutes since 1970, money is whole øre, percent is in hundredths.

Source: law.md 3 (HTA kap. 1 § 5, § 6).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from vikarsentral.rules.oslo import written

PartKind = Literal["contract", "merarbeid", "hourly", "overtime"]
"""What minutes of work are: inside the post, between the post and a full post, of an hourly
employee, or overtime."""

LineKind = Literal[
    "basic",
    "weekend",
    "holiday",
    "evening",
    "night",
    "evening_other",
    "displaced",
    "overtime_50",
    "overtime_100",
    "overtime_133",
    "call_out",
    "holiday_pay",
    "pension",
    "employer_contribution",
]
"""What a line pays for; the last three are the employer's own, never the employee's."""

EMPLOYER_KINDS: Final = ("holiday_pay", "pension", "employer_contribution")
"""Lines that the employer pays besides the pay itself."""

OVERTIME_KINDS: Final = ("overtime_50", "overtime_100", "overtime_133", "call_out")
"""Lines that hold overtime pay."""

Pension = Literal["municipal", "teacher"]
"""Which pension scheme the employer pays to."""


@dataclass(frozen=True, slots=True)
class Part:
    """A number of paid minutes of a stretch, in the order they are worked.

    Attributes:
        kind: what the minutes are.
        minutes: elapsed minutes without unpaid break, above 0.
    """

    kind: PartKind
    minutes: int


@dataclass(frozen=True, slots=True)
class Work:
    """One stretch of work to be paid.

    Attributes:
        start: UTC minute.
        end: UTC minute, after `start`.
        parts: what the paid minutes are, in order; they sum to elapsed less the break.
        unpaid_break: minutes, laid in the middle of the stretch (rounded down).
        is_free_day: overtime on the free day of someone on a rota.
        original: the hours first announced, as start and end in UTC minutes, when they were
            changed with too short notice; time of the post outside them is displaced. None
            otherwise.
        is_called_out: called in again after having gone home.
    """

    start: int
    end: int
    parts: tuple[Part, ...]
    unpaid_break: int = 0
    is_free_day: bool = False
    original: tuple[int, int] | None = None
    is_called_out: bool = False

    @property
    def paid(self) -> int:
        """Return the elapsed minutes less the unpaid break."""
        return self.end - self.start - self.unpaid_break


@dataclass(frozen=True, slots=True)
class PayContract:
    """What decides the price of a person's hours.

    Attributes:
        hourly_ore: basic pay of an ordinary hour.
        overtime_hourly_ore: the hour that overtime percent is taken of.
        is_rota: works a rota, so § 5.4 pays by the rota's rates.
        is_part_time: below a full post, so the part-time threshold decides extra hours.
        has_extra_holiday: the longer holiday from 60 years, so the higher holiday pay.
        pension: which scheme the employer pays to.
    """

    hourly_ore: int
    overtime_hourly_ore: int
    is_rota: bool = True
    is_part_time: bool = False
    has_extra_holiday: bool = False
    pension: Pension = "municipal"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a pay receipt.

    Attributes:
        start: UTC minute the slice starts.
        end: UTC minute it ends; equal to `start` for minutes that the clock skipped.
        part: what the minutes are; lines of the employer belong to a part too.
        kind: what is paid for.
        minutes: paid minutes; 0 for the employer's lines.
        rate_ore: øre an hour; 0 for the employer's lines.
        basis_ore: the sum a percent is taken of, for the employer's lines; else 0.
        hundredths: that percent in hundredths; else 0.
        amount_ore: what the line comes to.
        source: paragraph.
    """

    start: int
    end: int
    part: PartKind
    kind: LineKind
    minutes: int
    rate_ore: int
    basis_ore: int
    hundredths: int
    amount_ore: int
    source: str

    @property
    def is_employers(self) -> bool:
        """Tell whether the employer pays it besides the pay."""
        return self.kind in EMPLOYER_KINDS

    def written(self) -> dict[str, str | int]:
        """Write the line with times on the Oslo clock, as it is stored."""
        return {
            "start": written(self.start),
            "end": written(self.end),
            "part": self.part,
            "kind": self.kind,
            "minutes": self.minutes,
            "rate_ore": self.rate_ore,
            "basis_ore": self.basis_ore,
            "hundredths": self.hundredths,
            "amount_ore": self.amount_ore,
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class Pay:
    """What a stretch of work comes to: lines whose amounts are the sums to the øre."""

    lines: tuple[Line, ...]

    @property
    def gross_ore(self) -> int:
        """Return the employee's pay before tax."""
        return sum(line.amount_ore for line in self.lines if not line.is_employers)

    @property
    def total(self) -> int:
        """Return what the employer pays in all, in øre."""
        return sum(line.amount_ore for line in self.lines)

    def of(self, part: PartKind) -> Pay:
        """Return the lines of one part alone."""
        return Pay(tuple(line for line in self.lines if line.part == part))

    def by_part(self) -> Mapping[PartKind, Pay]:
        """Return the lines of each part, in the order the parts first occur."""
        kinds = dict.fromkeys(line.part for line in self.lines)
        return {kind: self.of(kind) for kind in kinds}


def rounded(numerator: int, denominator: int) -> int:
    """Divide and round half up: the one rounding rule of all sums.

    Rates are rounded once, to whole øre an hour. Each line is rounded once, to whole øre. Sums
    are never rounded.

    Args:
        numerator: 0 or more.
        denominator: above 0.

    Returns:
        The nearest whole number; a half goes up.
    """
    return (2 * numerator + denominator) // (2 * denominator)
