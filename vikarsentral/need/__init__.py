"""Needs: made from absences or asked for, covered, released, withdrawn, and looked at.

Whether a person may lawfully cover a need is not known here: `plan` judges before `assign`.
"""

from vikarsentral.need.cover import Assignment, assign, decline_orders, release
from vikarsentral.need.details import Details, health_words, set_details
from vikarsentral.need.extra import NeedOrder, extra
from vikarsentral.need.floors import Floor, floor_of, set_floor
from vikarsentral.need.framework import (
    FrameworkPrice,
    add_prices,
    end_price,
    framework_prices,
)
from vikarsentral.need.make import FromAbsence, cover_absence, withdraw, withdraw_absence
from vikarsentral.need.once import once
from vikarsentral.need.order import Ordered, order_several
from vikarsentral.need.price import agency_price
from vikarsentral.need.views import NeedUnit, NeedView, needs_of, unit_of, view, views_of_order

__all__ = [
    "Assignment",
    "Details",
    "Floor",
    "FrameworkPrice",
    "FromAbsence",
    "NeedOrder",
    "NeedUnit",
    "NeedView",
    "Ordered",
    "add_prices",
    "agency_price",
    "assign",
    "cover_absence",
    "decline_orders",
    "end_price",
    "extra",
    "floor_of",
    "framework_prices",
    "health_words",
    "needs_of",
    "once",
    "order_several",
    "release",
    "set_details",
    "set_floor",
    "unit_of",
    "view",
    "views_of_order",
    "withdraw",
    "withdraw_absence",
]
