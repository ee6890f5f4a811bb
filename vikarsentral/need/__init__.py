"""Needs: made from absences or asked for, covered, released, withdrawn, and looked at.

Whether a person may lawfully cover a need is not known here: `plan` judges before `assign`.
"""

from vikarsentral.need.cover import Assignment, assign, decline_orders, release
from vikarsentral.need.extra import NeedOrder, extra
from vikarsentral.need.framework import (
    FrameworkPrice,
    add_prices,
    end_price,
    framework_prices,
)
from vikarsentral.need.make import FromAbsence, cover_absence, withdraw, withdraw_absence
from vikarsentral.need.once import once
from vikarsentral.need.price import agency_price
from vikarsentral.need.views import NeedView, needs_of, view

__all__ = [
    "Assignment",
    "FrameworkPrice",
    "FromAbsence",
    "NeedOrder",
    "NeedView",
    "add_prices",
    "agency_price",
    "assign",
    "cover_absence",
    "decline_orders",
    "end_price",
    "extra",
    "framework_prices",
    "needs_of",
    "once",
    "release",
    "view",
    "withdraw",
    "withdraw_absence",
]
