from dataclasses import replace

import pytest

from vikarsentral.administration import PersonWish, add_person, change_person
from vikarsentral.errors import BadInput, Conflict, NotAllowed
from vikarsentral.tables import Person

KARI = PersonWish("00123", "Kari Fjellbu", "400 00 000", "kari@fjordvik.example")


def test_a_person_is_added_without_contact_details_in_the_record(village, session, admin, events):
    person_id = add_person(session, KARI, act=admin)
    assert session.get(Person, person_id).phone == "40000000"
    (data,) = events("person.added")
    assert data["after"]["employee_no"] == "00123"
    assert "40000000" not in str(data)
    assert "kari@" not in str(data)


def test_a_number_belongs_to_one(village, session, admin):
    add_person(session, KARI, act=admin)
    with pytest.raises(Conflict, match="number_taken"):
        add_person(session, KARI, act=admin)


def test_all_faults_are_told_at_once(village, session, admin):
    wrong = PersonWish("01019912345", " ", "x", "x", hourly_cost_ore=-1)
    with pytest.raises(BadInput) as refused:
        add_person(session, wrong, act=admin)
    told = [fault.where for fault in refused.value.faults]
    assert told == ["employee_no", "name", "phone", "email", "hourly_cost_ore"]


def test_two_at_once_then_the_second_is_told_the_field(village, session, admin):
    person_id = add_person(session, KARI, act=admin)
    seen = {**KARI.fields(), "language": "nb"}
    first = PersonWish("00123", "Kari Fjell", "40000000", "kari@fjordvik.example")
    change_person(session, person_id, first, seen=seen, act=admin)
    second = PersonWish("00124", "Kari Fjellbu", "40000000", "kari@fjordvik.example")
    with pytest.raises(Conflict) as refused:
        change_person(session, person_id, second, seen=seen, act=admin)
    assert refused.value.facts == {"changed": {"name": ["Kari Fjellbu", "Kari Fjell"]}}
    assert session.get(Person, person_id).employee_no == "00123"


def test_an_unknown_area_is_refused_and_a_leader_may_not(village, session, admin, leader):
    with pytest.raises(BadInput, match="area"):
        add_person(session, PersonWish("1", "Ola", home_area="vest"), act=admin)
    with pytest.raises(NotAllowed):
        add_person(session, KARI, act=leader)


def test_a_number_that_is_there_is_kept_and_a_new_one_is_checked(village, session, admin):
    person_id = add_person(session, KARI, act=admin)
    row = session.get(Person, person_id)
    row.phone = "12345"
    session.flush()
    change_person(
        session, person_id, replace(KARI, phone="12345", name="Eva"), seen=None, act=admin
    )
    assert (row.name, row.phone) == ("Eva", "12345")
    with pytest.raises(BadInput, match="phone"):
        change_person(session, person_id, replace(KARI, phone="12346"), seen=None, act=admin)


def test_an_address_that_is_there_is_kept_and_a_new_one_is_checked(village, session, admin):
    person_id = add_person(session, KARI, act=admin)
    row = session.get(Person, person_id)
    row.email = "kari.@gammel.example"
    session.flush()
    same = replace(KARI, email=row.email, name="Eva")
    change_person(session, person_id, same, seen=None, act=admin)
    assert (row.name, row.email) == ("Eva", "kari.@gammel.example")
    other = replace(KARI, email="ola.@gammel.example")
    with pytest.raises(BadInput, match="email"):
        change_person(session, person_id, other, seen=None, act=admin)


def test_a_name_has_one_blank_between_words_and_00_is_a_plus():
    fields = PersonWish("1", " Kari   Fjellbu ", "0046 70-123 45 67").fields()
    assert (fields["name"], fields["phone"]) == ("Kari Fjellbu", "+46701234567")
