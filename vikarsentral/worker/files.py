"""Have uploaded files read and stored, each in a process of its own."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable

from vikarsentral import db
from vikarsentral.importing import uploads

LOOK_SECONDS = 0.5

logger = logging.getLogger(__name__)


def take_in(import_id: int, *, should_stop: Callable[[], bool]) -> None:
    """Bring an upload one step on in a child process, and wait for it.

    A child that dies has changed nothing; the sweep has it done again.

    Args:
        import_id: the upload.
        should_stop: tells that this worker is being stopped; the child is then stopped too.
    """
    child = subprocess.Popen(
        [sys.executable, "-m", "vikarsentral.importing.work", str(import_id)],
        stdin=subprocess.PIPE,
        start_new_session=True,
        env=dict(os.environ),
    )
    try:
        while not should_stop():
            with contextlib.suppress(subprocess.TimeoutExpired):
                if child.wait(LOOK_SECONDS) != 0:
                    logger.warning("import %s ended with %s", import_id, child.returncode)
                return
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        if child.stdin is not None:
            child.stdin.close()


def sweep_files() -> int:
    """Put in jobs for uploads that nobody is at.

    Returns:
        How many were put in.

    Raises:
        ComponentMissing: the database is away.
    """
    return db.transaction(uploads.sweep)
