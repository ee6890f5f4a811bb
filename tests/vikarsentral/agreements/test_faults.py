from vikarsentral.agreements.faults import fault


def test_fault_tells_row_what_and_what_is_allowed():
    one = fault("limits.daily_rest", "outside_bound", "12 minutes", "480 or more", at_least=480)
    assert str(one) == "limits.daily_rest: 12 minutes; 480 or more"
    assert (one.code, one.facts) == ("outside_bound", {"at_least": 480})
