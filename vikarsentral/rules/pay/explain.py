"""The pay receipt: lines that anyone can redo with pen and paper."""

from __future__ import annotations

from vikarsentral.rules.pay.engine import price
from vikarsentral.rules.pay.facts import PayContract, Work
from vikarsentral.rules.pay.values import TARIFF, Book


def explain(work: Work, contract: PayContract, book: Book = TARIFF) -> list[dict[str, str | int]]:
    """Return the receipt of a worked stretch.

    Args:
        work: the stretch.
        contract: the person's pay.
        book: values in force.

    Returns:
        One entry per line: times, part, kind, minutes, rate, basis, per cent, amount, source.
        The amounts sum to `price(...).total` to the øre; `minutes` x `rate_ore` / 60, or
        `basis_ore` x `hundredths` / 10 000, each rounded half up, is the amount.
    """
    return [line.written() for line in price(work, contract, book).lines]
