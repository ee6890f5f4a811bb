"""Fjordvik: a made-up municipality to look at and to measure with. No real person, no real place.

Everything follows from a size, a seed and a Monday, so it can be made again exactly.
"""

from vikarsentral.demo.in_place import put_in, take_out
from vikarsentral.demo.logins import Login, make_logins
from vikarsentral.demo.seed import is_there, seed, wipe
from vikarsentral.demo.sizes import SIZES

__all__ = ["SIZES", "Login", "is_there", "make_logins", "put_in", "seed", "take_out", "wipe"]
