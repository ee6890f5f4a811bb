"""Damaged and nonsense problem files are read or refused, and nothing else."""

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.random_problems import cases
from tests.vikarsentral.problemfile.faulty import changed, full, pointers

EXAMPLE = Path(__file__).parents[2] / "data" / "examples" / "06_red_days_easter.json"


@settings(max_examples=cases(150), deadline=None)
@given(
    place=st.integers(0, 10**6),
    length=st.integers(0, 12),
    put=st.binary(max_size=12),
)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(place, length, put):
    data = EXAMPLE.read_bytes()
    at = place % len(data)
    assert all("\n" not in where for where in pointers(data[:at] + put + data[at + length :]))


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["2027-01-05T08:00:00+01:00", "u1", "p1", "2027-01-05", "0001-01-01"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


def places(node, path=()):
    """Return every path of a document."""
    found = [path] if path else []
    if isinstance(node, dict | list):
        steps = node.items() if isinstance(node, dict) else enumerate(node)
        for step, inner in steps:
            found += places(inner, (*path, step))
    return found


PLACES = places(full())


@settings(max_examples=cases(200), deadline=None)
@given(path=st.sampled_from(PLACES), value=anything)
def test_anything_in_any_place_is_read_or_refused_at_a_pointer(path, value):
    made = json.dumps(changed(path, value)).encode()
    for where in pointers(made):
        assert where == "problem" or where.startswith("/")
