"""The menu holds what a role may do, and nothing else."""

import re

import pytest

from vikarsentral.access import Actor
from vikarsentral.tables import RoleName
from web.navigation import menu

MENU = {
    "leder": {"/borte", "/uken", "/reglene"},
    "vikar": {"/mine-vakter", "/min-kalender", "/min-profil", "/reglene"},
    "admin": {"/logg", "/reglene"},
}


@pytest.mark.parametrize("login", MENU)
def test_menu_leads_to_what_the_role_may(as_user, login):
    browser = as_user(login)
    page = browser.get("/reglene").text
    menu = re.search(r'<nav class="vs-nav vs-wide".*?</nav>', page, re.S).group()
    found = set(re.findall(r'href="([^"]+)"', menu))
    assert found >= MENU[login]
    assert {browser.get(path).status_code for path in found} <= {200}


BAR = r'<nav class="vs-nav vs-wide".*?</nav>'


def test_a_long_menu_keeps_the_rest_in_one_place(as_user):
    leader = as_user("leder")
    menu = re.search(BAR, leader.get("/reglene").text, re.S).group()
    row, rest = re.search(r"(.*?)<details(.*)", menu, re.S).groups()
    assert row.count("<li>") == 5 + 1
    assert rest.count("<li>") > 5
    assert "data-current" in rest
    assert "Logg ut" in rest
    assert "data-current" not in leader.get("/uken").text


def test_a_short_menu_stands_in_a_row(one_app):
    lead = Actor(1, "kveld", "Kveld", None, "nb", frozenset({(RoleName.SHIFT_LEAD, 1)}))
    with one_app.test_request_context("/uken"):
        found = menu(lead)
        assert menu(None) == {"first": [], "rest": []}
    assert 1 < len(found["first"]) <= 5
    assert [one["url"] for one in found["first"] if one["is_current"]] == ["/uken"]
    assert found["rest"] == []


def test_menu_marks_where_one_is(as_user):
    page = as_user("leder").get("/uken").text
    assert len(re.findall(r'<a href="/uken" aria-current="page"', page)) == 2


def test_municipality_is_named(as_user):
    assert "Fjordvik kommune" in as_user("leder").get("/uken").text
