"""The menu holds what a role may do, and nothing else."""

import re

import pytest

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


def test_menu_marks_where_one_is(as_user):
    page = as_user("leder").get("/uken").text
    assert len(re.findall(r'<a href="/uken" aria-current="page"', page)) == 2


def test_municipality_is_named(as_user):
    assert "Fjordvik kommune" in as_user("leder").get("/uken").text
