"""A file of dated values: what it gives, and every fault with its row and what is allowed."""

import json

import pytest

from vikarsentral.errors import BadInput
from vikarsentral.rules.rulefile import (
    FORMAT,
    MOST_BYTES,
    allowed_numbers,
    read_rule_file,
    values_from,
)
from vikarsentral.rules.values_year import ALL_VALUES


def text(*rows, **more):
    """Return a file with some rows."""
    return json.dumps({"format": FORMAT, "values": list(rows), **more})


def row(value=720, **more):
    """Return a row for daily rest from 2028."""
    return {"id": "daily_rest", "valid_from": "2028-01-01", "value": value, **more}


def faults(told):
    """Return the faults of a file as lines."""
    with pytest.raises(BadInput) as refused:
        values_from(told)
    return [str(fault) for fault in refused.value.faults]


def on(values, day):
    """Return daily rest on a day."""
    from datetime import date

    return values["daily_rest"].on(date.fromisoformat(day).toordinal())


def test_a_row_holds_from_its_first_date_to_its_last():
    values = values_from(text(row(valid_to="2028-12-31", source="lov 2027")))
    days = ("2027-12-31", "2028-01-01", "2028-12-31", "2029-01-01")
    assert [on(values, day) for day in days] == [660, 720, 720, 660]
    assert values["daily_rest"].source == "lov 2027"
    assert values["weekly_rest"] == ALL_VALUES["weekly_rest"]


def test_rows_may_follow_each_other():
    later = row(700, valid_from="2029-01-01")
    values = values_from(text(later, row(valid_to="2028-12-31")))
    assert [on(values, day) for day in ("2028-06-01", "2029-06-01")] == [720, 700]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (row(), row(valid_from="2030-01-01")),
        (row(valid_to="2028-12-31"), row(valid_from="2028-12-31")),
        (row(valid_from="2028-06-01"), row(valid_to="2028-06-01")),
    ],
)
def test_rows_with_a_date_in_common_are_refused_with_both_places(first, then):
    (told,) = faults(text(first, then))
    assert told.startswith("/values/1/valid_from: overlapper /values/0, som gjelder fra ")
    assert told.endswith("; datoer som ingen annen rad har")


def test_rows_that_only_meet_are_no_overlap():
    values_from(text(row(valid_to="2028-12-30"), row(valid_from="2028-12-31")))


def test_an_unknown_limit_is_refused_with_those_like_it():
    (told,) = faults(text({**row(), "id": "daily_rests"}))
    assert told.startswith("/values/0/id: ukjent grense daily_rests; daily_rest")
    (told,) = faults(text({**row(), "id": "zzz"}))
    assert told.endswith("; en verdi fra vikarsentral rules")


@pytest.mark.parametrize(
    ("key", "inside", "outside"),
    [
        ("daily_rest", 480, 479),
        ("weekly_rest", 1680, 1679),
        ("day_minutes", 750, 751),
        ("week_minutes", 4140, 4141),
        ("overtime_52_weeks", 18_000, 18_001),
        ("ordinary_week_roof", 3240, 3241),
        ("day_total_minutes", 960, 961),
        ("averaging_weeks", 52, 53),
        ("night_from_hour", 23, 24),
        ("police_check_school", 1, 2),
        ("red_days_share_percent", 100, 101),
        ("notice_days", 0, -1),
    ],
)
def test_a_value_outside_the_bound_is_refused_with_the_bound(key, inside, outside):
    values_from(text({**row(inside), "id": key}))
    (told,) = faults(text({**row(outside), "id": key}))
    least, most = allowed_numbers(ALL_VALUES[key])
    assert told.startswith(f"/values/0/value: {outside} for {key}; {least} til {most} (")


@pytest.mark.parametrize("value", [True, 660.0, "660", None, [660]])
def test_a_value_is_a_whole_number(value):
    (told,) = faults(text(row(value)))
    assert told.startswith("/values/0/value: ")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"valid_from": "2028-02-30"}, "/values/0/valid_from"),
        ({"valid_from": 2028}, "/values/0/valid_from"),
        ({"valid_from": "20280101"}, "/values/0/valid_from"),
        ({"valid_to": "soon"}, "/values/0/valid_to"),
        ({"valid_to": "2027-12-31"}, "/values/0/valid_to"),
        ({"source": " "}, "/values/0/source"),
        ({"level": "law"}, "/values/0/level"),
    ],
)
def test_other_faults_name_their_place(change, place):
    (told,) = faults(text(row(**change)))
    assert told.startswith(f"{place}: ")


def test_all_faults_are_told_at_once():
    told = faults(text(row(1), {"id": "what"}, 7))
    assert [line.split(":")[0] for line in told] == [
        *("/values/0/value", "/values/1/valid_from", "/values/1/id", "/values/2"),
    ]


@pytest.mark.parametrize(
    "told",
    [
        *("", "[]", "{", '{"format": "x"}', "[" * 100_000),
        '{"format": "vikarsentral/rules/1", "values": 1}',
        '{"format": "vikarsentral/rules/1", "format": "vikarsentral/rules/1", "values": []}',
        '{"format": "vikarsentral/rules/1", "values": [], "more": 1}',
    ],
)
def test_what_is_no_rule_file_is_refused(told):
    assert len(faults(told)) == 1


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    for name, held in (("latin", "æ".encode("latin-1")), ("big", b" " * (MOST_BYTES + 1))):
        (tmp_path / name).write_bytes(held)
        with pytest.raises(BadInput):
            read_rule_file(tmp_path / name)
    with pytest.raises(BadInput):
        read_rule_file(tmp_path / "missing")
    (tmp_path / "good").write_text(text(row()))
    assert on(read_rule_file(tmp_path / "good"), "2028-01-01") == 720
