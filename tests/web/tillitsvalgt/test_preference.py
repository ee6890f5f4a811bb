"""Fortrinnsrett and extra hours: shown to those they are for, without anybody ranked."""

import re


def test_violation_planted_past_the_gate_is_on_the_page(tillitsvalgt):
    page = tillitsvalgt.get("/fortrinnsrett").text
    assert "Loggen viser ikke at deltidsansatte ble vurdert først." in page
    assert "Solvang sykehjem" in page
    assert "Hele kommunen" in page


def test_employer_decides_the_area_and_tillitsvalgt_only_reads(planner, tillitsvalgt):
    ask = {"scope": "sector", "valid_from": "2027-02-01", "document_ref": "Referat"}
    assert tillitsvalgt.post("/fortrinnsrett", data=ask).status_code == 403
    assert "Bestem et annet område" not in tillitsvalgt.get("/fortrinnsrett").text
    small = planner.post("/fortrinnsrett", data={**ask, "discussed_on": "2027-01-04"})
    assert small.status_code == 422
    assert "minst 30 ansatte" in small.text
    assert 'value="Referat"' in small.text
    undiscussed = planner.post("/fortrinnsrett", data=ask).text
    assert "drøftes først" in undiscussed
    whole = {**ask, "scope": "municipality"}
    assert planner.post("/fortrinnsrett", data=whole).status_code == 303
    assert planner.post("/fortrinnsrett", data=whole).status_code == 422


def test_nonsense_is_told_beside_its_field(planner):
    answer = planner.post("/fortrinnsrett", data={"scope": "alle", "discussed_on": "i går"})
    assert answer.status_code == 422
    for field in ("scope", "valid_from", "discussed_on"):
        assert f'id="{field}-fault"' in answer.text


def test_extra_hours_are_shown_to_person_leader_and_tillitsvalgt(as_user, tillitsvalgt):
    for browser in (tillitsvalgt, as_user("leder")):
        page = browser.get("/ekstratimer").text
        assert "Hanne Hauge" in page
        assert "7\N{NO-BREAK SPACE}t\N{NO-BREAK SPACE}30\N{NO-BREAK SPACE}min" in page
        assert "1 av 12" in page
    own = as_user("hanne").get("/mine-ekstratimer").text
    assert "1 av 12" in own
    assert "Geir Gran" not in own
    assert "Hanne Hauge" not in as_user("nabo").get("/ekstratimer").text
    assert as_user("planlegger").get("/ekstratimer").status_code == 403


def test_full_time_employee_has_nothing_to_count(as_user):
    assert "Du har ingen deltidsstilling." in as_user("vikar").get("/mine-ekstratimer").text


def test_names_stand_in_order_and_nothing_is_sorted_by_hours(tillitsvalgt):
    page = tillitsvalgt.get("/ekstratimer").text
    names = re.findall(r'<th scope="row">([^<]+)</th>', page)
    assert names == sorted(names)
