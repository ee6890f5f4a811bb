"""Compile plain number loops once, with the types kept for readers and checkers.

A compiled function takes numbers and arrays only. The machine code is cached beside the
module, so only the very first call after set-up pays for compiling.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np

F = TypeVar("F", bound=Callable[..., object])

_UNCOUNTED: dict[str, Any] = {"_nrt": False, "forceinline": True}
"""Numba's own switch for its small readers of arrays: no references are counted."""


def compiled(function: F) -> F:
    """Compile a loop over numbers and arrays; it runs without the interpreter lock.

    Args:
        function: takes and returns numbers, arrays and tuples of these.

    Returns:
        The same function, compiled at its first call and cached on disk.
    """
    return cast(F, numba.njit(function, cache=True, nogil=True))


def compiled_part(function: F) -> F:
    """Compile a part of a loop that only reads and fills arrays it is lent, and makes none.

    Counting who holds each array costs more than such a part's own work, several times a row;
    here nothing is counted. The caller holds the arrays until the part returns.

    Args:
        function: takes numbers, arrays and tuples of these; returns numbers, or nothing.

    Returns:
        The same function, compiled with its first caller and cached on disk.
    """
    return cast(F, numba.njit(function, cache=True, nogil=True, **_UNCOUNTED))


@compiled
def draw_below(state: np.ndarray[tuple[int], np.dtype[np.uint64]], limit: int) -> int:
    """Draw a whole number in 0..limit-1 and move the generator on (xorshift).

    Args:
        state: one non-zero 64-bit word, changed in place.
        limit: 1 or more.

    Returns:
        The number drawn.
    """
    word = state[0]
    word ^= word << np.uint64(13)
    word ^= word >> np.uint64(7)
    word ^= word << np.uint64(17)
    state[0] = word
    return int(np.int64((word >> np.uint64(33)) % np.uint64(limit)))
