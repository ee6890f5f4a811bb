"""Settings that gunicorn reads: what each process of the pages does before its first request."""

from __future__ import annotations

import gc
from threading import Thread
from typing import Protocol

from vikarsentral.explain.screen import is_ready
from vikarsentral.explain.warm import warm

BEAT_SECONDS = 1.0
"""How often gunicorn is told that the process lives; it ends one that is silent for 30 s."""


class Alive(Protocol):
    """Stands for what gunicorn gives."""

    def notify(self) -> None:
        """Tell that the process lives."""


def post_worker_init(worker: Alive) -> None:
    """Load the compiled loops, and keep the program itself out of later searches for rings.

    Hundreds of thousands of objects live as long as the process does. Looking through all of
    them now and then made single requests wait a tenth of a second or more.

    Args:
        worker: gunicorn's; the pages are loaded in it.
    """
    if is_ready():
        _warm(worker)
    gc.collect()
    gc.freeze()


def _warm(worker: Alive) -> None:
    """Load the loops; where what was compiled is of no use they compile anew, which takes long."""
    thread = Thread(target=warm, daemon=True)
    thread.start()
    worker.notify()
    while thread.is_alive():
        thread.join(BEAT_SECONDS)
        worker.notify()
