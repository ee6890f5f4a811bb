"""Start web and one worker as children, watch over them, and stop both in good order."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from types import FrameType

from vikarsentral import db, settings
from vikarsentral.errors import ComponentMissing

STOP_SECONDS = 20
LOOK_SECONDS = 0.5
THREADS = 4
# A child that ends sooner than this is not worth starting over and over without a pause.
PAUSE_SECONDS = 1.0
WORKER = ["vikarsentral.worker"]
ACCESS = '%(t)s %(h)s "%(r)s" %(s)s %(b)s %(M)sms'

logger = logging.getLogger(__name__)


def serve_all(
    port: int,
    *,
    host: str = "127.0.0.1",
    web_processes: int = 2,
    ready: Callable[[], None] | None = None,
) -> None:
    """Serve the pages and take jobs until SIGTERM or SIGINT.

    Args:
        port: where the pages answer, 1 to 65535.
        host: the address to listen on.
        web_processes: how many processes answer requests, 1 or more.
        ready: called once the pages answer.

    Raises:
        ComponentMissing: the port is taken, or the database does not answer, or its tables
            are of another version.
    """
    refuse_taken_port(host, port)
    db.check()
    if settings.current().test_mode:
        logger.warning("test mode: messages go to a file, and the clock may be set")
    stop = threading.Event()
    with _stopped_by_signals(stop):
        commands = {"web": _web(host, port, web_processes), "worker": WORKER}
        # Links in pages and messages lead here, unless the operator told another address.
        environment = {"VIKARSENTRAL_BASE_URL": f"http://{_where(host, port)}", **os.environ}
        children = {name: _start(command, environment) for name, command in commands.items()}
        try:
            _wait_until_answering(host, port, stop, children["web"])
            if ready is not None and not stop.is_set():
                ready()
            _watch(children, commands, environment, stop)
        finally:
            _stop(children)


def refuse_taken_port(host: str, port: int) -> None:
    """Refuse a port that somebody else listens on, before anything is started.

    Raises:
        ComponentMissing: it is taken or not ours to take; names it and the way out.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            taken = getattr(error, "errno", None) == errno.EADDRINUSE
            what = "is in use" if taken else f"cannot be used ({error})"
            raise ComponentMissing(
                "port",
                f"{host}:{port} {what}",
                f"stop what listens there, or choose another with --port {port + 1}",
            ) from None


def _where(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _web(host: str, port: int, processes: int) -> list[str]:
    return [
        "gunicorn", "web:create_app()", "--config", "python:vikarsentral.worker.webstart",
        "--bind", _where(host, port), "--worker-class", "gthread", "--workers", str(processes),
        "--threads", str(THREADS), "--no-control-socket", "--graceful-timeout", "10",
        "--access-logfile", "-", "--access-logformat", ACCESS,
        "--logger-class", "vikarsentral.worker.weblog.SafeLogger", "--log-level", "warning",
    ]  # fmt: skip


def _start(command: list[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches us alone, and we stop the children in order.
    # It ends when we do, even when we are killed: `bound` sees to that.
    return subprocess.Popen(
        [sys.executable, "-m", "vikarsentral.worker.bound", str(os.getpid()), *command],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        env={**environment, "PYTHONUNBUFFERED": "1"},
    )


@contextlib.contextmanager
def _stopped_by_signals(stop: threading.Event) -> Iterator[None]:
    def on_signal(number: int, frame: FrameType | None) -> None:
        del number, frame
        stop.set()

    kept = {number: signal.signal(number, on_signal) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def _wait_until_answering(
    host: str, port: int, stop: threading.Event, web: subprocess.Popen[bytes]
) -> None:
    while not stop.is_set() and web.poll() is None:
        try:
            with socket.create_connection((host, port), timeout=1):
                return
        except OSError:
            stop.wait(0.1)


def _watch(
    children: dict[str, subprocess.Popen[bytes]],
    commands: dict[str, list[str]],
    environment: Mapping[str, str],
    stop: threading.Event,
) -> None:
    """Start a child anew when it has ended; the database's own process is started by its users."""
    while not stop.wait(LOOK_SECONDS):
        for name, child in children.items():
            if child.poll() is None:
                continue
            logger.error("%s ended with %s and is started again", name, child.returncode)
            if not stop.wait(PAUSE_SECONDS):
                children[name] = _start(commands[name], environment)


def _stop(children: dict[str, subprocess.Popen[bytes]]) -> None:
    for child in children.values():
        _signal(child, signal.SIGTERM)
    for child in children.values():
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            _signal(child, signal.SIGKILL)
            child.wait()


def _signal(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, number) if number is signal.SIGKILL else child.send_signal(number)
