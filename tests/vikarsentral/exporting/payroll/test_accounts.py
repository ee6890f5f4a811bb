"""Accounts of units are dated, replaced for the same date only, and in the record."""

from datetime import date

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral.access import RoleName
from vikarsentral.errors import BadInput, NotAllowed, NotFound
from vikarsentral.exporting.payroll.accounts import NO_ACCOUNT, Account, accounts, set_account
from vikarsentral.tables import Event, UnitAccount

FIRST, LATER = Account("10200", "2310", "253"), Account("10200", "2311", "253", "P7")


@pytest.fixture
def put(village):
    """A function that sets Solvang's account from a date."""

    def of(account, since=date(2027, 1, 1), **who):
        actor = who.get("actor", village.actor(RoleName.ADMIN))
        unit = who.get("unit", village.solvang.id)
        return set_account(village.session, unit, account, valid_from=since, actor=actor, now=NOW)

    return of


def test_each_date_has_its_own(village, put):
    assert put(FIRST)
    assert put(LATER, date(2027, 3, 1))
    held = accounts(village.session)
    unit = village.solvang.id
    assert held.on(unit, date(2026, 12, 31)) == NO_ACCOUNT
    assert held.on(unit, date(2027, 2, 28)) == FIRST
    assert held.on(unit, date(2027, 3, 1)) == LATER
    assert held.on(village.fjellheim.id, date(2027, 3, 1)) == NO_ACCOUNT
    assert held.of(unit) == [(date(2027, 3, 1), LATER), (date(2027, 1, 1), FIRST)]


def test_the_same_again_changes_nothing_and_a_change_tells_before_and_after(village, put):
    assert put(FIRST)
    assert not put(Account(" 10200 ", "2310", "253"))
    assert put(LATER)
    assert village.session.query(UnitAccount).count() == 1
    lines = village.session.query(Event).filter_by(kind="unit.account_set").all()
    assert [line.data["after"]["responsibility"] for line in lines] == ["2310", "2311"]
    assert lines[1].data["before"]["responsibility"] == "2310"


@pytest.mark.parametrize("code", ["1;2", '"', "x" * 21, "=1", "a\nb"])
def test_codes_the_files_cannot_hold_are_refused_all_at_once(village, put, code):
    with pytest.raises(BadInput) as refused:
        put(Account(code, "1", code))
    assert [fault.where for fault in refused.value.faults] == ["account", "function"]


def test_only_for_units_there_are_and_by_those_who_may(village, put):
    with pytest.raises(NotFound):
        put(FIRST, unit=999_999)
    with pytest.raises(NotAllowed):
        put(FIRST, actor=village.leader)
