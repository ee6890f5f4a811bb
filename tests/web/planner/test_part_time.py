"""Extra hours of part-timers under both thresholds, on the page."""

import pytest

PERIOD = "fra=2027-01-01&til=2027-02-28"


@pytest.fixture
def planlegger(as_user):
    return as_user("planlegger")


def test_the_page_says_what_is_in_force_and_that_it_is_unsettled(planlegger):
    page = planlegger.get(f"/vikarbruk/deltid?{PERIOD}")
    assert page.status_code == 200
    assert "over full stilling" in page.text
    assert "ikke avklart" in page.text


def test_a_period_that_cannot_be_used_is_told(planlegger):
    assert planlegger.get("/vikarbruk/deltid?fra=x&til=y").status_code == 422


def test_a_choice_changes_what_is_in_force(planlegger):
    data = {"value": "1", "since": "2027-01-01", "reference": "Protokoll 1/27"}
    assert planlegger.post("/vikarbruk/satser/part_time_threshold", data=data).status_code == 303
    page = planlegger.get(f"/vikarbruk/deltid?{PERIOD}").text
    assert "<strong>over egen stilling</strong>" in page
