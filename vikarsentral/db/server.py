"""The embedded PostgreSQL server: start it, keep it, and stop it when the last one leaves.

Only a real connection counts as "running": pid files lie after a kill. Starting and stopping
are guarded by one file lock. Everyone who uses the server holds a second, shared lock; whoever
leaves and can have it alone was the last and stops the server. The system frees the locks of a
killed process, so nobody is counted who is gone.

Measured (2 cores, busy with other work): the first start with initdb 3.4 to 7 s, later starts
0.2 s, stops 0.1 s; after a kill, with recovery, 2 to 3.5 s.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

import psutil
import psycopg

from vikarsentral.db.place import Place, settle
from vikarsentral.errors import ComponentMissing

TRIES = 30
SURE_TRIES = 2
PAUSE_SECONDS = 0.5
START_SECONDS = 60
SOCKET_LOCK = ".s.PGSQL.5432.lock"


class Server:
    """One embedded cluster, used by this process."""

    def __init__(self, data: Path, options: Mapping[str, str] | None = None) -> None:
        """Find the place; nothing is started yet.

        Args:
            data: the folder of the setting VIKARSENTRAL_DATA.
            options: server settings for the start, such as `{"fsync": "off"}` in tests.

        Raises:
            ComponentMissing: the folder or the programs cannot be used.
        """
        self.place: Place = settle(data)
        self._options = {"listen_addresses": "", **(options or {})}
        self._in_use: IO[bytes] | None = None
        self._pid = os.getpid()

    def ensure(self) -> None:
        """Have the server answer, and count this process among its users.

        Raises:
            ComponentMissing: it does not start; carries the end of its log.
        """
        with self._starting():
            self._hold()
            try:
                self._ensure()
            except BaseException:
                self._let_go()
                raise

    def _ensure(self) -> None:
        if self.answers():
            return
        if not (self.place.cluster / "PG_VERSION").exists():
            self._make_cluster()
        for number in range(TRIES):
            self._forget_dead()
            started = self._start()
            if self.answers():
                return
            if not started and number >= SURE_TRIES and not self._may_pass():
                break
            # Children of a killed server need a second or two to end.
            time.sleep(PAUSE_SECONDS)
        raise ComponentMissing(
            "database",
            f"the embedded server does not start: {self._last_words()}",
            f"see {self.log}; `vikarsentral db check` tries again",
        )

    def release(self) -> None:
        """Leave the server; the last one out stops it."""
        if self._in_use is None or os.getpid() != self._pid:
            return
        with self._starting():
            try:
                fcntl.flock(self._in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass  # somebody else still uses it
            else:
                self.stop()
            self._let_go()

    def _let_go(self) -> None:
        if self._in_use is not None:
            self._in_use.close()
            self._in_use = None

    def stop(self) -> None:
        """Stop the server in good order, whoever uses it."""
        self.run("pg_ctl", "-D", self.place.cluster, "-m", "fast", "-w", "-t", "60", "stop")

    def answers(self) -> bool:
        """Tell whether the server takes a connection now."""
        try:
            psycopg.connect(self.place.url, connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    @property
    def log(self) -> Path:
        """Return the file of the server's own words."""
        return self.place.cluster / "server.log"

    def run(
        self, program: str, *arguments: str | Path, stdin: IO[bytes] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """Run one of the server's programs as the server's user.

        Args:
            program: its name in the folder of binaries.
            arguments: what follows the name.
            stdin: an open file it may read, or None for nothing.

        Returns:
            What it wrote, and its exit code.
        """
        return subprocess.run(
            [self.place.binaries / program, *arguments],
            stdin=stdin or subprocess.DEVNULL,
            capture_output=True,
            check=False,
            cwd="/",
            env={"LC_ALL": "C.UTF-8", "PATH": os.environ.get("PATH", "")},
            user=self.place.run_as[0] if self.place.run_as else None,
            group=self.place.run_as[1] if self.place.run_as else None,
            extra_groups=[] if self.place.run_as else None,
        )

    @contextlib.contextmanager
    def _starting(self) -> Iterator[None]:
        with (self.place.home / "start.lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _hold(self) -> None:
        if self._in_use is None or os.getpid() != self._pid:
            # A forked child opens the file anew: a lock of its own, so that the parent's
            # leaving does not stop the server under it.
            self._in_use = (self.place.home / "in_use.lock").open("ab")
            self._pid = os.getpid()
            fcntl.flock(self._in_use, fcntl.LOCK_SH)
            atexit.register(self.release)

    def _make_cluster(self) -> None:
        """Make the cluster beside its place and move it there whole, or leave nothing."""
        done = self._initdb()
        if done.returncode:
            done = self._initdb()  # a busy machine may lack something for a moment
        if done.returncode:
            self._empty_cluster()
            words = done.stderr.decode(errors="replace").strip().splitlines()[-3:]
            raise ComponentMissing(
                "database",
                f"the embedded database cannot be made: {' '.join(words)}",
                "set VIKARSENTRAL_DATA to a folder on a disk with room, and try again",
            )

    def _initdb(self) -> subprocess.CompletedProcess[bytes]:
        self._empty_cluster()
        return self.run(
            "initdb", "-D", self.place.cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8",
            "--locale=C.UTF-8", "--no-instructions",
        )  # fmt: skip

    def _empty_cluster(self) -> None:
        for leftover in self.place.cluster.iterdir():
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()

    def _start(self) -> bool:
        """Start the server and wait for it; return whether its starter was content."""
        options = " ".join(f"-c {name}='{value}'" for name, value in self._options.items())
        done = self.run(
            "pg_ctl", "-D", self.place.cluster, "-w", "-t", str(START_SECONDS),
            "-l", self.log, "-o", f"{options} -k '{self.place.sockets}'", "start",
        )  # fmt: skip
        return done.returncode == 0

    def _may_pass(self) -> bool:
        """Tell whether the server's last words are of what a killed one left for a moment."""
        passing = ("still in use", "already exists", "starting up", "shutting down")
        return any(words in self._last_words() for words in passing)

    def _forget_dead(self) -> None:
        """Remove the lock files of a server that is gone; its number may be another's by now."""
        files = (self.place.cluster / "postmaster.pid", self.place.sockets / SOCKET_LOCK)
        for file in files:
            try:
                pid = int(file.read_text(encoding="utf-8").split("\n", 1)[0])
            except (OSError, ValueError):
                pid = 0
            if file.exists() and not _is_postgres(pid):
                file.unlink(missing_ok=True)

    def _last_words(self) -> str:
        try:
            lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return "it left no log"
        return " | ".join(lines[-3:])


def _is_postgres(pid: int) -> bool:
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and "postgres" in process.name()
    except (psutil.NoSuchProcess, psutil.AccessDenied, ValueError):
        return False
