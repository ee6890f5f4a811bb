"""Compiling at set-up leaves the loops ready."""

from vikarsentral.explain.screen import is_ready
from vikarsentral.explain.warm import warm


def test_after_warming_the_loops_are_ready():
    warm()
    assert is_ready()
