"""What tillitsvalgte read: agreements, the record, plans, spend, rules; nothing to change."""

import psycopg
import pytest


@pytest.fixture
def tillitsvalgt(as_user):
    return as_user("tillitsvalgt")


def agreed(url):
    """Add one agreement that nobody has signed, past the application."""
    with psycopg.connect(url) as connection:
        connection.execute(
            "insert into agreement"
            " (code, title, level, limits, valid_from, valid_to, document_ref)"
            " values ('ks-1', 'Hviletid ved Solvang', 'LOCAL_TV', '{\"daily_rest\": 540}',"
            " '2027-01-01', '2027-12-31', 'sak 27/1')"
        )


@pytest.mark.parametrize("path", ["/avtaler", "/logg", "/reglene", "/planer", "/vikarbruk"])
def test_every_reading_page_is_open(tillitsvalgt, path):
    assert tillitsvalgt.get(path).status_code == 200


def test_agreement_shows_its_limit_and_that_a_signature_is_missing(tillitsvalgt, town_db):
    assert "Ingen avtaler er registrert." in tillitsvalgt.get("/avtaler").text
    agreed(town_db)
    page = tillitsvalgt.get("/avtaler").text
    assert "Hviletid ved Solvang" in page
    assert "9\N{NO-BREAK SPACE}t" in page
    assert "Mangler underskrift" in page


def test_record_tells_what_was_done_by_whom(tillitsvalgt, as_user):
    as_user("koordinator").post("/planer")
    page = tillitsvalgt.get("/logg").text
    assert "Plan bestilt" in page
    assert "koordinator" in page


def test_pages_have_nothing_to_send_but_sign_out_and_language(tillitsvalgt):
    for path in ("/avtaler", "/logg", "/planer", "/vikarbruk"):
        page = tillitsvalgt.get(path).text
        actions = {part.split('"')[0] for part in page.split('method="post" action="')[1:]}
        assert actions <= {"/logg-ut", "/sprak"}
