"""Numbers of an excess: limit, value and excess come first and are always there."""

from vikarsentral.rules.excess import Excess


def test_numbers_hold_the_three_and_what_else_redoes_the_sum():
    made = Excess("travel", ("pair",), 25, 10, 15, ("n1",), {"from_area": "a"})
    assert list(made.all_numbers().items()) == [
        *(("limit", 25), ("value", 10), ("excess", 15), ("from_area", "a"))
    ]
