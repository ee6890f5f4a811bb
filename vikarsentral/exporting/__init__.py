"""Files out: spend, payroll, hours for inspection, the register, and everything about one person.

A file is made whole in memory from one reading of the database, in a format a Norwegian office
opens right. Nothing here is for pages only or for the command line only.
"""

from vikarsentral.exporting.files import File, fetched, save
from vikarsentral.exporting.inspection import inspection
from vikarsentral.exporting.payroll import (
    FORMATS,
    PAY_TYPES,
    Account,
    Closed,
    accounts,
    close,
    pay_types,
    payroll,
    periods,
    set_account,
)
from vikarsentral.exporting.period import Period, day_of, period
from vikarsentral.exporting.person import number_of, person
from vikarsentral.exporting.register import KINDS, register
from vikarsentral.exporting.register.sheets import FORMATS as REGISTER_FORMATS
from vikarsentral.exporting.spending import spending

__all__ = [
    "FORMATS",
    "KINDS",
    "PAY_TYPES",
    "REGISTER_FORMATS",
    "Account",
    "Closed",
    "File",
    "Period",
    "accounts",
    "close",
    "day_of",
    "fetched",
    "inspection",
    "number_of",
    "pay_types",
    "payroll",
    "period",
    "periods",
    "person",
    "register",
    "save",
    "set_account",
    "spending",
]
