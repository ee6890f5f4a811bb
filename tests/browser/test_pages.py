"""Every page, in light and dark, on a phone and a wide screen: axe, console, width, keyboard."""

import re

import pytest

# One row per page: who opens it, and where. New pages are added here.
PAGES = {
    None: ["/logg-inn", "/tilgjengelighet"],
    "leder": [
        "/borte",
        "{away}",
        "/uken",
        "/ekstra",
        "/behov/1",
        "/behov/2",
        "/behov/2/begrunnelser",
        "/behov/2/bytte",
        "/behov/2/endre",
        "/minstebemanning",
        "/ansvarsvakt",
        "/meldinger",
        "/behov/2/ringeliste",
        "/reglene",
        "/timer",
        "/filer-ut",
        "/admin/turnus/uke",
        "/admin/turnus/1/4/ny?dag=2027-02-16",
    ],
    "vikar": [
        "/mine-vakter",
        "/hvorfor-ikke-jeg",
        "/mine-timer",
        "/oppbevaring",
        "/min-kalender",
        "/min-profil",
        "/min-profil/sporsmal",
        "/min-profil/kontakt",
        "/mine-enheter",
        "/bekreft",
        "/min-vaktplan",
    ],
    "tillitsvalgt": ["/", "/logg", "/avtaler", "/reglene/endringer", "/filer-ut"],
    "koordinator": ["/", "/admin/vaktplan", "/admin/vaktplan/1"],
    "planlegger": ["/"],
    "admin": [
        *("/", "/logg", "/filer-ut", "/oppbevaring", "/admin/sektorer", "/admin/omrader"),
        *("/admin/enheter/1", "/admin/ansatte", "/admin/ansatte/1", "/admin/brukere/1"),
        *("/admin/krav", "/admin/ansatte/1/lonn", "/admin/enheter/1/kontering"),
        "/filer-ut/lonnsperioder",
    ],
}


def addresses(visitor, login):
    """Return a user's pages; the address of one shift is read from the duty page."""
    for path in PAGES[login]:
        if path == "{away}":
            visitor.open("/borte")
            yield visitor.page.locator('a[href^="/borte/"]').first.get_attribute("href")
        else:
            yield path


@pytest.mark.parametrize("login", PAGES)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(visit, login):
    visitor = visit(login)
    paths = addresses(visitor, login)
    found = [one for path in paths for one in visitor.faults_in_every_look(path)]
    assert found == []
    assert visitor.said == []


def test_refusals_are_readable_and_free_of_faults(visit):
    visitor = visit("vikar")
    assert visitor.open("/finnes-ikke").status == 404
    assert visitor.faults() == []
    assert visitor.open("/borte").status == 403
    assert visitor.faults() == []


def test_refused_sign_in_is_told_beside_the_fields(visit):
    visitor = visit()
    visitor.open("/logg-inn")
    visitor.page.get_by_role("button", name="Logg inn").click()
    visitor.page.get_by_text("Fyll ut dette feltet.").first.wait_for()
    field = visitor.page.locator("#login")
    assert field.get_attribute("aria-invalid") == "true"
    assert "login-fault" in field.get_attribute("aria-describedby").split()
    assert "Fyll ut" in visitor.page.locator("#login-fault").text_content()
    assert visitor.faults() == []


def test_keyboard_goes_from_skip_link_to_a_reported_absence(visit):
    visitor = visit("leder")
    page = visitor.page
    visitor.open("/borte")
    page.keyboard.press("Tab")
    assert page.locator(":focus").text_content() == "Hopp til innholdet"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innhold"
    tab_to(page, "Geir Gran")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/borte/\d+$"))
    tab_to(page, "Finn vikar")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/behov/\d+$"))
    assert page.get_by_text("Disse kan").is_visible()


def tab_to(page, text):
    """Press Tab until what has focus says *text*; fail after 40."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if text in (page.locator(":focus").text_content() or ""):
            return
    pytest.fail(f"the keyboard does not reach {text}")


def test_focus_is_seen_wherever_the_keyboard_stands(visit):
    visitor = visit("leder")
    visitor.open("/borte")
    unseen = []
    for _ in range(14):
        visitor.page.keyboard.press("Tab")
        shape = visitor.page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [e.outerHTML.slice(0, 80), s.outlineStyle, s.outlineWidth, s.boxShadow] })()"
        )
        if shape[1] == "none" and shape[3] == "none" and "skip-link" not in shape[0]:
            unseen.append(shape)
    assert unseen == []
