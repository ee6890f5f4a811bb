"""Cells open right in a Norwegian spreadsheet, and none of them runs."""

import csv
import io
from decimal import Decimal

import pytest

from tests.vikarsentral.village import at
from vikarsentral.exporting.cells import csv_bytes, day, harmless, hours, kroner, stamp, written


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+47 400 00 000",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1+1",
        "\u00a0=1",
        "\u200b=1",
        "\ufeff=1",
        '=HYPERLINK("http://evil.example";"x")',
    ],
)
def test_text_that_could_run_is_made_harmless(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Åse Østby", "Bjørn-Åge O'Brien", "a=b", "7,50", "", "ˋ", "Ŋ"])
def test_other_text_is_left_alone(text):
    assert harmless(text) == text


def test_numbers_have_decimal_commas_and_keep_their_sign():
    assert written(Decimal("-7.50")) == "-7,50"
    assert written(-3) == "-3"
    assert written(None) == ""


def test_what_goes_in_comes_out_of_a_csv_reader():
    nasty = ['Han sa "hei"; så', "linje\nskift", "æøåÆØÅ", "=1", "😀"]
    body = csv_bytes(["a", "b", "c", "d", "e"], [nasty])
    _, row = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";")
    assert row == [*nasty[:3], "'=1", nasty[4]]
    assert body.startswith(b"\xef\xbb\xbf")
    assert body.endswith(b"\r\n")


def test_times_are_oslo_wall_clock_with_offset_where_the_hour_is_doubled():
    from datetime import UTC, datetime

    assert stamp(at("2027-07-01T07:30")) == "2027-07-01 07:30"
    assert stamp(datetime(2027, 10, 31, 0, 30, tzinfo=UTC)) == "2027-10-31 02:30+02:00"
    assert stamp(datetime(2027, 10, 31, 1, 30, tzinfo=UTC)) == "2027-10-31 02:30+01:00"
    assert stamp(datetime(2027, 10, 31, 2, 0, tzinfo=UTC)) == "2027-10-31 03:00"
    assert stamp(datetime(2027, 3, 28, 1, 0, tzinfo=UTC)) == "2027-03-28 03:00"
    assert day(datetime(2027, 1, 31, 23, 30, tzinfo=UTC)) == "2027-02-01"


def test_hours_and_kroner_have_two_decimals():
    assert (hours(450), hours(20), kroner(123_456)) == (
        Decimal("7.50"),
        Decimal("0.33"),
        Decimal("1234.56"),
    )
