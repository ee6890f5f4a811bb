"""Payroll periods on their page: closed once, never changed, fetched the same each time."""

import pytest

from tests.web.conftest import rows

PAGE = "/filer-ut/lonnsperioder"
DECEMBER = {"fra": "01.12.2026", "til": "31.12.2026"}
FILE = "/filer-ut/lonn?fra=2026-12-01&til=2026-12-31&system="


@pytest.fixture
def planner(as_user):
    return as_user("planlegger")


def test_the_month_before_is_proposed_and_closed_with_two_taps(planner, as_user, town_db):
    page = planner.get(PAGE).text
    assert 'value="01.12.2026"' in page
    assert "Ingen periode er lukket ennå." in page
    assert "Perioden er lukket." in planner.post(PAGE, data=DECEMBER, follow_redirects=True).text
    assert planner.post(PAGE, data=DECEMBER).status_code == 303
    assert rows(town_db, "select count(*) from payroll_period") == [(1,)]
    assert rows(town_db, "select count(*) from event where kind = 'payroll.closed'") == [(1,)]
    assert 'value="01.01.2027"' in planner.get(PAGE).text
    assert "system=visma" not in planner.get(PAGE).text
    assert "system=visma" in as_user("admin").get(PAGE).text


@pytest.mark.parametrize(
    ("sent", "status", "told"),
    [
        ({"fra": "x", "til": "31.12.2026"}, 422, "dd.mm.åååå"),
        ({"fra": "31.12.2026", "til": "01.12.2026"}, 422, "høyst 62 dager"),
        ({"fra": "01.01.2027", "til": "05.01.2027"}, 422, "høyst 62 dager"),
        ({"fra": "01.01.2020", "til": "31.12.2026"}, 422, "høyst 62 dager"),
        ({}, 422, "dd.mm.åååå"),
        ({"fra": "15.12.2026", "til": "02.01.2027"}, 409, "en periode som er lukket"),
    ],
)
def test_what_cannot_be_closed_is_told(planner, town_db, sent, status, told):
    planner.post(PAGE, data=DECEMBER)
    answer = planner.post(PAGE, data=sent)
    assert (answer.status_code, told in answer.text) == (status, True)
    assert rows(town_db, "select count(*) from payroll_period") == [(1,)]


def test_a_closed_file_is_the_same_each_time(planner, as_user):
    admin = as_user("admin")
    planner.post(PAGE, data=DECEMBER)
    for system in ("csv", "visma"):
        assert admin.get(FILE + system).data == admin.get(FILE + system).data


def test_leaders_and_staff_may_not(as_user):
    for login in ("leder", "vikar", "koordinator", "tillitsvalgt"):
        assert as_user(login).get(PAGE).status_code == 403
        assert as_user(login).post(PAGE, data=DECEMBER).status_code == 403
