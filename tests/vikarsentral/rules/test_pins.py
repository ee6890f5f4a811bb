"""Pins are taken in the order of the needs."""

from tests.builders import need, person, problem
from vikarsentral.rules.pins import pins_of

EARLY = ("2027-01-05 08:00", "2027-01-05 12:00")
LATE = ("2027-01-05 11:00", "2027-01-05 15:00")


def test_of_two_pins_that_clash_the_first_in_the_file_holds():
    for first, then in ((EARLY, LATE), (LATE, EARLY)):
        made = problem(needs=[need("a", *first, pinned="p1"), need("b", *then, pinned="p1")])
        pins = pins_of(made)
        assert pins.held == {"a": "p1"}
        assert [(one.need, one.rules) for one in pins.refused] == [("b", ("overlap",))]


def test_a_refused_pin_does_not_stand_in_the_way_of_the_next():
    made = problem(
        needs=[
            need("a", *EARLY, pinned="p1", unit="k1"),
            need("b", *LATE, pinned="p1"),
        ]
    )
    assert pins_of(made).held == {"b": "p1"}


def test_pins_of_different_people_do_not_meet():
    made = problem(
        people=[person(), person("p2")],
        needs=[need("a", *EARLY, pinned="p1"), need("b", *LATE, pinned="p2")],
    )
    pins = pins_of(made)
    assert pins.held == {"a": "p1", "b": "p2"}
    assert [one.id for one in pins.stretches(made, "p2")] == ["b"]
