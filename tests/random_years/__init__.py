"""Make random years of work as plain dicts, placed where the rules have their edges.

Everything follows from a seed; nothing of the product is imported here.
"""

from tests.random_years.draw import roster

__all__ = ["roster"]
