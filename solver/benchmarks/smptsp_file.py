"""Read the public SMPTSP text format: fixed-time tasks and who may do which.

Source: Krishnamoorthy, Ernst & Baatar 2012 (the format of their instances).
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MAX_BYTES = 64_000_000
MAX_TIME = 10**7
HEAD = re.compile(r"(Type|Jobs|Qualifications)\s*=\s*(\d{1,9})$", re.ASCII)
TASK = re.compile(r"(\d{1,9})\s+(\d{1,9})$", re.ASCII)
WORKER = re.compile(r"(\d{1,9})\s*:\s*((?:\d{1,9}\s*)*)$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Instance:
    """Tasks with half-open times in minutes, and per worker the tasks it may do."""

    name: str
    tasks: tuple[tuple[int, int], ...]
    workers: tuple[tuple[int, ...], ...]


class BadInstance(Exception):
    """Refuse a file; carries every fault as (line number or 0, what, what is allowed)."""

    def __init__(self, faults: list[tuple[int, str, str]]) -> None:
        """Keep the faults, in the order they were found."""
        super().__init__("; ".join(f"line {line}: {what}" for line, what, _ in faults))
        self.faults = faults


class _Reader:
    """Walk the lines that mean something and gather faults on the way."""

    def __init__(self, text: str) -> None:
        lines = ((n, line.split("#")[0].strip()) for n, line in enumerate(text.split("\n"), 1))
        self.lines = [(n, line) for n, line in lines if line]
        self.at = 0
        self.faults: list[tuple[int, str, str]] = []

    def fault(self, line: int, what: str, allowed: str) -> None:
        """Note one fault."""
        self.faults.append((line, what, allowed))

    def head(self, key: str) -> int | None:
        """Read `key = number`; None and a fault when it is not there."""
        if self.at >= len(self.lines):
            self.fault(0, f"the file ends before '{key} ='", f"a line '{key} = number'")
            return None
        line, text = self.lines[self.at]
        found = HEAD.match(text)
        if not found or found[1] != key:
            self.fault(line, f"'{text[:40]}'", f"a line '{key} = number'")
            return None
        self.at += 1
        return int(found[2])

    def take(self, count: int, what: str) -> Iterator[tuple[int, str]]:
        """Yield the next *count* lines; a fault when the file is too short."""
        left = len(self.lines) - self.at
        if left < count:
            self.fault(0, f"{left} lines of {what} where {count} are promised", f"{count} lines")
        for line, text in self.lines[self.at : self.at + count]:
            self.at += 1
            yield line, text


def read_instance(path: Path) -> Instance:
    """Read one instance, plain or packed with gzip.

    Args:
        path: the file; `.gz` is told by its first bytes, not by its name.

    Returns:
        The instance, named after the file without its endings.

    Raises:
        BadInstance: carries all faults found, with line numbers.
    """
    return parse_instance(path.name.split(".")[0], _text(path))


def _text(path: Path) -> str:
    """Return the file's text, unpacked where needed."""
    try:
        with path.open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
        opener = gzip.open if packed else open
        with opener(path, "rb") as file:
            content: bytes = file.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or "it is not a whole gzip file"
        raise BadInstance(
            [(0, f"the file cannot be read ({reason})", "a readable file")]
        ) from None
    if len(content) > MAX_BYTES:
        raise BadInstance([(0, "the file is too large", f"at most {MAX_BYTES} bytes unpacked")])
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInstance([(0, f"byte {error.start} is not text", "UTF-8 text")]) from None


def parse_instance(name: str, text: str) -> Instance:
    """Read an instance from its text.

    Args:
        name: what the instance is called in results.
        text: the file's whole text.

    Returns:
        The instance; every task has a worker who may do it.

    Raises:
        BadInstance: carries all faults found, with line numbers.
    """
    reader = _Reader(text)
    kind = reader.head("Type")
    if kind not in (None, 1):
        reader.fault(reader.lines[reader.at - 1][0], f"Type = {kind}", "Type = 1")
    tasks = _tasks(reader)
    workers = _workers(reader, len(tasks))
    if reader.at < len(reader.lines) and not reader.faults:
        line, rest = reader.lines[reader.at]
        reader.fault(line, f"'{rest[:40]}' after the last worker", "nothing more")
    if not reader.faults:
        held = {task for worker in workers for task in worker}
        for task in range(len(tasks)):
            if task not in held:
                reader.fault(
                    0, f"no worker may do task {task}", "one worker or more for each task"
                )
    if reader.faults:
        raise BadInstance(reader.faults)
    return Instance(name, tuple(tasks), tuple(workers))


def _tasks(reader: _Reader) -> list[tuple[int, int]]:
    """Read the tasks; a faulty line counts as a task so that later numbers stay right."""
    tasks = []
    for line, text in reader.take(reader.head("Jobs") or 0, "tasks"):
        found = TASK.match(text)
        start, end = (int(found[1]), int(found[2])) if found else (0, 0)
        if not found or end <= start or end > MAX_TIME:
            reader.fault(line, f"'{text[:40]}'", f"'start end', 0 <= start < end <= {MAX_TIME}")
        tasks.append((start, end))
    return tasks


def _workers(reader: _Reader, tasks: int) -> list[tuple[int, ...]]:
    """Read who may do what; each list's length must be as told before the colon."""
    workers = []
    for line, text in reader.take(reader.head("Qualifications") or 0, "workers"):
        found = WORKER.match(text)
        held = [int(word) for word in found[2].split()] if found else []
        if not found or int(found[1]) != len(held):
            reader.fault(line, f"'{text[:40]}'", "'count: task task ...' with count tasks")
        elif len(set(held)) != len(held) or any(task >= tasks for task in held):
            reader.fault(line, "a task twice, or one that is not there", f"tasks 0 to {tasks - 1}")
        workers.append(tuple(sorted(held)))
    return workers
