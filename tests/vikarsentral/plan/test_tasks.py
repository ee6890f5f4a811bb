"""The time and the plans of parts, put together."""

from vikarsentral.plan.tasks import JOIN_SHARE, PARTS_SHARE, PRICE_SHARE, joined


def test_the_shares_leave_time_for_reading():
    assert 0.0 < PRICE_SHARE + PARTS_SHARE + JOIN_SHARE < 1.0


def test_plans_are_joined_in_the_order_of_their_parts():
    one = {"assignments": [{"need": "a", "person": "p"}], "agency": ["b"], "open": [], "bound": 3}
    other = {"assignments": [{"need": "c", "person": "q"}], "agency": [], "open": ["d"]}
    assert joined([one, other]) == {
        "assignments": [{"need": "a", "person": "p"}, {"need": "c", "person": "q"}],
        "agency": ["b"],
        "open": ["d"],
    }


def test_no_plans_make_an_empty_one():
    assert joined([]) == {"assignments": [], "agency": [], "open": []}
