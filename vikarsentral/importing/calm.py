"""Read and compare a large file without searching it for garbage over and over."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def calm() -> Iterator[None]:
    """Let no search for garbage begin in the block: rows of a file are all in use until its end.

    Each search walks every row that is held; with 200 000 rows of rota the searches took half of
    the processor time of comparing. It is for a process that does one file at a time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
