"""Price a stretch of work: basic pay, supplements, overtime, and what the employer adds.

Every amount is a whole number of øre. The rounding rule stands in `facts.rounded`: a rate once,
a line once, a sum never.

Source: law.md 3.3-3.7; HTA kap. 1 § 5, § 6.
"""

from __future__ import annotations

from collections.abc import Iterator

from vikarsentral.rules.oslo import DAYS_PER_WEEK, MINUTES_PER_HOUR, local_ordinal
from vikarsentral.rules.pay.employer import employer_lines
from vikarsentral.rules.pay.facts import (
    OVERTIME_KINDS,
    Line,
    LineKind,
    Part,
    PartKind,
    Pay,
    PayContract,
    Work,
    rounded,
)
from vikarsentral.rules.pay.holidays import (
    is_before_holiday,
    is_holiday_overtime,
    is_paid_holiday,
)
from vikarsentral.rules.pay.slices import Slice, slices
from vikarsentral.rules.pay.values import CONTRACT_THRESHOLD, TARIFF, Book, Numbers

_WHOLE = 10_000
_THIRDS = 3
_SATURDAY = 6
_WEEKS_PER_YEAR = 52


def pay_contract(
    annual_ore: int,
    full_week_minutes: int,
    *,
    on: int,
    book: Book = TARIFF,
    is_rota: bool = True,
    is_part_time: bool = False,
) -> PayContract:
    """Make the pay of a post from its annual pay.

    Args:
        annual_ore: pay for a year in a full post.
        full_week_minutes: a full week; 52 of them are the year that hourly pay divides by.
        on: Oslo date as ordinal, for the hours a year that overtime counts by.
        book: values in force.
        is_rota: works a rota.
        is_part_time: below a full post.

    Source: law.md 3.1 (1950, 1846, 1747.2 hours), `overtime_divisor`.
    """
    hourly = rounded(annual_ore * MINUTES_PER_HOUR, full_week_minutes * _WEEKS_PER_YEAR)
    hours = book.on(on)["overtime_year_hours"]
    overtime = rounded(annual_ore, hours) if hours else hourly
    return PayContract(hourly, overtime, is_rota=is_rota, is_part_time=is_part_time)


def price(work: Work, contract: PayContract, book: Book = TARIFF) -> Pay:
    """Price a stretch of work, line by line.

    Args:
        work: the stretch; its parts sum to its paid minutes.
        contract: the person's pay.
        book: values; supplements by the date of each slice, the rest by the start date.

    Returns:
        Lines in the order of time, the employer's last in each part.

    Raises:
        ValueError: the parts do not sum to the paid minutes.

    Source: HTA kap. 1 § 5, § 6; law.md 3.7.
    """
    if sum(part.minutes for part in work.parts) != work.paid or work.end <= work.start:
        raise ValueError("the parts do not sum to the paid minutes")
    start = book.on(local_ordinal(work.start))
    lines: dict[PartKind, list[Line]] = {part.kind: [] for part in work.parts}
    for piece in slices(work, start):
        lines[piece.part].extend(_slice_lines(piece, work, contract, book.on(piece.on)))
    if work.is_called_out:
        for part in work.parts:
            lines[part.kind].extend(_call_out(part, work, lines[part.kind], start))
    return Pay(
        tuple(
            line
            for kind, found in lines.items()
            for line in (*found, *employer_lines(found, work, kind, contract, start))
        )
    )


def _slice_lines(
    piece: Slice, work: Work, contract: PayContract, numbers: Numbers
) -> Iterator[Line]:
    if is_overtime(piece.part, contract, numbers):
        kind, rate = overtime_rate(piece, work, contract, numbers)
        yield _line(piece, kind, rate, "HTA kap. 1 § 6")
        return
    yield _line(piece, "basic", contract.hourly_ore, "HTA kap. 4")
    if (supplement := _day_supplement(piece, contract, numbers)) is not None:
        kind, rate, source = supplement
        yield _line(piece, kind, rate, source)
    if (late := _late_supplement(piece, contract, numbers)) is not None:
        yield _line(piece, *late, "HTA kap. 1 § 5.4")
    if piece.is_displaced and piece.part == "contract":
        rate = rounded(contract.hourly_ore * numbers["displaced_hundredths"], _WHOLE)
        yield _line(piece, "displaced", rate, "HTA kap. 1 § 6.8")


def is_overtime(part: PartKind, contract: PayContract, numbers: Numbers) -> bool:
    """Tell whether minutes are paid as overtime, by the threshold in force for part-timers.

    Args:
        part: what the minutes are.
        contract: the person's pay.
        numbers: values in force.

    Source: law.md 3.5 (part-timers), `part_time_overtime_threshold`.
    """
    from_contract = numbers["part_time_threshold"] == CONTRACT_THRESHOLD
    return part == "overtime" or (part == "merarbeid" and contract.is_part_time and from_contract)


def _day_supplement(
    piece: Slice, contract: PayContract, numbers: Numbers
) -> tuple[LineKind, int, str] | None:
    """Choose holiday before weekend before none; these never stack.

    Source: HTA kap. 1 § 5.2, § 5.3.
    """
    if is_paid_holiday(piece.on, piece.hour, numbers["half_day_from_hour"]):
        rate = rounded(contract.hourly_ore * numbers["holiday_thirds"], _THIRDS)
        return "holiday", rate, "HTA kap. 1 § 5.3"
    if is_weekend(piece.on):
        share = rounded(contract.hourly_ore * numbers["weekend_hundredths"], _WHOLE)
        return "weekend", max(share, numbers["weekend_floor_ore"]), "HTA kap. 1 § 5.2"
    return None


def _late_supplement(
    piece: Slice, contract: PayContract, numbers: Numbers
) -> tuple[LineKind, int] | None:
    """Pay for evening or night, on top of the day's supplement.

    Source: HTA kap. 1 § 5.4.
    """
    night, evening = _is_night(piece.hour, numbers), piece.hour >= numbers["evening_from_hour"]
    if not night and not evening:
        return None
    if not contract.is_rota:
        return "evening_other", numbers["evening_other_ore"]
    if night:
        share = rounded(contract.hourly_ore * numbers["night_hundredths"], _WHOLE)
        return "night", max(share, numbers["night_floor_ore"])
    return "evening", numbers["evening_ore"]


def overtime_rate(
    piece: Slice, work: Work, contract: PayContract, numbers: Numbers
) -> tuple[LineKind, int]:
    """Place overtime: holidays, then nights, weekends, eves and free days, then the rest.

    Args:
        piece: a slice of overtime.
        work: the stretch it is in.
        contract: the person's pay.
        numbers: values in force.

    Returns:
        The kind of line, and øre an hour with basic pay in it.

    Source: HTA kap. 1 § 6; law.md 3.5.
    """
    hourly = contract.overtime_hourly_ore
    if is_holiday_overtime(piece.on, piece.hour, numbers["half_day_from_hour"]):
        return "overtime_133", rounded(hourly * numbers["overtime_133_thirds"], _THIRDS)
    eve = is_before_holiday(piece.on) and piece.hour >= numbers["day_before_from_hour"]
    if _is_night(piece.hour, numbers) or is_weekend(piece.on) or eve or work.is_free_day:
        return "overtime_100", rounded(hourly * numbers["overtime_100_hundredths"], _WHOLE)
    return "overtime_50", rounded(hourly * numbers["overtime_50_hundredths"], _WHOLE)


def is_weekend(on: int) -> bool:
    """Tell whether an Oslo date, as ordinal, is a Saturday or Sunday."""
    return on % DAYS_PER_WEEK in (_SATURDAY, 0)


def _is_night(hour: int, numbers: Numbers) -> bool:
    return hour >= numbers["night_from_hour"] or hour < numbers["night_to_hour"]


def _line(piece: Slice, kind: LineKind, rate: int, source: str) -> Line:
    return Line(
        start=piece.start,
        end=piece.end,
        part=piece.part,
        kind=kind,
        minutes=piece.minutes,
        rate_ore=rate,
        basis_ore=0,
        hundredths=0,
        amount_ore=rounded(rate * piece.minutes, MINUTES_PER_HOUR),
        source=source,
    )


def _call_out(part: Part, work: Work, found: list[Line], numbers: Numbers) -> Iterator[Line]:
    """Fill up to the least time paid, at the rate of the last overtime line."""
    paid = [line for line in found if line.kind in OVERTIME_KINDS]
    missing = numbers["call_out_minutes"] - sum(line.minutes for line in paid)
    if part.kind == "overtime" and paid and missing > 0:
        rate = paid[-1].rate_ore
        yield Line(
            start=work.end,
            end=work.end,
            part=part.kind,
            kind="call_out",
            minutes=missing,
            rate_ore=rate,
            basis_ore=0,
            hundredths=0,
            amount_ore=rounded(rate * missing, MINUTES_PER_HOUR),
            source="HTA kap. 1 § 6",
        )


def teaching_hour_ore(annual_ore: int, on: int, book: Book = TARIFF) -> int:
    """Return hourly pay for teaching, per calculated hour.

    Args:
        annual_ore: pay for a year in a full post.
        on: Oslo date as ordinal.
        book: values in force.

    Source: law.md 3.6 (annual pay / 1687.5 x 100 / 112).
    """
    numbers = book.on(on)
    return rounded(
        annual_ore * MINUTES_PER_HOUR * _WHOLE,
        numbers["teaching_year_minutes"] * numbers["teaching_factor_hundredths"],
    )


def filled_hour_ore(cost_ore: int, utilisation_hundredths: int) -> int:
    """Return what an hour that is used costs, when some paid hours are not.

    Args:
        cost_ore: the employer's cost of a paid hour.
        utilisation_hundredths: share of paid hours in use, per cent in hundredths, above 0.

    Source: law.md 3.7 (cost / utilisation).
    """
    return rounded(cost_ore * _WHOLE, utilisation_hundredths)
