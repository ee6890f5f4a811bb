"""Plan files from any hand, and what `check` answers about them."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import need, person, plan, problem
from tests.random_problems import cases
from tests.vikarsentral.problemfile.faulty import full
from vikarsentral.errors import BadInput
from vikarsentral.problemfile import problem_bytes, read_problem
from vikarsentral.problemfile.planfile import (
    answer,
    plan_sha256,
    read_certificate,
    read_plan,
)

CERTIFICATE = {
    "format": "vikarsentral/certificate/1",
    "problem_sha256": "0" * 64,
    "multipliers": {"n1": 5},
    "bound": -3,
}


def faults(read, made):
    with pytest.raises(BadInput) as refused:
        read(json.dumps(made).encode())
    return [fault.where for fault in refused.value.faults]


def test_a_bare_plan_is_enough_and_unknown_keys_are_left_alone():
    read = read_plan({"format": "vikarsentral/plan/1", "assignments": [], "note": 1})
    assert (read["agency"], read["open"], read["note"]) == ([], [], 1)


def test_fractions_are_read_where_the_format_has_them():
    data = json.dumps(plan({}, gap=0.0012, seconds=1.5, versions={"a": 1.5})).encode()
    read = read_plan(data)
    assert (read["gap"], read["seconds"], read["versions"]) == (0.0012, 1.5, {"a": 1.5})


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"format": "vikarsentral/problem/1"}, ["/format"]),
        ({"assignments": {}}, ["/assignments"]),
        ({"assignments": [{"need": "n1"}]}, ["/assignments/0/person"]),
        ({"assignments": [{"need": 1, "person": "p1"}]}, ["/assignments/0/need"]),
        ({"assignments": [["n1", "p1"]]}, ["/assignments/0"]),
        ({"agency": [1]}, ["/agency/0"]),
        ({"open": "n1"}, ["/open"]),
        ({"objective": 1.5}, ["/objective"]),
        ({"objective": True}, ["/objective"]),
        ({"bound": "1"}, ["/bound"]),
        ({"gap": float("nan")}, ["/gap"]),
        ({"gap": "0"}, ["/gap"]),
    ],
)
def test_what_we_use_must_have_its_form(change, where):
    assert faults(read_plan, plan({}) | change) == where


def test_a_plan_nested_too_deep_is_refused():
    """Some depths pass the JSON reader and stop us after it; none ends but in a refusal."""
    refused = []
    for depth in (10, 200, 400, 450, 600, 800, 5000):
        deep = b"[" * depth + b"]" * depth
        data = b'{"format": "vikarsentral/plan/1", "assignments": [], "x": %b}' % deep
        try:
            read_plan(data)
        except BadInput:
            refused.append(depth)
    assert 10 not in refused
    assert 5000 in refused


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff"])
def test_a_file_that_is_no_plan_is_refused(data):
    with pytest.raises(BadInput):
        read_plan(data)


def test_what_is_missing_is_told():
    assert faults(read_plan, {}) == ["/format", "/assignments"]
    assert faults(read_certificate, {}) == [
        *("/format", "/problem_sha256", "/multipliers", "/bound")
    ]


def test_a_certificates_envelope_holds_whole_numbers():
    assert read_certificate(CERTIFICATE)["bound"] == -3
    wrong = CERTIFICATE | {"multipliers": {"n1": 1.5}, "bound": None}
    assert faults(read_certificate, wrong) == ["/multipliers/n1", "/bound"]
    assert faults(read_certificate, CERTIFICATE | {"multipliers": []}) == ["/multipliers"]


def test_the_answer_compares_what_the_plan_says_of_itself():
    data = problem_bytes(full())
    made = read_problem(data)
    given = plan({"n1": "agency", "n2": "p1"}, problem_sha256=plan_sha256(data))
    told = answer(made, given | {"objective": 0, "bound": 0})
    assert list(told) == [
        *("lawful", "breaches", "existing_breaches", "objective", "terms", "plan_objective"),
        *("equal", "bound_ok", "sha_ok", "counts"),
    ]
    assert (told["equal"], told["bound_ok"], told["sha_ok"]) == (False, True, True)
    value = told["objective"]
    told = answer(made, given | {"objective": value, "bound": value + 1, "problem_sha256": "x"})
    assert (told["equal"], told["bound_ok"], told["sha_ok"]) == (True, False, False)
    assert told["lawful"]


def test_with_nothing_to_compare_the_answer_says_so():
    made = problem(needs=[need("n1", "2027-01-05 08:00", "2027-01-05 12:00")])
    told = answer(made, plan({"n1": "p1"}))
    assert (told["plan_objective"], told["equal"], told["bound_ok"], told["sha_ok"]) == (
        *(None, False, None, None),
    )


KNOWN = problem(
    people=[person(), person("p2")],
    needs=[
        need("n1", "2027-01-05 08:00", "2027-01-05 12:00"),
        need("n2", "2027-01-05 11:00", "2027-01-05 15:00", agency=None),
    ],
)
ids = st.sampled_from(["n1", "n2", "p1", "p2", "", "nx", "\ud800"])
rows = st.fixed_dictionaries({"need": ids, "person": ids}) | st.just({"need": "n1"}) | st.none()
wild_plans = st.fixed_dictionaries(
    {"format": st.just("vikarsentral/plan/1"), "assignments": st.lists(rows, max_size=5)},
    optional={
        "agency": st.lists(ids, max_size=3),
        "open": st.lists(ids, max_size=3),
        "objective": st.none() | st.integers() | st.floats() | st.booleans(),
        "bound": st.none() | st.integers() | st.floats(),
        "problem_sha256": st.none() | st.text(max_size=3),
        "refused_pins": st.none() | st.lists(rows, max_size=2),
    },
)


@settings(max_examples=cases(200), deadline=None)
@given(made=wild_plans)
def test_any_plan_is_judged_or_refused_at_a_pointer(made):
    data = json.dumps(made).encode()
    try:
        told = answer(KNOWN, read_plan(data))
    except BadInput as refused:
        where = [fault.where for fault in refused.faults]
    else:
        where = []
        assert told["objective"] == sum(told["terms"].values())
        assert told["lawful"] == (not told["breaches"])
    assert all(one.startswith("/") for one in where)


@settings(max_examples=cases(100), deadline=None)
@given(place=st.integers(0, 10**6), length=st.integers(0, 12), put=st.binary(max_size=12))
def test_a_damaged_plan_is_read_or_refused(place, length, put):
    data = problem_bytes(plan({"n1": "p1", "n2": "open"}, objective=1, gap=0.5))
    at = place % len(data)
    try:
        read = read_plan(data[:at] + put + data[at + length :])
    except BadInput as refused:
        read = {"open": [], "faults": refused.faults}
    assert isinstance(read["open"], list)
