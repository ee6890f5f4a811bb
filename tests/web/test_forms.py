"""Forms: addresses that stay here, and messages in our words."""

import pytest

from web.forms import local_address


@pytest.mark.parametrize(
    "told",
    ["//ond.example", "https://ond.example", "/\\ond.example", "javascript:1", "", None,
     "/ok\r\nSet-Cookie: x", "/\tond"],
)  # fmt: skip
def test_next_when_it_leads_out_then_home(told):
    assert local_address(told, "/hjem") == "/hjem"


@pytest.mark.parametrize("told", ["/", "/uken?fra=2027-01-04&enhet=solvang", "/behov/1"])
def test_next_when_inside_then_kept(told):
    assert local_address(told, "/hjem") == told


def test_choice_when_not_on_the_list_then_our_sentence(as_user):
    answer = as_user("vikar").post("/min-profil", data={"merarbeid": "17", "version": "1"})
    assert answer.status_code == 422
    assert "Velg noe fra listen." in answer.text
    assert "Not a valid choice" not in answer.text
