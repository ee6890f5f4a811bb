"""A secret address names one person and one offer, and nothing else opens anything."""

import pytest

from vikarsentral.errors import NotFound
from vikarsentral.offer import links


def test_an_address_is_read_back_and_differs_for_each_person_and_offer():
    told = {links.address(offer, person) for offer in (1, 2) for person in (1, 2)}
    assert len(told) == 4
    read = {links.whose(one.rpartition("/")[2]) for one in told}
    assert read == {(1, 1), (1, 2), (2, 1), (2, 2)}


@pytest.mark.parametrize("how", ["shorter", "other", "empty", "null", "long"])
def test_a_changed_address_is_one_that_never_was(how):
    token = links.address(7, 8).rpartition("/")[2]
    wrong = {
        "shorter": token[:-1],
        "other": token[:-2] + ("aa" if token[-2:] != "aa" else "bb"),
        "empty": "",
        "null": "\x00",
        "long": token * 200,
    }[how]
    with pytest.raises(NotFound):
        links.whose(wrong)


def test_a_code_is_four_digits_stays_and_is_spread_out():
    codes = [links.code(1, person) for person in range(500)]
    assert all(len(code) == 4 and code.isdigit() for code in codes)
    assert codes == [links.code(1, person) for person in range(500)]
    assert len(set(codes)) > 450
