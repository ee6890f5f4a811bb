"""What the employer pays besides the pay: holiday pay, pension, employer's contribution.

Source: law.md 3.7: (pay) x (1 + holiday pay + pension) x (1 + contribution); no pension of
overtime.
"""

from __future__ import annotations

from collections.abc import Iterable

from vikarsentral.rules.oslo import MINUTES_PER_HOUR
from vikarsentral.rules.pay.facts import (
    OVERTIME_KINDS,
    Line,
    LineKind,
    PartKind,
    PayContract,
    Work,
    rounded,
)
from vikarsentral.rules.pay.values import Numbers

_WHOLE = 10_000


def employer_lines(
    lines: Iterable[Line], work: Work, part: PartKind, contract: PayContract, numbers: Numbers
) -> list[Line]:
    """Work out the employer's own lines of one part.

    Args:
        lines: the pay lines of the part.
        work: the stretch.
        part: which part.
        contract: decides age and pension scheme.
        numbers: values in force when the stretch starts.

    Returns:
        Holiday pay, pension where any pay is pensionable, and the contribution.

    Source: ferieloven § 10; folketrygdloven § 23-2; law.md 3.7.
    """
    paid = list(lines)
    gross = sum(line.amount_ore for line in paid)
    pensionable = sum(line.amount_ore for line in paid if line.kind not in OVERTIME_KINDS)
    holiday_pay = _share(work, part, "holiday_pay", gross, _holiday_rate(contract, numbers))
    found = [holiday_pay]
    if pensionable:
        rate = _pension_rate(contract, numbers)
        found.append(_share(work, part, "pension", pensionable, rate))
    basis = gross + sum(line.amount_ore for line in found)
    contribution = numbers[f"contribution_{numbers['zone']}_hundredths"]
    return [*found, _share(work, part, "employer_contribution", basis, contribution)]


_SOURCES: dict[LineKind, str] = {
    "holiday_pay": "ferieloven § 10",
    "pension": "pensjonsordningen",
    "employer_contribution": "folketrygdloven § 23-2",
}


def _share(work: Work, part: PartKind, kind: LineKind, basis: int, hundredths: int) -> Line:
    return Line(
        start=work.start,
        end=work.end,
        part=part,
        kind=kind,
        minutes=0,
        rate_ore=0,
        basis_ore=basis,
        hundredths=hundredths,
        amount_ore=rounded(basis * hundredths, _WHOLE),
        source=_SOURCES[kind],
    )


def _holiday_rate(contract: PayContract, numbers: Numbers) -> int:
    extra = "holiday_pay_60_hundredths" if contract.has_extra_holiday else "holiday_pay_hundredths"
    return numbers[extra]


def _pension_rate(contract: PayContract, numbers: Numbers) -> int:
    teacher = contract.pension == "teacher"
    return numbers["pension_teacher_hundredths" if teacher else "pension_hundredths"]


def factor(contract: PayContract, numbers: Numbers) -> tuple[int, int]:
    """Return what an ordinary krone of pay costs the employer, as a fraction.

    Args:
        contract: decides age and pension scheme.
        numbers: values in force.

    Returns:
        Numerator and denominator; 14 604.8 to 10 000 in zone I with 16 % pension.

    Source: law.md 3.7.
    """
    shares = _WHOLE + _holiday_rate(contract, numbers) + _pension_rate(contract, numbers)
    contribution = _WHOLE + numbers[f"contribution_{numbers['zone']}_hundredths"]
    return shares * contribution, _WHOLE * _WHOLE


def hour_cost_ore(contract: PayContract, numbers: Numbers) -> int:
    """Return what an ordinary day hour costs the employer.

    Args:
        contract: the person's pay.
        numbers: values in force.

    Returns:
        Øre, by the same lines as a worked hour.
    """
    hour = Line(0, MINUTES_PER_HOUR, "contract", "basic", MINUTES_PER_HOUR, contract.hourly_ore,
                0, 0, contract.hourly_ore, "HTA kap. 4")  # fmt: skip
    day = Work(0, MINUTES_PER_HOUR, ())
    own = employer_lines([hour], day, "contract", contract, numbers)
    return contract.hourly_ore + sum(line.amount_ore for line in own)


def hourly_of_cost(cost_ore: int, contract: PayContract, numbers: Numbers) -> int:
    """Return the basic hourly pay behind an employer's cost of an ordinary hour.

    Args:
        cost_ore: what the hour costs.
        contract: decides age and pension scheme.
        numbers: values in force.

    Returns:
        Øre; used for people whose pay is not registered, only their cost.
    """
    numerator, denominator = factor(contract, numbers)
    return rounded(cost_ore * denominator, numerator)
