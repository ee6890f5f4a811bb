"""Settings that gunicorn reads: what each process of the pages does before its first request."""

from __future__ import annotations

import gc

from vikarsentral.explain.screen import is_ready
from vikarsentral.explain.warm import warm


def post_worker_init(worker: object) -> None:
    """Load the compiled loops, and keep the program itself out of later searches for rings.

    Hundreds of thousands of objects live as long as the process does. Looking through all of
    them now and then made single requests wait a tenth of a second or more.

    Args:
        worker: gunicorn's; the pages are loaded in it.
    """
    del worker
    if is_ready():
        warm()
    gc.collect()
    gc.freeze()
