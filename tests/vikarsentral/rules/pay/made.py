"""Short ways to write work and pay in tests."""

from datetime import date, datetime

from vikarsentral.rules.oslo import OSLO
from vikarsentral.rules.pay import Book, LocalRow, Part, Work, pay_contract

ON = date(2026, 6, 1).toordinal()


def minute(text, fold=0):
    local = datetime.fromisoformat(text).replace(tzinfo=OSLO, fold=fold)
    return int(local.timestamp()) // 60


def work(start, end, *parts, **more):
    """Work from one Oslo wall-clock time to another; all of it inside the post by default."""
    first, last = (minute(one) if isinstance(one, str) else one for one in (start, end))
    paid = last - first - more.get("unpaid_break", 0)
    chosen = parts or (Part("contract", paid),)
    return Work(first, last, tuple(chosen), **more)


def nurse(annual_kroner=545_400, full_week=2130, **more):
    return pay_contract(annual_kroner * 100, full_week, on=ON, **more)


def book(**values):
    """The tariff with local values from 1 January 2020."""
    since = date(2020, 1, 1)
    return Book(LocalRow(key, since, value, "vedtak 1/20") for key, value in values.items())


def minutes(pay, *kinds):
    """Paid minutes by kind, the employer's lines left out."""
    found = {}
    for line in pay.lines:
        if not line.is_employers and (not kinds or line.kind in kinds):
            found[line.kind] = found.get(line.kind, 0) + line.minutes
    return found
