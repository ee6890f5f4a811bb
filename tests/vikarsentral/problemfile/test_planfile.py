"""Plan files from any hand, and what `check` answers about them."""

import json

import pytest

from tests.builders import need, plan, problem
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


DEEP = b'{"format": "vikarsentral/plan/1", "assignments": [], "x": %b1%b}' % (
    b"[" * 800,
    b"]" * 800,
)


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff", DEEP])
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
