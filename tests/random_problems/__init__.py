"""Make random problems and plans: small, valid and placed where the rules have their edges.

Everything follows from a seed. A problem is the plain dict of a `vikarsentral/problem/1` file
that keeps every promise of the format; a plan is the plain dict of a `vikarsentral/plan/1` file
that may break any hard rule. Nothing of the product is imported here.
"""

from tests.random_problems.draw import SIZES, SPICES, at, cases, first_seed, iso, minute_of
from tests.random_problems.plans import broken_plan, plan, plan_file
from tests.random_problems.problems import problem, problem_bytes, without_defaults

__all__ = [
    "SIZES",
    "SPICES",
    "at",
    "broken_plan",
    "cases",
    "first_seed",
    "iso",
    "minute_of",
    "plan",
    "plan_file",
    "problem",
    "problem_bytes",
    "without_defaults",
]
