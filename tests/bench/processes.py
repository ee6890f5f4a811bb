"""Run a program and tell its time and memory; run a server for a while and end it."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.house.tree import ROOT

PYTHON = sys.executable
VIKARSENTRAL = str(Path(PYTHON).with_name("vikarsentral"))
PREFIX = "VIKARSENTRAL_"
END_SECONDS = 30
KIB = 1024
LOWEST_PORT, PORTS = 20_000, 12_000
TRIED = itertools.count()


@dataclass(frozen=True, slots=True)
class Run:
    """What one program did.

    Attributes:
        code: exit code; negative when a signal ended it.
        out: standard output.
        err: standard error.
        wall: seconds from start to end, start of the interpreter included.
        cpu: seconds of all its threads and waited-for children.
        peak_mb: the most memory it held, MiB.
    """

    code: int
    out: str
    err: str
    wall: float
    cpu: float
    peak_mb: float

    def why(self) -> str:
        """Return its last words on one line."""
        words = (self.err.strip() or self.out.strip()).splitlines()
        return f"exit {self.code}: {words[-1] if words else 'it said nothing'}"


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return our environment without the product's own settings, so that defaults hold.

    Args:
        changes: added after.
    """
    plain = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return plain | {"PYTHONUNBUFFERED": "1"} | dict(changes or {})


def measured(
    command: Sequence[str], within: float, changes: Mapping[str, str] | None = None
) -> Run:
    """Run a program to its end.

    Args:
        command: program and arguments.
        within: seconds, after which it is killed.
        changes: settings for it.

    Returns:
        What it did. Peak memory is the kernel's figure for this one process; it can be no
        smaller than this small parent.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.monotonic()
        child = subprocess.Popen(
            list(command), stdout=out, stderr=err, cwd=ROOT, env=environment(changes)
        )
        guard = threading.Timer(within, child.kill)
        guard.start()
        try:
            _, status, used = os.wait4(child.pid, 0)
        finally:
            guard.cancel()
        wall = time.monotonic() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        words = []
        for file in (out, err):
            file.seek(0)
            words.append(file.read().decode(errors="replace"))
    cpu = used.ru_utime + used.ru_stime
    return Run(child.returncode, words[0], words[1], wall, cpu, used.ru_maxrss / KIB)


def free_port() -> int:
    """Return a port nobody listens on, below those the system gives to whoever connects.

    Each call of a process tries another one, and two processes begin at different ones.
    """
    for number in TRIED:
        port = LOWEST_PORT + (61 * os.getpid() + number) % PORTS
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError


@contextlib.contextmanager
def data_folder() -> Iterator[Path]:
    """Make a fresh data folder, and at the end stop its database and remove it."""
    home = Path(tempfile.mkdtemp(prefix="vikarsentral-bench-"))
    home.chmod(0o755)  # the server's user walks through it when we are root
    try:
        yield home
    finally:
        from vikarsentral.db.server import Server

        with contextlib.suppress(Exception):  # it may never have started
            Server(home).stop()
        shutil.rmtree(home, ignore_errors=True)


@contextlib.contextmanager
def running(
    command: Sequence[str], changes: Mapping[str, str], out: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a server, and end it in good order when the block ends.

    Args:
        command: program and arguments.
        changes: settings for it.
        out: file that takes what it says.
    """
    with out.open("wb") as file:
        child = subprocess.Popen(
            list(command), stdout=file, stderr=file, cwd=ROOT, env=environment(changes)
        )
        try:
            yield child
        finally:
            child.send_signal(signal.SIGTERM)
            try:
                child.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
