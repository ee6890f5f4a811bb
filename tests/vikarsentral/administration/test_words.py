import pytest

from vikarsentral.administration.words import (
    code_of,
    contact_faults,
    free_code,
    name_faults,
    number_faults,
)


def test_codes_have_no_norwegian_letters_and_are_free():
    assert code_of("Bjørkåsen ærlig  sykehjem!") == "bjorkasen-aerlig-sykehjem"
    assert code_of("«»") == "x"
    assert free_code("Nord", {"nord", "nord-2"}.__contains__) == "nord-3"


@pytest.mark.parametrize("number", ["01019912345", "010199 12345", "010199-12345"])
def test_a_national_id_is_refused_and_not_told_again(number):
    (fault,) = number_faults(number)
    assert "national" in fault.what
    assert number not in str(fault)
    (fault,) = name_faults("name", f"Kari {number}")
    assert number not in str(fault)


@pytest.mark.parametrize("number", ["", "a b", "x" * 21, "-1"])
def test_employee_numbers_have_a_form(number):
    assert len(number_faults(number)) == 1
    assert number_faults("00123") == []


def test_contact_details_have_a_form():
    assert contact_faults(None, None) == []
    assert contact_faults("+4740000000", "kari@fjordvik.example") == []
    assert [one.where for one in contact_faults("ring meg", "kari")] == ["phone", "email"]
