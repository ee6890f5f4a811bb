"""The page of the agency price list: lines, a new one, an end, refusals beside the field."""

import pytest

from tests.web.conftest import rows

PAGE = "/vikarbruk/priser"
GOOD = {
    "sector": "health",
    "competence": "sykepleier",
    "day_ore": "900",
    "inconvenient_ore": "1 200,50",
    "has_vat": "y",
    "framework": "Rammeavtale 26/7",
    "valid_from": "2030-01-01",
    "valid_to": "2030-12-31",
}


@pytest.fixture
def planlegger(as_user):
    return as_user("planlegger")


def stored(town_db):
    return rows(
        town_db,
        "select id, day_ore_per_hour, inconvenient_ore_per_hour, has_vat, valid_to::text"
        " from price where framework = 'Rammeavtale 26/7' order by id",
    )


def test_a_line_is_added_once_and_shown(planlegger, town_db):
    for _ in range(2):
        assert planlegger.post(PAGE, data=GOOD).status_code == 303
    assert [row[1:] for row in stored(town_db)] == [(90_000, 120_050, True, "2030-12-31")]
    page = planlegger.get(PAGE).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "1 200,50 kr" in page
    assert "Rammeavtale 26/7" in page


FAULTS = [
    ({"day_ore": "10000,01"}, "høyst 10 000 kroner"),
    ({"day_ore": "-1"}, "høyst to desimaler"),
    ({"inconvenient_ore": ""}, "Fyll ut"),
    ({"sector": "space"}, "Velg noe fra listen"),
    ({"framework": " "}, "Fyll ut"),
    ({"valid_from": "31.02.2030"}, "Skriv en dato"),
    ({"valid_to": "2029-12-31"}, "Siste dag er før første dag"),
]


def test_what_cannot_be_used_is_told_beside_the_field(planlegger, town_db):
    for changes, told in FAULTS:
        answer = planlegger.post(PAGE, data=GOOD | changes)
        assert answer.status_code == 422, changes
        assert told in answer.text.replace("\N{NO-BREAK SPACE}", " "), changes
    assert stored(town_db) == []


def test_an_overlap_tells_the_first_free_day(planlegger, town_db):
    planlegger.post(PAGE, data=GOOD)
    answer = planlegger.post(PAGE, data=GOOD | {"valid_from": "2030-12-31", "valid_to": ""})
    assert answer.status_code == 422
    assert "1. januar 2031" in answer.text
    assert planlegger.post(PAGE, data=GOOD | {"valid_from": "2031-01-01", "valid_to": ""})
    assert len(stored(town_db)) == 2


def test_an_open_line_must_be_ended_before_the_next(planlegger, town_db):
    planlegger.post(PAGE, data=GOOD | {"valid_to": ""})
    after = GOOD | {"valid_from": "2031-01-01", "valid_to": ""}
    assert "inntil videre" in planlegger.post(PAGE, data=after).text
    row = stored(town_db)[0][0]
    for _ in range(2):
        ended = planlegger.post(f"{PAGE}/{row}/slutt", data={"siste": "2030-12-31"})
        assert ended.status_code == 303
    assert planlegger.post(PAGE, data=after).status_code == 303


def test_an_end_that_cannot_be_is_refused(planlegger, town_db):
    planlegger.post(PAGE, data=GOOD)
    row = stored(town_db)[0][0]
    for last, status in (("", 422), ("2029-01-01", 422), ("2031-01-01", 409), ("x", 422)):
        answer = planlegger.post(f"{PAGE}/{row}/slutt", data={"siste": last})
        assert answer.status_code == status, last
    assert stored(town_db)[0][-1] == "2030-12-31"


def test_leaders_read_and_planners_set(as_user):
    leder = as_user("leder")
    page = leder.get(PAGE)
    assert page.status_code == 200
    assert "Legg inn en pris" not in page.text
    assert leder.post(PAGE, data=GOOD).status_code == 403
    assert leder.post(f"{PAGE}/1/slutt", data={"siste": "2030-01-01"}).status_code == 403
