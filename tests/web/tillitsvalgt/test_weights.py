"""Weights on their pages: every version with its signatures, and a form that keeps its rows."""

import re

from tests.web.conftest import rows
from web.tillitsvalgt.weights import NAMES, flat

IN_ORDER = {
    **{f"open_ore_per_minute.{priority}": "20000" for priority in "123"},
    "hourly_ore_per_minute": "1500",
    "overtime_surcharge_ore_per_minute": "1000",
    "agency_surcharge_ore_per_minute": "4000",
}
"""Weights under which own cost for part-timers still comes before hourly people."""


def form_of(browser, **changes):
    """Return the form as the browser would send it, with some rows changed."""
    page = browser.get("/vekter/ny").text
    held = dict(re.findall(r'name="([\w.]+)" id="[\w.]+" value="([^"]*)"', page))
    assert set(held) >= set(NAMES)
    return {**held, **changes}


def filled(browser, **changes):
    """Return the form with weights that keep the agreed order, and some rows changed."""
    return form_of(browser, **{**IN_ORDER, **changes})


def test_weights_that_turn_the_order_are_refused_with_what_keeps_it(planner, town_db):
    answer = planner.post("/vekter/ny", data=filled(planner, hourly_ore_per_minute="1"))
    assert answer.status_code == 422
    told = re.search(r"Skriv minst (\d+)\. Ellers kan rekkefølgen", answer.text)
    assert told is not None
    again = filled(planner, hourly_ore_per_minute=told.group(1))
    assert planner.post("/vekter/ny", data=again).status_code == 303
    assert rows(town_db, "select count(*) from weights") == [(1,)]


def test_new_version_counts_when_both_have_signed(planner, tillitsvalgt):
    assert "Ingen vekter er underskrevet av begge." in planner.get("/vekter").text
    answer = tillitsvalgt.post("/vekter/ny", data=filled(tillitsvalgt, change_ore="7"))
    assert answer.status_code == 303
    assert planner.post("/vekter/1/skriv-under", data={"side": "employer"}).status_code == 303
    assert "Mangler underskrift" in planner.get("/vekter").text
    signed = tillitsvalgt.post("/vekter/1/skriv-under", data={"side": "counterpart"})
    assert signed.status_code == 303
    page = planner.get("/vekter").text
    assert "Gjelder nå" in page
    assert "egen timekostnad" in page


def test_wrong_rows_are_told_beside_them(planner, town_db):
    wrong = filled(planner, change_ore="mye", unused_ore_per_minute="-1", quick_return_ore="")
    answer = planner.post("/vekter/ny", data=wrong)
    assert answer.status_code == 422
    assert answer.text.count("Skriv et helt tall fra 0") == 3
    assert 'value="mye"' in answer.text
    own = filled(planner, hourly_ore_per_minute="x")
    assert planner.post("/vekter/ny", data=own).status_code == 422
    assert planner.post("/vekter/ny", data={"valid_from": "x"}).status_code == 422
    late = filled(planner, valid_from="2027-01-04")
    assert "Velg i dag eller senere." in planner.post("/vekter/ny", data=late).text
    assert rows(town_db, "select count(*) from weights") == [(0,)]


def test_signature_needs_the_role_and_a_side(planner):
    planner.post("/vekter/ny", data=filled(planner))
    wrong = planner.post("/vekter/1/skriv-under", data={"side": "counterpart"})
    assert wrong.status_code == 422
    assert "tillitsvalgt" in wrong.text
    assert planner.post("/vekter/1/skriv-under").status_code == 422
    assert planner.post("/vekter/9/skriv-under", data={"side": "employer"}).status_code == 404


def test_changes_against_what_holds_stand_out(planner, tillitsvalgt):
    planner.post("/vekter/ny", data=filled(planner))
    for browser, side in ((planner, "employer"), (tillitsvalgt, "counterpart")):
        browser.post("/vekter/1/skriv-under", data={"side": side})
    planner.post("/vekter/ny", data=filled(planner, change_ore="123"))
    page = tillitsvalgt.get("/vekter").text
    assert page.count("<strong>") == 1
    assert "123" in page


def test_rows_of_the_form_cover_every_weight():
    assert list(flat({})) == list(NAMES)
