"""The rates page and the form for an own value."""

from typing import get_args

import pytest

from tests.web.conftest import rows
from vikarsentral.rules.pay import PAY_VALUES, LineKind
from web.planner.rate_words import CHOICES, NAMES
from web.planner.sums import KINDS

PAGE = "/vikarbruk/satser"
GOOD = {"value": "60,50", "since": "2027-02-01", "reference": "Særavtale 3"}


@pytest.fixture
def planlegger(as_user):
    return as_user("planlegger")


def stored(town_db):
    return rows(town_db, "select key, value, valid_from::text, reference from pay_setting")


def test_every_value_and_every_kind_of_line_has_a_name():
    assert set(NAMES) == set(PAY_VALUES)
    assert set(KINDS) == {*get_args(LineKind), "agency"}
    assert len(CHOICES["zone"]) == 7


def test_the_page_tells_value_level_source_and_certainty(planlegger):
    page = planlegger.get(PAGE)
    assert page.status_code == 200
    text = page.text.replace("\N{NO-BREAK SPACE}", " ")
    for word in ("Kveldstillegg i turnus", "56,00 kr i timen", "HTA kap. 1 § 5.4", "et anslag",
                 "ikke sett i kilden, må bekreftes", "over full stilling"):  # fmt: skip
        assert word in text, word


def test_an_own_value_is_stored_and_shown_from_its_date(planlegger, town_db):
    for _ in range(2):
        answer = planlegger.post(f"{PAGE}/evening_ore", data=GOOD)
        assert answer.status_code == 303
    assert stored(town_db) == [("evening_ore", 6050, "2027-02-01", "Særavtale 3")]
    page = planlegger.get(PAGE).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "60,50 kr i timen" in page
    assert "56,00 kr i timen" in page


def test_a_number_to_divide_by_is_written_and_read_as_one(planlegger, town_db):
    assert "1,12" in planlegger.get(PAGE).text
    answer = planlegger.post(f"{PAGE}/teaching_factor_hundredths", data={**GOOD, "value": "1,15"})
    assert answer.status_code == 303
    assert stored(town_db)[0][:2] == ("teaching_factor_hundredths", 11_500)
    assert "1,15" in planlegger.get(PAGE).text


FAULTS = [
    ("evening_ore", {"value": "55,99"}, "Verdien må være fra"),
    ("evening_ore", {"value": "mye"}, "høyst to desimaler"),
    ("evening_ore", {"value": ""}, "Fyll ut"),
    ("evening_ore", {"since": "i morgen"}, "dato"),
    ("evening_ore", {"reference": ""}, "Fyll ut"),
    ("holiday_thirds", {"value": "4,5"}, "helt tall"),
    ("holiday_thirds", {"value": "13"}, "Verdien må være fra"),
    ("zone", {"value": "7"}, "Velg noe fra listen"),
]


def test_what_cannot_be_used_is_told_beside_the_field(planlegger, town_db):
    for key, changes, told in FAULTS:
        answer = planlegger.post(f"{PAGE}/{key}", data=GOOD | changes)
        assert answer.status_code == 422, changes
        assert told in answer.text, changes
    assert stored(town_db) == []


def test_another_value_from_the_same_date_is_told(planlegger):
    planlegger.post(f"{PAGE}/zone", data=GOOD | {"value": "3"})
    answer = planlegger.post(f"{PAGE}/zone", data=GOOD | {"value": "4"})
    assert answer.status_code == 422
    assert "gjelder allerede" in answer.text


def test_each_open_value_has_its_form_and_no_other(planlegger):
    for key, row in PAY_VALUES.items():
        expected = 200 if row.is_open else 404
        assert planlegger.get(f"{PAGE}/{key}").status_code == expected, key
    assert planlegger.get(f"{PAGE}/finnes-ikke").status_code == 404


def test_leaders_read_and_planners_set(as_user):
    leder = as_user("leder")
    page = leder.get(PAGE)
    assert page.status_code == 200
    assert f"{PAGE}/evening_ore" not in page.text
    assert leder.get(f"{PAGE}/evening_ore").status_code == 403
