"""Settings that gunicorn reads: what each process of the pages does before its first request."""

from __future__ import annotations

import gc


def post_worker_init(worker: object) -> None:
    """Keep what the program itself is made of out of every later search for rings.

    Hundreds of thousands of objects live as long as the process does. Looking through all of
    them now and then made single requests wait a tenth of a second or more.

    Args:
        worker: gunicorn's; the pages are loaded in it.
    """
    del worker
    gc.collect()
    gc.freeze()
