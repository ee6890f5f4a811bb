"""What a plan says about itself: of two proven bounds the higher one stands."""

import pytest

from vikarsentral.plan.document import with_bound


@pytest.mark.parametrize(
    ("bound", "kept", "gap", "status"),
    [
        (80, 90, 0.1, "best_in_time"),  # weaker: the plan's own stands
        (95, 95, 0.05, "best_in_time"),
        (100, 100, 0.0, "proven"),
        (101, 90, 0.1, "best_in_time"),  # above the value: a fault, believed by nobody
    ],
)
def test_the_higher_of_two_proven_bounds_stands(bound, kept, gap, status):
    plan = {"objective": 100, "bound": 90, "gap": 0.1, "status": "best_in_time", "seed": 1}
    told = with_bound(plan, bound)
    assert told == {**plan, "bound": kept, "gap": gap, "status": status}
