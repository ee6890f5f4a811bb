"""What is written reads back as what it was."""

from datetime import date

import pytest

from vikarsentral.exporting.register import told
from vikarsentral.importing import values


@pytest.mark.parametrize("minutes", [0, 2016, 2131, 2130, 2250, 2400, 60, 61])
def test_hours_of_a_week_read_back(minutes):
    if minutes >= 60:
        assert values.week_hours(told.week_hours(minutes)) == minutes
    assert " " not in told.week_hours(minutes)


@pytest.mark.parametrize("size", [0, 1, 80, 100, 101, 6339, 10_000])
def test_sizes_of_posts_read_back(size):
    assert values.percent(told.percent(size)) == size


@pytest.mark.parametrize("kind", ["pool", "part_time", "staff", "hourly"])
def test_kinds_read_back(kind):
    assert values.choice(values.KINDS)(told.kind(kind)) == kind


@pytest.mark.parametrize("code", ["nb", "nn", "en"])
def test_languages_read_back(code):
    assert values.choice(values.LANGUAGES)(told.language(code)) == code


@pytest.mark.parametrize("number", ["+4740000001", "+4687654321", "+35840123456"])
def test_telephones_read_back_and_begin_with_no_sign_of_a_sum(number):
    written = told.phone(number)
    assert values.phone(written) == number
    assert written[0].isdigit()


def test_no_telephone_is_nothing():
    assert told.phone(None) == ""


def test_competences_read_back_with_their_days():
    days = date(2026, 1, 1), date(2027, 12, 31)
    for first, last in ((None, None), (days[0], None), (None, days[1]), days):
        (found,) = values.competences(told.competence("legemiddel", first, last))
        assert found == ["legemiddel", *(one and one.isoformat() for one in (first, last))]


def test_several_stand_in_one_cell_in_order():
    assert told.listed({"b", "a"}) == "a, b"


def test_money_has_two_decimals():
    assert (told.hundredths(41_205), told.day(None)) == ("412,05", "")
