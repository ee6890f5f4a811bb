"""A stretch: its order among others and its minutes."""

from vikarsentral.rules.stretch import Stretch


def stretch(**more):
    fields = {"id": "n1", "index": -1, "unit": "u1", "area": "nord", "start": 0, "end": 60}
    return Stretch(**fields | {"unpaid_break": 0, "week": 2, "first_on": 1, "last_on": 1} | more)


def test_minutes_are_elapsed_and_paid():
    assert (stretch(unpaid_break=20).elapsed, stretch(unpaid_break=20).paid) == (60, 40)


def test_order_is_start_then_end_then_id():
    ordered = [
        stretch(start=0, end=50, id="z"),
        stretch(start=0, end=60, id="", index=0),
        stretch(start=0, end=60, id="a"),
        stretch(start=0, end=60, id="b"),
        stretch(start=1, end=30, id="a"),
    ]
    assert [one.order for one in ordered] == sorted({one.order for one in ordered})


def test_a_need_has_no_place_in_the_rota():
    assert stretch().is_need
    assert not stretch(id="", index=0).is_need
