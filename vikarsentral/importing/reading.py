"""Have a file read by a process with limits, and take in what it tells."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Any

from vikarsentral.importing import limits
from vikarsentral.importing.columns import KINDS
from vikarsentral.importing.faults import NotReadable, RowFault, fault_of
from vikarsentral.importing.sheet import Values

Progress = Callable[[str, int], None]
KEPT = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "TZDIR")


@dataclass(slots=True)
class Table:
    """What a file of one kind holds.

    Attributes:
        kind: people, rota, needs or agency.
        rows: those without a fault: number, then a value per column of the kind.
        present: keys of the columns that the file has.
        faults: what is wrong, in order; no more than are kept.
        fault_count: how many there are in all.
        faulty: how many rows have one.
        held_back: employee numbers that stand on such rows.
        partly: numbers of such rows, and what their good cells name.
        notes: how the file was read, such as its encoding.
    """

    kind: str
    rows: list[list[Any]] = field(default_factory=list)
    present: frozenset[str] = frozenset()
    faults: list[RowFault] = field(default_factory=list)
    fault_count: int = 0
    faulty: int = 0
    held_back: frozenset[str] = frozenset()
    partly: list[tuple[int, Values]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)


def nothing(stage: str, count: int) -> None:
    """Take in progress and do nothing with it."""
    del stage, count


def read(kind: str, content: bytes, name: str = "", progress: Progress = nothing) -> Table:
    """Read a file in a process of its own.

    Args:
        kind: people, rota, needs or agency.
        content: the file's bytes.
        name: its name, to tell what was meant by it.
        progress: is told how many rows have been read.

    Returns:
        Rows and faults; a file that cannot be read at all has faults and no rows.
    """
    assert kind in KINDS  # noqa: S101 - kinds come from our own choices
    if len(content) > limits.FILE_BYTES:
        return _refused(
            kind, [RowFault("file_too_large", facts={"most": limits.FILE_BYTES // 2**20})]
        )
    clean = "".join(sign for sign in name if sign.isprintable())[-100:]
    child = subprocess.Popen(
        [sys.executable, "-m", "vikarsentral.importing.child", kind, clean],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={name: os.environ[name] for name in KEPT if name in os.environ},
    )
    assert child.stdin is not None  # noqa: S101 - it is a pipe
    assert child.stdout is not None  # noqa: S101 - it is a pipe
    giver = threading.Thread(target=_give, args=(child.stdin, content), daemon=True)
    timer = threading.Timer(limits.WALL_SECONDS, child.kill)
    giver.start()
    timer.start()
    try:
        return _taken(kind, child.stdout, progress)
    except NotReadable as refused:
        return _refused(kind, refused.faults)
    finally:
        timer.cancel()
        child.kill()
        child.wait()
        giver.join()
        child.stdout.close()


def _give(stdin: IO[bytes], content: bytes) -> None:
    with contextlib.suppress(BrokenPipeError):  # it had read enough
        stdin.write(content)
    with contextlib.suppress(BrokenPipeError):
        stdin.close()


def _taken(kind: str, told: IO[bytes], progress: Progress) -> Table:
    """Take in the child's lines; a child that ended without its last word was stopped."""
    table = Table(kind)
    for line in told:
        try:
            said = json.loads(line)
        except ValueError:
            break  # a line cut off by its end
        if "refused" in said:
            raise NotReadable(*map(fault_of, said["refused"]))
        if "rows" in said:
            table.rows.extend(said["rows"])
            progress("reading", len(table.rows))
        elif "present" in said:
            table.present, table.notes = frozenset(said["present"]), said["notes"]
        else:
            table.faults = [fault_of(one) for one in said["faults"]]
            table.fault_count, table.faulty = said["fault_count"], said["faulty"]
            table.held_back = frozenset(said["held_back"])
            table.partly = [(number, values) for number, values in said["partly"]]
            return table
    raise NotReadable(RowFault("too_heavy"))


def _refused(kind: str, faults: list[RowFault]) -> Table:
    return Table(kind, faults=faults, fault_count=len(faults), faulty=0)


__all__ = ["Progress", "Table", "Values", "nothing", "read"]
