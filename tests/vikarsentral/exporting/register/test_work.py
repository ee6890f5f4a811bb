"""The rows of rota and needs: what is there in the period, and only that."""

from datetime import timedelta

from tests.vikarsentral.village import MONDAY, NOW, at
from vikarsentral import exporting
from vikarsentral.exporting.register.work import needs_rows, rota_rows
from vikarsentral.tables import (
    ImportedReference,
    NeedStatus,
    Person,
    PostKind,
    ShiftKind,
    ShiftStatus,
)


def test_a_unit_gets_its_own_rota_and_nobodys_known_times(place):
    about = exporting.period(
        place.session, first_on=MONDAY, last_on=MONDAY + timedelta(days=13), unit="solvang"
    )
    found = rota_rows(place.session, about).rows
    assert [row[1:5] for row in sorted(found, key=lambda row: row[3])] == [
        ["solvang", "11.01.2027", "07:30", "15:00"],
        ["solvang", "13.01.2027", "16:00", "24:00"],
        ["solvang", "11.01.2027", "21:45", "07:30"],
    ]
    assert {row[6] for row in found} == {"sykepleier", ""}


def test_cover_the_absent_and_the_cancelled_are_not_rota(place, about):
    before = len(rota_rows(place.session, about).rows)
    person = place.person(kind=PostKind.STAFF, unit=place.solvang)
    for day, facts in enumerate(
        ({"kind": ShiftKind.COVER}, {"status": ShiftStatus.ABSENT}, {"status": "cancelled"})
    ):
        if facts.get("kind"):
            facts["need_id"] = place.need(f"{MONDAY + timedelta(days=day)}T07:30").id
        place.shift(person, f"{MONDAY + timedelta(days=day)}T07:30", **facts)
    assert len(rota_rows(place.session, about).rows) == before


def test_a_shift_of_more_than_a_day_is_left_out_and_not_missed_when_taken_in(place, about, look):
    there = len(rota_rows(place.session, about).rows)
    bo = place.session.query(Person).filter_by(name="Bo Dal").one()
    place.shift(bo, f"{MONDAY + timedelta(days=1)}T07:30", hours=25)
    found = rota_rows(place.session, about)
    assert found.remarks == [
        "Vakter som ikke kan stå på én rad, er ikke med: 1."
        " De blir som de er når filen legges inn igjen."
    ]
    file = exporting.register(place.session, "rota", now=NOW, about=about)
    assert look("rota", file) == (0, 0, there, 0)


def test_needs_keep_the_reference_of_their_file_and_withdrawn_ones_stay_out(place, about, look):
    need = place.need(f"{MONDAY}T14:30", priority=1)
    place.session.add(ImportedReference(kind="needs", reference="B-7", row_id=need.id))
    place.need(f"{MONDAY}T16:30", status=NeedStatus.WITHDRAWN)
    place.session.flush()
    found = needs_rows(place.session, about).rows
    assert ["B-7", "1"] in [[row[0], row[7]] for row in found]
    assert len(found) == 4
    file = exporting.register(place.session, "needs", now=NOW, about=about)
    assert look("needs", file) == (0, 0, 4, 0)


def test_the_hour_that_comes_twice_goes_out_and_in(place, look):
    night = at("2027-10-31T00:30")
    person = place.person(kind=PostKind.STAFF, unit=place.solvang)
    for minutes in (60, 180):
        shift = place.shift(person, "2027-10-30T22:00", hours=1)
        shift.starts_at = night + timedelta(minutes=minutes)
        shift.ends_at = shift.starts_at + timedelta(minutes=60)
    place.session.flush()
    on = night.date() + timedelta(days=1)
    about = exporting.period(place.session, first_on=on, last_on=on)
    file = exporting.register(place.session, "rota", now=NOW, about=about)
    assert "+02:00" in file.body.decode("utf-8-sig")
    assert look("rota", file) == (0, 0, 2, 0)
