"""Canonical bytes: the same document gives the same bytes, and reads back the same."""

import json

import pytest

from tests.vikarsentral.problemfile.faulty import full
from vikarsentral.problemfile import problem_bytes, read_problem


def test_what_is_written_is_read_back():
    data = problem_bytes(full())
    assert data == problem_bytes(json.loads(data))
    made, again = read_problem(data), read_problem(full())
    assert (made.people, made.needs, made.period) == (again.people, again.needs, again.period)
    assert made.weights == again.weights


def test_letters_stay_letters_and_nan_never_leaves():
    assert problem_bytes({"id": "sør"}) == '{"id":"sør"}\n'.encode()
    with pytest.raises(ValueError, match="JSON"):
        problem_bytes({"x": float("nan")})
