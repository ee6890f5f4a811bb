"""Do work that holds much at once without searching it for garbage over and over."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_open = {"blocks": 0, "was_on": False}
"""How many blocks are open, and whether searches were on before the first of them."""


@contextmanager
def calm() -> Iterator[None]:
    """Let no search for garbage begin in the block: what it makes is in use until its end.

    Each search walks everything that is held. With 200 000 rows of rota the searches took half
    of the processor time of comparing; beside the facts of 3 000 people one takes half a second.
    Blocks of several threads may overlap; searches begin again after the last.
    """
    with _lock:
        if not _open["blocks"]:
            _open["was_on"] = gc.isenabled()
        _open["blocks"] += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _open["blocks"] -= 1
            if not _open["blocks"] and _open["was_on"]:
                gc.enable()
