"""Arrays of whole numbers as bytes and back, small and quick to read.

An array of few different rows is those rows and their places; of any other, each column stands
by itself: one number, few numbers and their places, or all of them. What equals an earlier column
is not written twice. An array is made when it is asked for, and so are a few rows of it. No code
is read back, only numbers and bytes.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from vikarsentral.explain.screen_line import Matrix

_HEAD = 8
_FEW = ((1 << 8, "<u1"), (1 << 16, "<u2"))
_NARROW, _WHOLE = "<i4", "<i8"
_OFTEN = 4
"""Rows are told by place where each comes so often in the middle."""


class Junk(Exception):
    """Tell that some bytes are not what was written here."""


def to_bytes(arrays: Mapping[str, Matrix], texts: Mapping[str, bytes]) -> bytes:
    """Write arrays and texts.

    Args:
        arrays: by name; of whole numbers or truths, of one or two dimensions.
        texts: by name.
    """
    body = _Body()
    shapes = [
        [name, array.dtype.str, list(array.shape), body.array(array)]
        for name, array in arrays.items()
    ]
    sizes = [[name, *body.put(text)] for name, text in texts.items()]
    head = json.dumps([shapes, sizes]).encode()
    rest = b"".join([len(head).to_bytes(4, "little"), head, *body.pieces])
    return zlib.crc32(rest).to_bytes(4, "little") + rest


class _Body:
    """Put pieces one after the other, and tell where each stands."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self._at = 0
        self._seen: dict[bytes, list[Any]] = {}

    def put(self, piece: bytes) -> tuple[int, int]:
        """Put a piece; return where it stands and how long it is."""
        at, self._at = self._at, self._at + len(piece)
        self.pieces.append(piece)
        return at, len(piece)

    def array(self, array: Matrix) -> list[list[Any]]:
        """Put an array; return how it is read, column by column or as rows."""
        if array.ndim == 1:
            return [self._column(array)]
        return self._rows(array) or [self._column(column) for column in array.T]

    def _rows(self, array: Matrix) -> list[list[Any]]:
        if min(array.shape) < 2:
            return []
        rows, places = np.unique(array.astype(_WHOLE), axis=0, return_inverse=True)
        if _OFTEN * len(rows) > len(array) or len(rows) > _FEW[-1][0]:
            return []
        kind = next(kind for most, kind in _FEW if len(rows) <= most)
        at, _ = self.put(rows.tobytes())
        self.put(places.reshape(-1).astype(kind).tobytes())
        return [["rows", at, len(rows), kind]]

    def _column(self, column: Matrix) -> list[Any]:
        whole = column.astype(_WHOLE)
        raw = whole.tobytes()
        if raw not in self._seen:
            self._seen[raw] = self._written(whole)
        return self._seen[raw]

    def _written(self, column: Matrix) -> list[Any]:
        values, places = np.unique(column, return_inverse=True)
        if len(values) == 1:
            return ["one", int(values[0])]
        for most, kind in _FEW:
            if len(values) <= most:
                at, _ = self.put(values.tobytes())
                self.put(places.astype(kind).tobytes())
                return ["few", at, len(values), kind]
        narrow = column.astype(_NARROW)
        kind = _NARROW if (narrow == column).all() else _WHOLE
        return ["all", self.put(column.astype(kind).tobytes())[0], kind]


def from_bytes(data: bytes) -> tuple[Arrays, dict[str, bytes]]:
    """Read what `to_bytes` wrote.

    Args:
        data: the bytes.

    Returns:
        The arrays and the texts, by name.

    Raises:
        Junk: the bytes are others than were written.
    """
    view = memoryview(data)
    if len(view) < _HEAD or zlib.crc32(view[4:]) != int.from_bytes(view[:4], "little"):
        raise Junk
    start = _HEAD + int.from_bytes(view[4:_HEAD], "little")
    shapes, sizes = json.loads(bytes(view[_HEAD:start]))
    body = view[start:]
    texts = {name: bytes(body[at : at + size]) for name, at, size in sizes}
    return Arrays(body, {name: tuple(told) for name, *told in shapes}), texts


class Arrays(Mapping[str, Matrix]):
    """Arrays by name, each made when it is first asked for."""

    def __init__(self, body: memoryview, told: Mapping[str, tuple[Any, ...]]) -> None:
        """Keep how each is written.

        Args:
            body: all pieces.
            told: the kind of number, the shape, and how columns or rows are read, by name.
        """
        self._body = body
        self._told = told
        self._made: dict[str, Matrix] = {}

    def __getitem__(self, name: str) -> Matrix:
        """Return an array; the same each time."""
        found = self._made.get(name)
        if found is None:
            found = self._made.setdefault(name, self.rows(name, 0, self._told[name][1][0]))
        return found

    def __iter__(self) -> Iterator[str]:
        """Yield the names, as they were written."""
        return iter(self._told)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._told)

    def rows(self, name: str, lo: int, hi: int) -> Matrix:
        """Return some rows of an array, without making the others.

        Args:
            name: of the array.
            lo: the first, 0 or more.
            hi: the one after the last, at most how many there are.
        """
        kind, shape, columns = self._told[name]
        if columns and columns[0][0] == "rows":
            _, at, many, places = columns[0]
            rows = self._numbers(_WHOLE, many * shape[1], at).astype(kind)
            codes = self._numbers(places, hi - lo, at + 8 * rows.size, lo)
            found: Matrix = rows.reshape(many, shape[1]).take(codes, axis=0)
            return found
        made: Matrix = np.empty([hi - lo, *shape[1:]], kind)
        for column, told in zip([made] if made.ndim == 1 else made.T, columns, strict=True):
            if hi > lo:
                self._fill(column, told, lo)
        return made

    def _fill(self, column: Matrix, told: list[Any], lo: int) -> None:
        how, *rest = told
        if how == "one":
            column[:] = rest[0]
        elif how == "few":
            at, many, kind = rest
            values = self._numbers(_WHOLE, many, at).astype(column.dtype)
            column[:] = values[self._numbers(kind, len(column), at + 8 * many, lo)]
        else:
            at, kind = rest
            column[:] = self._numbers(kind, len(column), at, lo)

    def _numbers(self, kind: str, many: int, at: int, skipped: int = 0) -> Matrix:
        """Return numbers as they stand from some place, past a few."""
        numbers = np.dtype(kind)
        start = at + skipped * numbers.itemsize
        found: Matrix = np.frombuffer(self._body, numbers, many, start)
        return found
