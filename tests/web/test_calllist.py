"""The list to phone by on paper: for those who may book at the unit, names and numbers."""

import re

from tests.web.test_callouts import reported


def test_the_leader_prints_whom_to_phone(as_user):
    leader = as_user("leder")
    where = reported(leader)
    page = leader.get(f"{where}/ringeliste")
    assert page.status_code == 200
    assert re.search(r'href="tel:\+47\d+"', page.text)
    assert "Neste i avtalt rekkefølge" in page.text
    assert "Vikarsentralen" in page.text
    leader.post(f"{where}/spor")
    assert "Er spurt, har ikke svart" in leader.get(f"{where}/ringeliste").text


def test_another_units_leader_sees_no_number(as_user):
    where = reported(as_user("leder"))
    for login, status in (("nabo", 403), ("vikar", 403), ("planlegger", 403)):
        answer = as_user(login).get(f"{where}/ringeliste")
        assert answer.status_code == status
        assert "tel:" not in answer.text
    assert as_user("leder").get("/behov/999999/ringeliste").status_code == 404
