"""Why someone was or was not chosen, and what would have to be different for another answer.

Every claim is tried on a copy of the problem before it is told: the change is applied, and the
rules are asked again.
"""

from vikarsentral.explain.case import Case, Change, Who
from vikarsentral.explain.flip import Flip, flip
from vikarsentral.explain.no import Fact, No, smallest_no

__all__ = ["Case", "Change", "Fact", "Flip", "No", "Who", "flip", "smallest_no"]
