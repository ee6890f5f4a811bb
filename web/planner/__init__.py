"""Pages for planners and controllers: what volatile labour costs, down to each shift.

Nobody is measured here: no page names a person, and units stand in the order of their names.
"""

from web.planner.pages import bp

__all__ = ["bp"]
