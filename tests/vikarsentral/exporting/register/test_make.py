"""What is taken out and taken in again unchanged changes nothing, as CSV and as a workbook."""

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import exporting
from vikarsentral.errors import BadInput
from vikarsentral.exporting.register.sheets import FORMATS


@pytest.mark.parametrize("format_", FORMATS)
def test_people_out_and_in_change_nothing(place, look, format_):
    file = exporting.register(place.session, "people", now=NOW, format=format_)
    assert look("people", file) == (0, 0, 3, 0)
    assert file.remarks == []


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(("kind", "rows"), [("rota", 17), ("needs", 3)])
def test_work_out_and_in_changes_nothing(place, look, about, kind, rows, format_):
    file = exporting.register(place.session, kind, now=NOW, about=about, format=format_)
    assert look(kind, file) == (0, 0, rows, 0)


def test_names_tell_kind_and_days(place, about):
    people = exporting.register(place.session, "people", now=NOW)
    rota = exporting.register(place.session, "rota", now=NOW, about=about, format="xlsx")
    assert people.name == "ansatte-2027-01-05.csv"
    assert rota.name == "turnus-2027-01-11-2027-01-24.xlsx"
    assert rota.body.startswith(b"PK")


def test_another_format_is_refused(place):
    with pytest.raises(BadInput, match="pdf"):
        exporting.register(place.session, "people", now=NOW, format="pdf")
