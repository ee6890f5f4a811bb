"""Arrays come back as they went in, whatever numbers they hold; other bytes are refused."""

import numpy as np
import pytest

from tests.random_problems import cases as many
from vikarsentral.explain.copy_columns import Junk, from_bytes, to_bytes


def drawn(seed):
    random = np.random.default_rng(seed)
    arrays = {}
    for number, kind in enumerate((np.int8, np.int32, np.int64, bool)):
        shape = [(0,), (1,), (9,), (0, 4), (300, 3), (70_000, 2)][(seed + number) % 6]
        most = min(int(random.choice([1, 2, 200, 1000, 1 << 40])), np.iinfo(np.int64).max)
        info = (0, 1) if kind is bool else (np.iinfo(kind).min, np.iinfo(kind).max)
        rows = np.clip(random.integers(-most, most + 1, shape), *info).astype(kind)
        arrays[f"a{number}"] = rows
        arrays[f"b{number}"] = rows.copy()
        arrays[f"c{number}"] = rows[:, ::-1].copy() if rows.ndim > 1 else rows[::-1].copy()
    return arrays


@pytest.mark.parametrize("seed", range(6 * many(1)))
def test_what_goes_in_comes_back(seed):
    arrays, texts = drawn(seed), {"one": b"", "two": "æ".encode()}
    found, words = from_bytes(to_bytes(arrays, texts))
    assert words == texts
    assert list(found) == list(arrays)
    for name, array in arrays.items():
        assert found[name].dtype == array.dtype
        assert found[name].shape == array.shape
        assert (found[name] == array).all()
        lo, hi = sorted(np.random.default_rng(seed).integers(0, len(array) + 1, 2).tolist())
        some = found.rows(name, lo, hi)
        assert (some.dtype, some.tolist()) == (array.dtype, array[lo:hi].tolist())


def test_an_array_is_made_once_and_no_other_with_it():
    found, _ = from_bytes(to_bytes({"one": np.arange(9), "two": np.arange(4)}, {}))
    assert found["one"] is found["one"]
    assert list(found._made) == ["one"]


def test_few_rows_take_little_room():
    random = np.random.default_rng(5)
    table = random.integers(-(1 << 40), 1 << 40, (300, 12))
    rows = table[random.integers(0, 300, 40_000)]
    data = to_bytes({"rows": rows}, {})
    assert len(data) < 300 * 12 * 8 + 2 * 40_000 + 200
    assert (from_bytes(data)[0]["rows"] == rows).all()


def test_few_numbers_take_little_room():
    column = np.tile(np.array([5, 1 << 40], np.int64), 5000)
    assert len(to_bytes({"one": column, "same": column}, {})) < 11_000


@pytest.mark.parametrize("at", [0, 3, 5, 20, -1])
def test_one_other_byte_is_refused(at):
    data = bytearray(to_bytes({"one": np.arange(500)}, {"text": b"words"}))
    data[at] ^= 1
    with pytest.raises(Junk):
        from_bytes(bytes(data))


@pytest.mark.parametrize("data", [b"", b"x", b"\0" * 7, b"\0" * 8, b"{}" * 40])
def test_other_bytes_are_refused(data):
    with pytest.raises(Junk):
        from_bytes(data)
