"""What the kill stories share: a data folder, programs started in it, and their ends."""

import contextlib
import http.client
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil

# What a request meets when its server ends before, or in the middle of, the answer.
CUT_OFF = (OSError, http.client.HTTPException)
COMMAND = [sys.executable, "-c", "from vikarsentral.cli import main; main()"]


@contextlib.contextmanager
def municipality():
    """Make an embedded database with tables in a folder of its own; give its environment."""
    folder = Path(tempfile.mkdtemp(prefix="vikarsentral-kill-"))
    folder.chmod(0o755)
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("VIKARSENTRAL_")
    }
    environment["VIKARSENTRAL_DATA"] = str(folder / "var")
    try:
        assert command(environment, "db", "upgrade").returncode == 0
        yield environment
    finally:
        with contextlib.suppress(psutil.NoSuchProcess, OSError, ValueError):
            psutil.Process(postmaster(environment)).kill()
        shutil.rmtree(folder, ignore_errors=True)


def command(environment, *arguments):
    """Run one command to its end."""
    return subprocess.run(
        [*COMMAND, *arguments], env=environment, capture_output=True, text=True, check=False
    )


@contextlib.contextmanager
def started(environment, arguments, **options):
    """Start a program, and end it and all its descendants by their numbers."""
    process = subprocess.Popen(arguments, env=environment, **options)
    try:
        yield process
    finally:
        with contextlib.suppress(psutil.NoSuchProcess):
            family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(True)]
            for member in family:
                if member.name() != "postgres":
                    with contextlib.suppress(psutil.NoSuchProcess):
                        member.kill()
        process.wait()


def postmaster(environment):
    """Return the number of the embedded server's first process."""
    cluster = Path(environment["VIKARSENTRAL_DATA"]) / "pg" / "cluster"
    return int((cluster / "postmaster.pid").read_text().split("\n")[0])


def kill_server(environment):
    """Kill the embedded server, once it is there."""

    def kill():
        try:
            process = psutil.Process(postmaster(environment))
        except (psutil.NoSuchProcess, OSError, ValueError):
            return False
        if process.name() != "postgres" or process.status() == psutil.STATUS_ZOMBIE:
            return False
        process.kill()
        return True

    until(kill)


def until(look, seconds=240):
    """Look until something is seen; fail when it never is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if seen := look():
            return seen
        time.sleep(0.1)
    raise AssertionError(f"{look} was not seen in {seconds} s")


def ended(process):
    """Return whether a process has ended, also where nobody has taken its last word yet."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def answers(port, path="/"):
    """Return whether the pages answer without a fault of ours."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return answer.status < 500
    except urllib.error.HTTPError as refused:
        return refused.code < 500
    except CUT_OFF:
        return False


def family(process):
    """Return the children of `serve`: the pages' first process, its workers, the job worker."""
    children = psutil.Process(process.pid).children()
    pages = next(child for child in children if "gunicorn" in child.cmdline())
    jobs = next(child for child in children if "vikarsentral.worker" in child.cmdline())
    return pages, pages.children(), jobs
