from vikarsentral.overview.register import person_by_number, unit_ids_by_code


def test_employee_is_found_by_number_and_nobody_by_nonsense(village):
    person, gone = village.person(), village.person(is_active=False)
    assert person_by_number(village.session, f" {person.employee_no} ") == person.id
    for told in ("", "x" * 21, "0", gone.employee_no):
        assert person_by_number(village.session, told) is None


def test_units_are_found_by_code(village):
    assert unit_ids_by_code(village.session, ["solvang", "nowhere"]) == [village.solvang.id]
    assert unit_ids_by_code(village.session, []) == []
