"""Problem files: what is read, what is refused, and that all faults come at once."""

import gzip
import hashlib
from pathlib import Path

import pytest

from tests.builders import document, iso, need, person
from tests.vikarsentral.problemfile.faulty import changed, full, pointers, without
from vikarsentral.errors import BadInput
from vikarsentral.problemfile import problem_bytes, read_beside, read_problem
from vikarsentral.rules.facts import Problem

DAY = ("2027-01-05 08:00", "2027-01-05 15:00")
EXAMPLE = Path(__file__).parents[2] / "data" / "examples" / "06_red_days_easter.json"


def test_a_document_with_every_key_is_read():
    made = read_problem(full())
    who = made.people["p1"]
    assert (who.overtime_minutes_52w, who.regime, who.units) == (600, "ROTA_38", None)
    assert made.people["p2"].units == {"u1"}
    assert who.rota[0].paid == 210
    assert (who.wishes[0].ore, made.needs["n2"].pinned) == (-5000, "p1")
    assert made.needs["n2"].agency_ore_per_hour is None
    assert (made.weights.open_ore_per_minute, made.weights.merarbeid_ore_per_minute) == (
        {1: 1, 2: 5000, 3: 3500},
        None,
    )


def test_defaults_of_all_that_may_be_left_out():
    bare = document(people=[], needs=[])
    del bare["travel_minutes"]
    bare["people"] = [
        {
            "id": "p",
            "kind": "hourly",
            "full_week_minutes": 0,
            "stillingsprosent": 0,
            "competences": [],
            "sectors": [],
            "hourly_cost_ore": 0,
        }
    ]
    who = read_problem(bare).people["p"]
    assert (who.accepts.merarbeid_minutes_week, who.accepts.overtime, who.accepts.night) == (
        *(0, False, False),
    )
    assert (who.units, who.known_units, who.rota, who.unavailable, who.wishes) == (
        *(None, frozenset(), (), (), ()),
    )
    assert who.overtime_minutes_52w == 0


@pytest.mark.parametrize("packed", [False, True])
def test_the_fingerprint_is_of_the_bytes_as_they_are_stored(tmp_path, packed):
    data = EXAMPLE.read_bytes()
    stored = gzip.compress(data, mtime=0) if packed else data
    path = tmp_path / ("problem.json.gz" if packed else "problem.json")
    path.write_bytes(stored)
    made = read_problem(path)
    assert made.sha256 == hashlib.sha256(stored).hexdigest()
    assert len(made.needs) == 7


def test_every_fault_is_told_at_once_in_document_order():
    made = full()
    made["needs"][1]["priority"] = 4
    made["units"][0]["area"] = ""
    made["people"][0]["kind"] = "nurse"
    del made["people"][0]["sectors"]
    made["zzz"] = 1
    made["period"]["end"] = iso("2027-01-12 00:00")
    assert pointers(made) == [
        "/period/end",
        "/units/0/area",
        "/people/0/kind",
        "/people/0/sectors",
        "/needs/1/priority",
        "/zzz",
    ]


TOP = ["format", "timezone", "period", "units", "people", "needs"]


@pytest.mark.parametrize(
    "path",
    [
        *([name] for name in TOP),
        *(["units", 0, name] for name in ("id", "sector", "area")),
        *(["agreements", 0, name] for name in ("id", "level", "scope", "valid_from", "valid_to")),
        ["agreements", 0, "limits"],
        *(["people", 0, name] for name in ("id", "kind", "full_week_minutes", "competences")),
        *(["people", 0, name] for name in ("stillingsprosent", "sectors", "hourly_cost_ore")),
        ["people", 0, "competences", 0, "id"],
        *(["people", 0, "rota", 0, name] for name in ("start", "end", "unit")),
        *(["people", 0, "unavailable", 0, name] for name in ("start", "end")),
        *(["people", 0, "wishes", 0, name] for name in ("start", "end", "ore")),
        *(["needs", 0, name] for name in ("start", "end", "unit", "priority")),
        ["needs", 0, "agency", "ore_per_hour"],
        *(["published", 0, name] for name in ("need", "person")),
    ],
)
def test_what_must_be_there_is_told_when_it_is_missing(path):
    assert "/" + "/".join(str(step) for step in path) in pointers(without(path))


@pytest.mark.parametrize(
    "path",
    [
        ["extra"],
        ["period", "extra"],
        ["units", 0, "extra"],
        ["agreements", 0, "extra"],
        ["agreements", 0, "scope", "sectors"],
        ["agreements", 0, "limits", "night"],
        ["people", 0, "extra"],
        ["people", 0, "accepts", "extra"],
        ["people", 0, "competences", 0, "extra"],
        ["people", 0, "rota", 0, "extra"],
        ["people", 0, "unavailable", 0, "extra"],
        ["people", 0, "wishes", 0, "extra"],
        ["needs", 0, "extra"],
        ["needs", 0, "agency", "extra"],
        ["published", 0, "extra"],
        ["objective", "extra"],
        ["objective", "open_ore_per_minute", "4"],
    ],
)
def test_unknown_keys_are_refused_everywhere(path):
    assert pointers(changed(path, 1)) == ["/" + "/".join(str(step) for step in path)]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["format"], "vikarsentral/problem/2"),
        (["timezone"], "Europe/Stockholm"),
        (["timezone"], "Etc/UTC"),
        (["units", 1, "id"], "u1"),
        (["people", 1, "id"], "p1"),
        (["needs", 1, "id"], "n1"),
        (["needs", 0, "unit"], ""),
        (["needs", 0, "unit"], "u9"),
        (["needs", 0, "known_people", 0], "p9"),
        (["needs", 0, "pinned"], "p9"),
        (["needs", 0, "priority"], 0),
        (["needs", 0, "priority"], 4),
        (["needs", 0, "priority"], True),
        (["needs", 0, "priority"], "1"),
        (["needs", 0, "requires"], None),
        (["needs", 0, "requires", 0], ""),
        (["needs", 0, "agency"], 900),
        (["needs", 0, "agency", "ore_per_hour"], -1),
        (["needs", 0, "agency", "ore_per_hour"], 10**9 + 1),
        (["needs", 0, "unpaid_break"], -1),
        (["needs", 0, "unpaid_break"], 241),
        (["needs", 0, "unpaid_break"], False),
        (["people", 1, "units", 0], "u9"),
        (["people", 0, "rota", 0, "unit"], "u9"),
        (["people", 0, "rota", 0, "unpaid_break"], 241),
        (["people", 0, "kind"], "vikar"),
        (["people", 0, "full_week_minutes"], 2401),
        (["people", 0, "full_week_minutes"], -1),
        (["people", 0, "stillingsprosent"], 10001),
        (["people", 0, "stillingsprosent"], -1),
        (["people", 0, "stillingsprosent"], True),
        (["people", 0, "hourly_cost_ore"], 10**9 + 1),
        (["people", 0, "overtime_minutes_52w"], 10**6 + 1),
        (["people", 0, "accepts", "overtime"], 1),
        (["people", 0, "accepts", "merarbeid_minutes_week"], True),
        (["people", 0, "wishes", 0, "ore"], 10**9 + 1),
        (["people", 0, "wishes", 0, "start"], 0),
        (["people", 0, "wishes", 0, "end"], "2027-01-09"),
        (["people", 0, "wishes", 0, "ore"], -(10**9) - 1),
        (["people", 0, "competences", 0, "valid_to"], "2025-12-31"),
        (["people", 0, "competences", 0, "valid_from"], "2027-02-30"),
        (["agreements", 0, "level"], "AT_PERMIT"),
        (["agreements", 0, "valid_to"], "2025-12-31"),
        (["agreements", 0, "limits", "red_days"], "free"),
        (["published", 0, "need"], "n9"),
        (["published", 0, "person"], "p9"),
        (["objective", "open_ore_per_minute", "1"], -1),
        (["objective", "open_ore_per_minute"], None),
        (["travel_minutes", "nord", "sor"], -1),
        (["travel_minutes", "nord", "sor"], 10**6 + 1),
    ],
)
def test_each_wrong_value_is_refused_where_it_stands(path, value):
    assert pointers(changed(path, value)) == ["/" + "/".join(str(step) for step in path)]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["needs", 0, "unpaid_break"], 240),
        (["needs", 0, "agency", "ore_per_hour"], 10**9),
        (["people", 0, "full_week_minutes"], 2400),
        (["people", 0, "stillingsprosent"], 0),
        (["people", 0, "wishes", 0, "ore"], -(10**9)),
        (["people", 0, "overtime_minutes_52w"], 10**6),
        (["people", 0, "known_units"], ["not in the file"]),
        (["people", 0, "home_area"], "not in the file"),
        (["agreements", 0, "scope"], {}),
        (["agreements", 0, "limits"], {}),
        (["objective", "hourly_ore_per_minute"], None),
        (["objective"], {}),
        (["published"], []),
    ],
)
def test_what_lies_on_the_edge_is_read(path, value):
    assert pointers(changed(path, value)) == []


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('{"format": 1, "format": 2}', "/format"),
        ('{"period": {"start": 1, "start": 2}}', "/period/start"),
        ('{"needs": [{"a/b~c": 1}]}', "/needs/0/a~1b~0c"),
        ('{"people": [{"stillingsprosent": 1e3}]}', "/people/0/stillingsprosent"),
        ('{"people": [{"stillingsprosent": 100.0}]}', "/people/0/stillingsprosent"),
        ('{"people": [{"stillingsprosent": NaN}]}', "/people/0/stillingsprosent"),
        ('{"people": [{"stillingsprosent": -Infinity}]}', "/people/0/stillingsprosent"),
        ('{"people": [{"stillingsprosent": ' + "9" * 5000 + "}]}", "/people/0/stillingsprosent"),
        ('{"units": [{"id": "\\ud800"}]}', "/units/0/id"),
    ],
)
def test_numbers_keys_and_signs_that_json_lets_through_are_refused(text, where):
    assert where in pointers(text.encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n",
        b"{",
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"\xff\xfe",
        b"\x1f\x8b\x08 broken",
        gzip.compress(EXAMPLE.read_bytes())[:-20],
        b"nul",
    ],
)
def test_a_file_that_cannot_be_read_as_a_whole_is_one_fault(data):
    assert pointers(data) == ["problem"]


@pytest.mark.parametrize("data", [b"null", b"[]", b"1", b'"text"', b"1.5", b"NaN"])
def test_a_document_that_is_no_object_is_one_fault(data):
    assert pointers(data)[0] == "problem"


def test_a_missing_file_is_told_with_its_name(tmp_path):
    for path in (tmp_path / "none.json", tmp_path):
        assert pointers(path) == [str(path)]


def test_a_byte_order_mark_is_read_over():
    made = read_problem(b"\xef\xbb\xbf" + problem_bytes(full()))
    assert isinstance(made, Problem)


def test_people_and_needs_read_beside_a_problem_are_those_of_the_whole_document():
    whole = document(people=[person("a"), person("b")], needs=[need("n1", *DAY), need("n2", *DAY)])
    every = read_problem(whole)
    some = read_problem({**whole, "people": whole["people"][:1], "needs": []})
    people, needs = read_beside(some, whole["people"][1:], whole["needs"][1:])
    assert people == {"b": every.people["b"]}
    assert needs == {"n2": every.needs["n2"]}
    with pytest.raises(BadInput) as told:
        read_beside(some, [], [need("n3", *DAY, unit="nowhere")])
    assert [one.where for one in told.value.faults] == ["/needs/0/unit"]
