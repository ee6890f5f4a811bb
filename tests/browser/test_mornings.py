"""Two mornings in a real browser: a leader with one hand, an employee on the bus."""

import re

import pytest

from tests.browser.conftest import PHONE


class Taps:
    """Count taps, and refuse typing: there is no method for it."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def on(self, text):
        self.page.locator("a, button").filter(has_text=text).first.click()
        self.count += 1


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_leader_reports_in_three_taps_and_sees_who_comes(visit, scripts):
    visitor = visit("leder", viewport=PHONE, java_script_enabled=scripts)
    page = visitor.page
    visitor.open("/")
    name = "Dina Dal" if scripts else "Frida Foss"
    taps = Taps(page)
    taps.on(name)
    taps.on("Finn vikar")
    page.wait_for_url(re.compile(r"/behov/\d+$"))
    assert page.get_by_role("heading", name="Disse kan").is_visible()
    taps.on("Sett opp")
    page.get_by_text("kommer.", exact=False).first.wait_for()
    assert taps.count == 3
    page.get_by_text("Ta vikaren av vakten").wait_for()
    if scripts:
        assert visitor.faults() == []
    assert visitor.said == []


def test_reported_absence_shows_in_the_week_and_can_be_taken_back(visit):
    visitor = visit("leder")
    page = visitor.page
    visitor.open("/borte")
    page.get_by_role("link", name="Geir Gran").first.click()
    page.get_by_role("button", name="Finn vikar").click()
    page.wait_for_url(re.compile(r"/behov/\d+$"))
    visitor.open("/uken")
    assert page.get_by_text("Borte – ingen ennå").count() == 2
    page.go_back()
    page.get_by_role("button", name="Geir Gran kommer likevel").click()
    page.get_by_text("Fraværet er trukket.").wait_for()
    visitor.open("/uken")
    assert page.get_by_text("Borte – ingen ennå").count() == 1


def test_leader_asks_for_one_more_without_typing(visit):
    visitor = visit("leder", viewport=PHONE)
    page = visitor.page
    visitor.open("/borte")
    page.get_by_role("link", name="Trenger ekstra").click()
    page.get_by_label("07:30–15:00").check()
    page.locator("#day-2027-01-07").check()
    page.locator("#day-2027-01-05").uncheck()
    page.get_by_role("radio", name="Må dekkes").check()
    page.get_by_role("button", name="Finn en person").click()
    page.wait_for_url(re.compile(r"/behov/\d+$"))
    assert page.get_by_text("Ingen. Dette er en ekstra person.").is_visible()


def test_employee_reads_shifts_and_subscribes(visit):
    visitor = visit("vikar", viewport=PHONE)
    page = visitor.page
    assert page.get_by_role("heading", name="Neste vakt").is_visible()
    page.get_by_text("Få vaktene i din egen kalender").click()
    page.get_by_role("button", name="Lag lenke").click()
    address = page.get_by_label(re.compile("Kopier lenken nå")).input_value()
    assert visitor.faults() == []
    feed = visitor.context.request.get(address)
    assert feed.status == 200
    assert "Solvang sykehjem" in feed.text()
    page.get_by_role("button", name="Slett lenken").click()
    page.get_by_text("Lenken er slettet.").wait_for()
    assert visitor.context.request.get(address).status == 404


def test_employee_changes_consents(visit):
    visitor = visit("vikar", viewport=PHONE)
    page = visitor.page
    visitor.open("/min-profil")
    page.get_by_label("Jeg kan spørres om overtid").check()
    page.get_by_role("button", name="Lagre").click()
    page.get_by_text("Lagret.").wait_for()
    assert page.get_by_label("Jeg kan spørres om overtid").is_checked()


def test_language_is_kept_from_page_to_page(visit):
    visitor = visit("tillitsvalgt")
    page = visitor.page
    page.get_by_role("button", name="Nynorsk").click()
    page.get_by_text("Her er det du kan gjere.").wait_for()
    visitor.open("/reglene")
    assert page.get_by_role("heading", name="Reglane").is_visible()
    page.get_by_role("button", name="Bokmål").click()
    page.get_by_role("heading", name="Reglene").wait_for()


def test_menu_opens_on_a_phone_without_scripts(visit):
    visitor = visit("leder", viewport=PHONE, java_script_enabled=False)
    page = visitor.page
    visitor.open("/borte")
    page.get_by_text("Meny", exact=True).click()
    page.get_by_role("link", name="Uken").click()
    page.get_by_role("heading", name="Solvang sykehjem").wait_for()
    page.get_by_text("Meny", exact=True).click()
    page.get_by_role("button", name="Logg ut").click()
    page.get_by_text("Du er logget ut.").wait_for()
