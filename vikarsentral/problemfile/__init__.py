"""Problem, plan and certificate files: what is written outside, checked at the door."""

from vikarsentral.problemfile.read import read_beside, read_problem
from vikarsentral.problemfile.write import problem_bytes

__all__ = ["problem_bytes", "read_beside", "read_problem"]
