"""Pages for planners and controllers: what volatile labour costs, down to each shift.

Nobody is measured here: no page names a person, and units stand in the order of their names.
"""

from web.planner import orders, pages, part_time, prices, rates, sums
from web.planner.room import bp

__all__ = ["bp", "orders", "pages", "part_time", "prices", "rates", "sums"]
