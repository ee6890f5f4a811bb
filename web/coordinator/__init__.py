"""Pages for the vikarsentral: what is coming, order a plan, follow it, read it, publish it."""

from web.coordinator import changes, needs, plans, reasons
from web.coordinator.room import bp

__all__ = ["bp", "changes", "needs", "plans", "reasons"]
