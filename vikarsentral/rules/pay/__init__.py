"""The pay engine: a worked stretch to lines in øre, each with its paragraph; pure and exact.

`price(work, contract, book)` answers a `Pay`: `lines`, `gross_ore` (the employee's pay) and
`total` (what the employer pays), each the sum of its lines to the øre. `explain` gives the
lines as plain values, with times on the Oslo clock.

Source: law.md 3, 7.2, 7.3; HTA kap. 1 § 5, § 6.
"""

from vikarsentral.rules.pay.employer import hour_cost_ore, hourly_of_cost
from vikarsentral.rules.pay.engine import (
    filled_hour_ore,
    is_overtime,
    pay_contract,
    price,
    teaching_hour_ore,
)
from vikarsentral.rules.pay.explain import explain
from vikarsentral.rules.pay.facts import (
    EMPLOYER_KINDS,
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
from vikarsentral.rules.pay.values import (
    PAY_VALUES,
    TARIFF,
    Book,
    LocalRow,
    PayRow,
    pay_rows,
)

__all__ = [
    "EMPLOYER_KINDS",
    "OVERTIME_KINDS",
    "PAY_VALUES",
    "TARIFF",
    "Book",
    "Line",
    "LineKind",
    "LocalRow",
    "Part",
    "PartKind",
    "Pay",
    "PayContract",
    "PayRow",
    "Work",
    "explain",
    "filled_hour_ore",
    "hour_cost_ore",
    "hourly_of_cost",
    "is_overtime",
    "pay_contract",
    "pay_rows",
    "price",
    "rounded",
    "teaching_hour_ore",
]
