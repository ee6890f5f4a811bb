"""The rows of people: each post, the words people use, and nothing a file may not tell."""

import csv
import io
from datetime import date

from tests.vikarsentral.village import NOW
from vikarsentral import exporting
from vikarsentral.exporting.register.people import people_rows
from vikarsentral.tables import Person, Post, PostKind, Unit


def rows(session):
    file = exporting.register(session, "people", now=NOW)
    text = file.body.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_each_post_is_a_row_as_people_write_it(place):
    first, second = (row for row in rows(place.session) if row["Ansattnummer"] == "00042")
    assert first["Navn"] == "'=1+1 Ås"
    assert (first["Mobil"], first["Timekostnad"], first["Språk"]) == (
        *("400 00 001", "412,50"),
        "bokmål",
    )
    assert (first["Ansettelse"], first["Stillingsprosent"]) == ("deltid", "100,00")
    assert (second["Ansettelse"], second["Stillingsprosent"]) == ("timelønn", "0,80 %")
    assert (second["Timer i full uke"], second["Til dato"]) == ("35:31", "31.12.2027")
    assert first["Sektorer"] == ""


def test_pay_that_holds_is_told_with_its_first_day(place):
    (row,) = (row for row in rows(place.session) if row["Navn"] == "Bo Dal")
    assert (row["Årslønn"], row["Tillegg per år"], row["Ansiennitet"], row["Lønn fra"]) == (
        *("512300,50", "12000,00"),
        *("", "01.05.2026"),
    )
    assert row["Mobil"] == "004687654321"
    assert row["Kompetanser"] == "pleieassistent (fra 01.01.2026 til 20.01.2028), sykepleier"


def test_who_has_left_and_who_has_no_post_are_no_rows_and_do_not_leave(place, look):
    place.session.add(Person(employee_no="77", name="Uten Stilling"))
    place.session.flush()
    found = people_rows(place.session, NOW.date())
    names = {row[1] for row in found.rows}
    assert names.isdisjoint({"Har Sluttet", "Uten Stilling"})
    assert found.remarks[0].startswith("Ansatte uten stilling er ikke med: 1.")
    assert look("people", exporting.register(place.session, "people", now=NOW)) == (0, 0, 3, 0)


def test_posts_that_are_over_are_left_out_unless_every_one_is(place, look):
    person = place.session.query(Person).filter_by(name="Bo Dal").one()
    old = {"person_id": person.id, "kind": PostKind.STAFF, "unit_id": place.solvang.id}
    old |= {"role_code": "sykepleier", "full_week_minutes": 2130, "regime": "ROTA_38"}
    days = {"valid_from": date(2020, 1, 1), "valid_to": date(2021, 12, 31)}
    place.session.add(Post(**old, stillingsprosent=5000, **days))
    place.session.flush()
    assert sum(row["Navn"] == "Bo Dal" for row in rows(place.session)) == 1
    live = place.session.query(Post).filter_by(person_id=person.id, valid_to=None).one()
    place.session.delete(live)
    place.session.flush()
    (row,) = (row for row in rows(place.session) if row["Navn"] == "Bo Dal")
    assert row["Til dato"] == "31.12.2021"
    assert look("people", exporting.register(place.session, "people", now=NOW)) == (0, 0, 3, 0)


def test_a_post_at_a_closed_unit_goes_out_and_in(place, look):
    place.session.query(Unit).filter_by(code="solvang").update({"is_active": False})
    place.session.flush()
    assert look("people", exporting.register(place.session, "people", now=NOW)) == (0, 0, 3, 0)
