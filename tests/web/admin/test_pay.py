"""What a person earns and where a unit's pay is entered, dated, on their own pages."""

import pytest

from tests.web.admin.conftest import events, the
from tests.web.conftest import rows

PAY = {"annual_ore": "545 400", "supplement_ore": "12000,50", "seniority_years": "16"}
SENT = {**PAY, "pension": "municipal", "valid_from": "2027-02-01"}


@pytest.fixture
def person(town_db):
    """Someone with one post of 35.5 hours a week, and no other."""
    one = "select person_id from post group by person_id having max(full_week_minutes) = 2130"
    return rows(town_db, f"{one} and count(*) = 1 order by person_id limit 1")[0][0]


@pytest.fixture
def here(person):
    return f"/admin/ansatte/{person}/lonn"


def held(url, person):
    return rows(
        url,
        "select annual_ore, supplement_ore, seniority_years, valid_from::text from pay_basis"
        " where person_id = %s and valid_from > '2027-01-01' order by valid_from",
        person,
    )


def test_pay_is_set_from_a_day_and_twice_is_once(admin, town_db, person, here):
    assert admin.get(here).status_code == 200
    assert admin.post(here, data=SENT).status_code == 303
    assert "Lønnen er lagret." in admin.post(here, data=SENT, follow_redirects=True).text
    assert held(town_db, person) == [(54_540_000, 1_200_050, 16, "2027-02-01")]
    assert len(events(town_db, "pay.set")) == 1
    later = {**SENT, "annual_ore": "", "hourly_ore": "295,45", "valid_from": "01.03.2027"}
    assert admin.post(here, data=later).status_code == 303
    assert held(town_db, person)[1][0] == 29_545 * 1846


def test_an_hourly_rate_is_of_the_posts_in_force_on_its_day(admin, town_db, person, here):
    ended = (
        "insert into post"
        " (person_id, kind, role_code, stillingsprosent, full_week_minutes, regime, valid_from,"
        " valid_to) select person_id, 'pool', role_code, 1000, 2400, regime, '2020-01-01',"
        " '2020-12-31' from post where person_id = %s returning person_id"
    )
    assert rows(town_db, ended, person) == [(person,)]
    sent = {**SENT, "annual_ore": "", "hourly_ore": "295,45"}
    assert admin.post(here, data=sent).status_code == 303
    assert held(town_db, person)[0][0] == 29_545 * 1846


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"annual_ore": ""}, "Skriv enten årslønn eller timelønn."),
        ({"hourly_ore": "200"}, "Skriv enten årslønn eller timelønn."),
        ({"annual_ore": "5000001"}, "mellom 1 og 5 000 000 kroner"),
        ({"annual_ore": "mye"}, "Skriv et tall"),
        ({"supplement_ore": "-1"}, "Skriv et tall"),
        ({"seniority_years": "61"}, "Skriv hele år fra 0 til 60."),
        ({"valid_from": ""}, "Fyll ut dette feltet."),
        ({"valid_from": "9999-12-31"}, "Skriv et år fra 1940 til 2099."),
        ({"valid_from": "0001-01-01"}, "Skriv et år fra 1940 til 2099."),
        ({"pension": "privat"}, "Velg noe fra listen."),
    ],
)
def test_what_cannot_be_used_is_told(admin, town_db, person, here, wrong, told):
    answer = admin.post(here, data={**SENT, **wrong})
    assert (answer.status_code, told in answer.text) == (422, True)
    assert held(town_db, person) == []


def test_an_unknown_person_is_not_found_and_others_may_not(admin, as_user, here):
    assert admin.get("/admin/ansatte/999999/lonn").status_code == 404
    assert admin.post("/admin/ansatte/999999/lonn", data=SENT).status_code == 404
    for login in ("leder", "koordinator", "planlegger", "vikar"):
        assert as_user(login).post(here, data=SENT).status_code == 403


def test_accounts_of_a_unit_are_dated_and_in_the_record(admin, leader, town_db):
    where = f"/admin/enheter/{the(town_db, 'unit', 'solvang')}/kontering"
    sent = {"account": "10200", "responsibility": "2310", "function": "253", "project": ""}
    sent["valid_from"] = "2027-01-01"
    assert admin.post(where, data=sent).status_code == 303
    assert admin.post(where, data=sent).status_code == 303
    page = admin.get(where).text
    assert "2310" in page
    assert len(events(town_db, "unit.account_set")) == 1
    answer = admin.post(where, data={**sent, "function": "2;3"})
    assert answer.status_code == 422
    assert "Skriv høyst 20 bokstaver" in answer.text
    assert leader.post(where, data=sent).status_code == 403
    assert admin.get("/admin/enheter/999999/kontering").status_code == 404
