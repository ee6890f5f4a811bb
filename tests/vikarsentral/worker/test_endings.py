"""Reminders are written once per agreement, receiver and step: 60, 30 and 7 days before."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.vikarsentral.agreements.parties import Parties
from tests.vikarsentral.village import NOW
from vikarsentral.access import RoleName
from vikarsentral.tables import Message, RoleGrant, User
from vikarsentral.tables.columns import Language
from vikarsentral.worker.endings import body, write_reminders

END = date(2027, 3, 31)


def days_before(days):
    return NOW + (END - NOW.date()) - timedelta(days=days)


@pytest.fixture
def parties(village):
    made = Parties(village)
    for login, role, unit in (
        ("tv", RoleName.TILLITSVALGT, None),
        ("plan", RoleName.PLANNER, None),
        ("leder", RoleName.MANAGER, village.solvang.id),
        ("nabo", RoleName.MANAGER, village.fjellheim.id),
    ):
        user = User(login=login, name=login, password_hash="x", session_key=login, created_at=NOW)
        user.roles.append(RoleGrant(role=role, unit_id=unit))
        village.add(user)
    return made


def told(parties, now):
    write_reminders(parties.session, now=now)
    rows = parties.session.scalars(select(Message).order_by(Message.id))
    return [(row.recipient, row.key.split(":")[3]) for row in rows]


def test_each_step_is_told_once_to_both_sides(parties):
    parties.signed(valid_to=END)
    assert told(parties, days_before(61)) == []
    first = [("tv", "60"), ("plan", "60")]
    assert told(parties, days_before(60)) == first
    assert told(parties, days_before(45)) == first
    second = [*first, ("tv", "30"), ("plan", "30")]
    assert told(parties, days_before(30)) == second
    third = [*second, ("tv", "7"), ("plan", "7")]
    assert told(parties, days_before(7)) == third
    assert told(parties, days_before(0)) == third
    assert told(parties, days_before(-1)) == third


def test_leader_of_a_unit_with_dependent_shifts_is_told_and_no_other(parties):
    village = parties.village
    parties.signed(valid_to=END)
    person = village.person()
    village.shift(person, "2027-04-05T13:30", hours=8)
    village.shift(person, "2027-04-06T07:30")
    assert told(parties, days_before(30)) == [("tv", "30"), ("plan", "30"), ("leder", "30")]
    row = parties.session.scalars(select(Message)).first()
    assert row.body.endswith("bare er lovlige med avtalen: 2.")
    assert row.links[0].endswith(f"/avtaler/{row.key.split(':')[1]}")


def test_employee_is_reached_as_an_employee(parties):
    person = parties.village.person(phone="+4790000000")
    user = parties.session.scalars(select(User).where(User.login == "tv")).one()
    user.person_id, user.language = person.id, Language.EN
    parties.signed(valid_to=END)
    write_reminders(parties.session, now=days_before(60))
    row = parties.session.scalars(select(Message).order_by(Message.id)).first()
    assert (row.channel, row.recipient) == ("sms", "+4790000000")
    assert row.body.startswith("The agreement")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_message_is_whole_sentences_without_any_name(parties, language):
    from vikarsentral.overview.depending import Ending

    ending = Ending(1, "L1", "Hviletid", END, 30, ())
    text = body(ending, language)
    assert "31.03.2027" in text
    assert text.count(".") == 4


def test_ended_early_is_told_for_its_new_end(parties):
    row = parties.signed(valid_to=date(2027, 12, 31))
    parties.end(row, END)
    assert told(parties, days_before(60)) == [("tv", "60"), ("plan", "60")]
