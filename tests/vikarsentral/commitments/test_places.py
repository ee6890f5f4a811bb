from vikarsentral import commitments


def test_units_and_travel_are_written_as_in_a_problem_file(village):
    assert commitments.units(village.session) == [
        {"id": "fjellheim", "sector": "health", "area": "sor"},
        {"id": "solvang", "sector": "health", "area": "nord"},
    ]
    assert commitments.travel(village.session) == {"nord": {"sor": 25}}
