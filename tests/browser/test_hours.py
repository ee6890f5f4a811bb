"""Two taps on a phone tell that somebody was late; the open form is free of faults."""

import pytest

from tests.browser.conftest import PHONE, SMALLEST


def test_two_taps_tell_that_somebody_was_late(visit):
    visitor = visit("leder", viewport=PHONE)
    page = visitor.page
    visitor.open("/timer")
    shift = page.locator("li.vs-shift").first
    shift.locator("summary").click()
    shift.get_by_role("button", name="20 min sent").click()
    page.get_by_text("Timene er nå 07:50–15:00.").wait_for()
    assert "Meldt av leder" in page.locator("li.vs-shift").first.text_content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_open_form_is_free_of_faults_and_fits_the_smallest_phone(visit, scheme):
    visitor = visit("leder", viewport=SMALLEST, color_scheme=scheme)
    visitor.open("/timer")
    visitor.page.locator("li.vs-shift summary").first.click()
    assert visitor.faults() == []
    assert not visitor.is_sideways()
    assert visitor.said == []


def test_times_that_cannot_be_are_told_beside_the_fields(visit):
    visitor = visit("leder", viewport=PHONE)
    page = visitor.page
    visitor.open("/timer")
    shift = page.locator("li.vs-shift").last
    shift.locator("summary").click()
    shift.get_by_label("Kom klokken").fill("99:99")
    shift.get_by_role("button", name="Lagre tidene").click()
    page.get_by_text("Skriv klokkeslett som fantes den dagen").wait_for()
    assert page.locator("#fra").input_value() == "99:99"
    assert visitor.faults() == []
