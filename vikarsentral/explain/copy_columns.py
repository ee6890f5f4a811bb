"""Arrays of whole numbers as bytes and back, column by column, small and quick to read.

A column of few different numbers is those numbers and their places; one that equals an earlier
column is told by its number. No code is read back, only numbers and bytes.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from vikarsentral.explain.screen_line import Matrix

_HEAD = np.dtype("<u4")
_FEW = ((1 << 8, "<u1"), (1 << 16, "<u2"))
_WHOLE = "<i8"


class Junk(Exception):
    """Tell that some bytes are not what was written here."""


def to_bytes(arrays: Mapping[str, Matrix], texts: Mapping[str, bytes]) -> bytes:
    """Write arrays and texts.

    Args:
        arrays: by name; of whole numbers or truths, of one or two dimensions.
        texts: by name.
    """
    seen: dict[bytes, int] = {}
    shapes, columns, body = [], [], []
    for name, array in arrays.items():
        shapes.append([name, array.dtype.str, list(array.shape)])
        for column in _columns(array):
            told, pieces = _written(column.astype(_WHOLE), seen)
            columns.append(told)
            body += pieces
    sizes = [[name, len(text)] for name, text in texts.items()]
    head = json.dumps([shapes, columns, sizes]).encode()
    rest = b"".join([len(head).to_bytes(4, "little"), head, *body, *texts.values()])
    return zlib.crc32(rest).to_bytes(4, "little") + rest


def _columns(array: Matrix) -> Iterator[Matrix]:
    if array.ndim == 1:
        yield array
    else:
        yield from array.T


def _written(column: Matrix, seen: dict[bytes, int]) -> tuple[list[Any], list[bytes]]:
    """Return how a column is written, and its bytes."""
    raw = column.tobytes()
    if not raw or raw in seen:
        return ["same", seen.get(raw, 0)], []
    seen[raw] = len(seen)
    values, places = np.unique(column, return_inverse=True)
    for most, kind in _FEW:
        if len(values) <= most:
            few = values.astype(_WHOLE).tobytes()
            if len(values) == 1:
                return ["one", int(values[0])], []
            return ["few", len(values), kind], [few, places.astype(kind).tobytes()]
    return ["all"], [raw]


def from_bytes(data: bytes) -> tuple[dict[str, Matrix], dict[str, bytes]]:
    """Read what `to_bytes` wrote.

    Args:
        data: the bytes.

    Returns:
        The arrays and the texts, by name.

    Raises:
        Junk: the bytes are others than were written.
    """
    view = memoryview(data)
    if len(view) < 8 or zlib.crc32(view[4:]) != int.from_bytes(view[:4], "little"):
        raise Junk
    at = 8 + int.from_bytes(view[4:8], "little")
    shapes, columns, sizes = json.loads(bytes(view[8:at]))
    reader = _Reader(view, at, columns)
    arrays = {name: reader.array(np.dtype(kind), shape) for name, kind, shape in shapes}
    texts, at = {}, reader.at
    for name, size in sizes:
        texts[name] = bytes(view[at : at + size])
        at += size
    return arrays, texts


class _Reader:
    """Read columns one after the other."""

    def __init__(self, view: memoryview, at: int, columns: list[list[Any]]) -> None:
        self.at = at
        self._view = view
        self._columns = iter(columns)
        self._told: list[Matrix] = []

    def array(self, kind: np.dtype[Any], shape: list[int]) -> Matrix:
        """Return the next array."""
        made: Matrix = np.empty(shape, kind)
        for column in [made] if len(shape) == 1 else made.T:
            self._fill(column)
        return made

    def _fill(self, column: Matrix) -> None:
        how, *rest = next(self._columns)
        if how == "same":
            if len(column):
                column[:] = self._told[rest[0]]
            return
        if how == "one":
            column[:] = rest[0]
        elif how == "few":
            values = self._take(rest[0], _WHOLE)
            column[:] = values.astype(column.dtype)[self._take(len(column), rest[1])]
        else:
            column[:] = self._take(len(column), _WHOLE)
        self._told.append(column)

    def _take(self, many: int, kind: str) -> Matrix:
        found: Matrix = np.frombuffer(self._view, kind, many, self.at)
        self.at += found.nbytes
        return found
