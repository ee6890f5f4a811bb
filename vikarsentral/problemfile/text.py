"""JSON text to Python values without guessing: whole numbers, no repeated keys, real UTF-8.

What cannot be right is kept as a marker where it stands, so that the reader above can
tell its place together with every other fault.

Source: contract 2; RFC 8259; RFC 6901.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from vikarsentral.errors import BadInput, Fault

GZIP_MAGIC = b"\x1f\x8b"
MAX_BYTES = 512 * 1024 * 1024
"""Largest file read, unpacked; a city of 25 000 needs takes about 15 MB."""
LONGEST_NUMBER = 20
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class NotWhole:
    """A number that is not written as a whole number, or is far too long."""

    text: str


class Repeated(dict[str, Any]):
    """An object in which a key stands twice; `keys_twice` names them."""

    keys_twice: tuple[str, ...] = ()


def _whole(text: str) -> int | NotWhole:
    """Read digits, and keep absurdly long ones as they are."""
    return int(text) if len(text) <= LONGEST_NUMBER else NotWhole(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object, and notice keys that stand twice."""
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    seen: set[str] = set()
    twice: dict[str, None] = {}
    for key, _ in pairs:
        if key in seen:
            twice[key] = None
        seen.add(key)
    repeated = Repeated(made)
    repeated.keys_twice = tuple(twice)
    return repeated


def shown(value: object) -> str:
    """Write a value on one short line that any terminal can print.

    Args:
        value: anything that came out of a file.

    Returns:
        JSON-like text without line breaks or control signs, cut when long.
    """
    if isinstance(value, NotWhole):
        text = value.text
    elif isinstance(value, Mapping):
        text = "et objekt"
    elif isinstance(value, list | tuple):
        text = "en liste"
    else:
        text = json.dumps(value, ensure_ascii=False)
    text = visible(text)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def visible(text: str) -> str:
    r"""Replace line breaks, control signs and half surrogates by `\\uXXXX`."""
    return _CONTROL.sub(lambda sign: f"\\u{ord(sign.group()):04x}", text)


def pointer(path: Sequence[str | int]) -> str:
    """Write a path as a JSON pointer.

    Args:
        path: keys and list places from the root.

    Returns:
        The pointer; empty for the whole document.

    Source: RFC 6901 section 3.
    """
    return "".join("/" + visible(str(step).replace("~", "~0").replace("/", "~1")) for step in path)


def _refuse(where: str, what: str, allowed: str) -> BadInput:
    """Make the refusal of a whole file."""
    return BadInput([Fault(where, what, allowed)])


def stored_bytes(path: Path) -> bytes:
    """Read a file as it lies on disk.

    Args:
        path: the file.

    Returns:
        Its bytes, packed or not.

    Raises:
        BadInput: it cannot be read, or is larger than `MAX_BYTES`.
    """
    where = visible(str(path))
    try:
        if path.is_file() and path.stat().st_size > MAX_BYTES:
            raise _refuse(where, "filen er for stor", f"høyst {MAX_BYTES} byte")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise _refuse(where, f"kan ikke leses ({reason})", "en fil som finnes") from error


def unpacked(data: bytes, where: str) -> bytes:
    """Unpack gzip, recognised by its first bytes; leave anything else as it is.

    Args:
        data: the stored bytes.
        where: the file's name, for the refusal.

    Returns:
        The bytes of the document.

    Raises:
        BadInput: broken gzip, or larger than `MAX_BYTES` when unpacked.
    """
    if not data.startswith(GZIP_MAGIC):
        return data
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as packed:
            plain = packed.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise _refuse(where, "gzip-filen er ødelagt", "en hel gzip-fil") from error
    if len(plain) > MAX_BYTES:
        raise _refuse(where, "filen er for stor", f"høyst {MAX_BYTES} byte utpakket")
    return plain


def parsed(data: bytes, where: str) -> Any:
    """Read bytes as one JSON document.

    Args:
        data: stored bytes, plain or gzip.
        where: the file's name, for refusals of the whole file.

    Returns:
        Python values; `NotWhole` for numbers that are not whole, `Repeated` for objects
        with a key that stands twice.

    Raises:
        BadInput: not UTF-8, not JSON, empty, or nested too deep to read.
    """
    plain = unpacked(data, where)
    try:
        text = plain.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refuse(where, f"byte {error.start} er ikke UTF-8", "JSON i UTF-8") from error
    if not text.strip():
        raise _refuse(where, "filen er tom", "et JSON-dokument")
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=NotWhole,
            parse_constant=NotWhole,
            parse_int=_whole,
        )
    except json.JSONDecodeError as error:
        place = f"linje {error.lineno}, tegn {error.colno}"
        raise _refuse(where, f"er ikke JSON ({place})", "et JSON-dokument") from error
    except (RecursionError, MemoryError) as error:
        raise _refuse(where, "er nøstet for dypt", "høyst noen få nivåer") from error


class _Places:
    """Find where paths stand in a document, each object's keys numbered only once."""

    def __init__(self, document: Any) -> None:
        """Keep the document."""
        self._document = document
        self._numbered: dict[int, dict[str, int]] = {}

    def of(self, path: Sequence[str | int]) -> tuple[int, ...]:
        """Return the path's place as sortable numbers; what is missing comes last."""
        places: list[int] = []
        node = self._document
        for step in path:
            if isinstance(node, dict):
                keys = self._numbered.get(id(node))
                if keys is None:
                    keys = {key: place for place, key in enumerate(node)}
                    self._numbered[id(node)] = keys
                places.append(keys.get(str(step), len(keys)))
                node = node.get(step)
            elif isinstance(node, list) and isinstance(step, int):
                places.append(step)
                node = node[step] if step < len(node) else None
            else:
                break
        return tuple(places)


class Faults:
    """Collect faults with their paths, and tell them in the order of the document."""

    def __init__(self) -> None:
        """Start with none."""
        self._found: list[tuple[tuple[str | int, ...], str, str]] = []

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._found)

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self._found)

    def add(self, path: Sequence[str | int], what: str, allowed: str) -> None:
        """Note one fault.

        Args:
            path: where, from the root.
            what: what stands there.
            allowed: what may stand there.
        """
        self._found.append((tuple(path), what, allowed))

    def refuse(self, document: Any, where: str) -> None:
        """Refuse the document if there is any fault.

        Args:
            document: what was read, for the order.
            where: the file's name, told for a fault of the whole document.

        Raises:
            BadInput: with every fault, in document order.
        """
        if not self._found:
            return
        first_told: dict[tuple[tuple[str | int, ...], str], str] = {}
        for path, what, allowed in self._found:
            first_told.setdefault((path, what), allowed)
        places = _Places(document)
        ordered = sorted(first_told.items(), key=lambda item: places.of(item[0][0]))
        raise BadInput(
            [Fault(pointer(path) or where, what, allowed) for (path, what), allowed in ordered]
        )
