"""Language, and days, hours and kroner as people write them."""

from datetime import UTC, date, datetime

import pytest

from web import language


@pytest.mark.parametrize(
    ("language", "word"),
    [("nb", "Hvem er borte?"), ("nn", "Kven er borte?"), ("en", "Who is away?")],
)
def test_language_when_chosen_then_kept_for_the_user(as_user, language, word):
    browser = as_user("leder")
    assert browser.post("/sprak", data={"language": language}).status_code == 303
    page = browser.get("/borte").text
    assert f'<html lang="{language}"' in page
    assert word in page


def test_language_when_unknown_then_400(client):
    assert client.post("/sprak", data={"language": "sv"}).status_code == 400


def test_language_when_browser_asks_then_that(client):
    page = client.get("/logg-inn", headers={"Accept-Language": "en-GB,en;q=0.9"}).text
    assert '<html lang="en"' in page


@pytest.fixture
def reading(one_app):
    """A function that opens a request in a language."""
    return lambda tongue: one_app.test_request_context(headers={"Accept-Language": tongue})


@pytest.mark.parametrize(
    ("tongue", "told"),
    [
        ("nb", ["man. 4. jan.", "7 t 30 min", "1 234 kr", "I morgen, tirsdag 5. januar"]),
        ("nn", ["må. 4. jan.", "7 t 30 min", "1 234 kr", "I morgon, tysdag 5. januar"]),
        ("en", ["Mon 4 Jan", "7 h 30 min", "NOK 1,234", "Tomorrow, Tuesday 5 January"]),
    ],
)
def test_forms_follow_the_language(reading, tongue, told):
    today = date(2027, 1, 4)
    with reading(tongue):
        said = [
            language.day(today),
            language.hours(450),
            language.kroner(123_400),
            language.day_name(date(2027, 1, 5), today),
        ]
    assert [one.replace("\N{NO-BREAK SPACE}", " ") for one in said] == told


@pytest.mark.parametrize(
    ("instant", "clock", "on"),
    [
        ("2027-03-28T00:59", "01:59", date(2027, 3, 28)),
        ("2027-03-28T01:00", "03:00", date(2027, 3, 28)),
        ("2027-10-31T00:30", "02:30", date(2027, 10, 31)),
        ("2027-10-31T01:30", "02:30", date(2027, 10, 31)),
        ("2027-06-30T22:30", "00:30", date(2027, 7, 1)),
    ],
)
def test_instants_are_read_on_the_oslo_clock(instant, clock, on):
    told = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert language.clock_time(told) == clock
    assert language.oslo_day(told) == on


@pytest.mark.parametrize(
    ("name", "letters"), [("Åse Berg Østby", "ÅØ"), ("Ola", "O"), ("", ""), ("  a  b ", "AB")]
)
def test_initials(name, letters):
    assert language.initials(name) == letters
