"""A roster that cannot be judged is refused with every fault at once."""

from dataclasses import replace

import pytest

from tests.vikarsentral.rules.year.one import PLAIN, at, duty, roster
from vikarsentral.errors import BadInput
from vikarsentral.rules.year import Averaging, check_year
from vikarsentral.rules.year.faults import LONGEST

GOOD = duty(at(PLAIN, "08:00"), 300)


def places(of):
    """Return where the faults of a roster are."""
    with pytest.raises(BadInput) as refused:
        check_year(of)
    return [fault.where for fault in refused.value.faults]


@pytest.mark.parametrize(
    "change",
    [
        {"person": "nobody"},
        {"unit": "nowhere"},
        {"end": GOOD.start},
        {"end": GOOD.start + LONGEST + 1},
        {"unpaid_break": 301},
        {"unpaid_break": -1},
        {"start": at(PLAIN) - 1},
        {"start": at(PLAIN, days=7), "end": at(PLAIN, days=7) + 60},
    ],
)
def test_a_duty_that_cannot_be_is_refused(change):
    check_year(roster(PLAIN, GOOD))
    assert places(roster(PLAIN, replace(GOOD, **change))) == [f"duty {GOOD.id}"]


def test_an_id_that_stands_twice_is_refused():
    assert places(roster(PLAIN, GOOD, GOOD)) == ["duties"]


def test_weeks_are_whole():
    of = roster(PLAIN)
    assert places(replace(of, end_on=of.end_on - 1)) == ["first_on, end_on"]
    assert places(replace(of, first_on=of.first_on + 1, end_on=of.end_on + 1)) == [
        "first_on, end_on"
    ]
    assert places(replace(of, end_on=of.first_on)) == ["first_on, end_on"]


@pytest.mark.parametrize(
    "periods",
    [
        (Averaging(PLAIN.toordinal() + 1, 4),),
        (Averaging(PLAIN.toordinal(), 0),),
        (Averaging(PLAIN.toordinal(), 53),),
        (Averaging(PLAIN.toordinal(), 4), Averaging(PLAIN.toordinal() + 21, 4)),
    ],
)
def test_averaging_periods_are_whole_weeks_and_never_overlap(periods):
    good = (Averaging(PLAIN.toordinal(), 4), Averaging(PLAIN.toordinal() + 28, 52))
    check_year(roster(PLAIN, worker={"averaging": good}))
    assert places(roster(PLAIN, worker={"averaging": periods})) == ["worker anna"]


def test_all_faults_are_told_at_once():
    wrong = replace(GOOD, person="nobody", unit="nowhere", unpaid_break=-1)
    assert len(places(roster(PLAIN, wrong))) == 3
