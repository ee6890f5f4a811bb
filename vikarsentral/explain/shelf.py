"""Room for a few things that take long to make; the one not asked for the longest goes first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

MOST = 4
"""How many lists of everyone a period keeps: of 3 000 people one may hold nine megabytes."""


class Shelf:
    """Keep a few things by name, for several threads at once."""

    def __init__(self, most: int = MOST) -> None:
        """Make an empty shelf.

        Args:
            most: how many things there is room for.
        """
        self._most = most
        self._held: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: Hashable) -> Any:
        """Return what is kept by a name, or None.

        Args:
            name: of the thing.
        """
        with self._lock:
            if name in self._held:
                self._held.move_to_end(name)
            return self._held.get(name)

    def put(self, name: Hashable, thing: object) -> None:
        """Keep a thing, in place of what was kept by its name.

        Args:
            name: of the thing.
            thing: never changed afterwards.
        """
        with self._lock:
            self._held[name] = thing
            self._held.move_to_end(name)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
