"""Payroll: hours as worked with pay types, from the pay engine's own lines, by a chosen writer.

A writer is a plug-in: a function from rows to bytes, listed in `WRITERS`. Each has a golden file
in its tests. The sums of every file equal the engine's to the øre.
"""

from vikarsentral.exporting.payroll.accounts import Account, accounts, set_account
from vikarsentral.exporting.payroll.closing import Closed, close, periods
from vikarsentral.exporting.payroll.make import FORMATS, payroll
from vikarsentral.exporting.payroll.rows import Row, rows_of
from vikarsentral.exporting.payroll.types import PAY_TYPES, pay_types
from vikarsentral.exporting.payroll.writers import WRITERS, Writer

__all__ = [
    "FORMATS",
    "PAY_TYPES",
    "WRITERS",
    "Account",
    "Closed",
    "Row",
    "Writer",
    "accounts",
    "close",
    "pay_types",
    "payroll",
    "periods",
    "rows_of",
    "set_account",
]
