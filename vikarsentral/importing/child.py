"""The reading process: one file in, its rows and faults out, within limits on all it may use.

It knows no database, writes no file and opens none. What it cannot finish within its time and
memory is refused, so that no file can take the product down. When the parent goes, so does it.

Source: reliability 5.10.
"""

from __future__ import annotations

import ctypes
import gc
import itertools
import json
import os
import resource
import signal
import sys
from collections.abc import Iterator
from typing import IO, Any

from vikarsentral.importing import limits
from vikarsentral.importing.faults import NotReadable, RowFault
from vikarsentral.importing.sheet import Reader, opened

NICENESS = 5
BATCH = 500
PR_SET_PDEATHSIG = 1


def main() -> None:
    """Read the file that comes on standard input; the arguments are its kind and its name.

    Each line on standard output is one JSON object: `{"notes", "present"}`, then any number of
    `{"rows"}`, and at the end `{"faults", "fault_count", "faulty", "held_back",
    "partly"}`, or `{"refused"}` alone.
    """
    told = _own_output()
    _limit()
    gc.disable()  # rows go as they come, and nothing here points in a ring
    kind, name = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""
    try:
        _read(told, kind, name, sys.stdin.buffer.read(limits.FILE_BYTES + 1))
    except NotReadable as refused:
        _tell(told, {"refused": [fault.as_json() for fault in refused.faults]})
    except (MemoryError, RecursionError):
        _tell(told, {"refused": [RowFault("too_heavy").as_json()]})


def _read(told: IO[str], kind: str, name: str, content: bytes) -> None:
    file = opened(kind, content, name)
    reader = Reader(kind, file)
    _tell(told, {"notes": file.notes, "present": reader.present})
    for batch in _batches(reader.read()):
        _tell(told, {"rows": batch})
    _tell(
        told,
        {
            "faults": [fault.as_json() for fault in reader.faults],
            "fault_count": reader.fault_count,
            "faulty": len(reader.faulty),
            "held_back": sorted(reader.held_back),
            "partly": reader.partly,
        },
    )


def _batches(rows: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    while batch := list(itertools.islice(rows, BATCH)):
        yield batch


def _limit() -> None:
    """Give away what is not needed, for good."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    os.nice(NICENESS)
    for what, most in (
        (resource.RLIMIT_AS, limits.MEMORY_BYTES),
        (resource.RLIMIT_CPU, limits.CPU_SECONDS),
        (resource.RLIMIT_NOFILE, limits.FILES_OPEN),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _own_output() -> IO[str]:
    """Keep standard output for our lines alone; what libraries print goes to standard error."""
    told = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return told


def _tell(told: IO[str], line: dict[str, Any]) -> None:
    told.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    told.flush()


if __name__ == "__main__":
    main()
