"""Bodies no two readers agree on, and whole classes of bad ones: 4xx, never 500."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from web.api.errors import ApiError
from web.api.parsing import MAX_DEPTH, parse

NOTHING = b"{}"
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["absence", "extra", "person", "start", "end", "unit", "requires"])
            | st.text(max_size=5),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


def send(api, body, **headers):
    sent = {"Content-Type": "application/json"} | headers
    return api.post("/needs", headers=sent, data=body)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "broken_json"),
        (b"{", 400, "broken_json"),
        (b"{'a': 1}", 400, "broken_json"),
        (b'{"a": 1,}', 400, "broken_json"),
        (b'{"a": NaN}', 400, "broken_json"),
        (b'{"a": -Infinity}', 400, "broken_json"),
        (b'{"a": 1, "a": 2}', 400, "duplicate_key"),
        (b'{"a": "\\ud800"}', 400, "bad_encoding"),
        (b'{"a": "\xff"}', 400, "bad_encoding"),
        (b"\xef\xbb\xbf{}", 400, "broken_json"),
        (b'{"a": ' + b"9" * 5000 + b"}", 400, "broken_json"),
        (b"[" * 100_000, 400, "too_deep"),
        (b"[" * (MAX_DEPTH + 2) + b"]" * (MAX_DEPTH + 2), 400, "too_deep"),
        (b"[]", 422, "invalid"),
        (b"null", 422, "invalid"),
        (b'"x"', 422, "invalid"),
        (b"7", 422, "invalid"),
        (b"[null,null]", 422, "invalid"),
        (NOTHING, 422, "invalid"),
    ],
)
def test_a_doubtful_body_is_refused_by_name(calm, body, status, code):
    answer = send(calm, body)
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert set(answer.json) >= {"code", "message", "request_id"}
    assert answer.headers["X-Request-Id"] == answer.json["request_id"]


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=utf-16",
        "application/jsonp",
        "",
    ],
)
def test_another_kind_of_content_is_refused(calm, kind):
    answer = send(calm, NOTHING, **{"Content-Type": kind})
    assert (answer.status_code, answer.json["code"]) == (415, "json_expected")


def test_utf_8_may_be_said(calm):
    answer = send(calm, NOTHING, **{"Content-Type": "application/json; charset=UTF-8"})
    assert answer.status_code == 422


def test_a_body_of_two_megabytes_is_too_large(calm):
    answer = send(calm, b'{"a": "' + b"x" * 2_000_000 + b'"}')
    assert (answer.status_code, answer.json["code"]) == (413, "too_large")


def test_a_wrong_method_tells_which_are_right(calm):
    answer = calm.call("DELETE", "/needs")
    assert (answer.status_code, answer.json["code"]) == (405, "method_not_allowed")
    assert "POST" in answer.headers["Allow"]


@pytest.mark.parametrize("path", ["/", "/nothing", "/needs/", "/needs/n1/options/x", "/../x"])
def test_an_unknown_address_is_told_in_the_same_form(calm, path):
    answer = calm.get(path)
    assert (answer.status_code, answer.json["code"]) == (404, "not_found")


def test_a_method_override_is_ignored(calm):
    headers = {"X-HTTP-Method-Override": "POST"}
    assert calm.get("/needs", headers=headers).status_code == 405


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(body=ANY_JSON)
def test_any_json_is_answered_without_a_fault_of_ours(calm, body):
    for path in ("/needs", f"/needs/{calm.ids['need']}/offers", "/plans"):
        answer = calm.post(
            path,
            headers={"Content-Type": "application/json"},
            data=json.dumps(body),
            who="coordinator",
        )
        if path == "/plans" and body == {}:
            assert answer.status_code == 202
        else:
            assert 400 <= answer.status_code < 500
            assert answer.json["request_id"]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(body=st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_by_name(body):
    refused = None
    try:
        parse(body)
    except ApiError as refusal:
        refused = refusal.status
    assert refused in (None, 400)
