"""What asks for the password anew, in a working day's session and on a remembered phone."""

import pytest

from vikarsentral.access import Action, Held
from vikarsentral.access.confirming import DAILY, DELICATE, must_confirm, renews

REQUEST_AND_BOOKING = {
    *(Action.REPORT_ABSENCE, Action.CREATE_NEED, Action.SEE_NEED, Action.BOOK, Action.SEND_OFFER),
}


def test_request_and_booking_never_ask():
    old_phone = Held(1, is_device=True, is_fresh=False)
    assert [one for one in REQUEST_AND_BOOKING if must_confirm(old_phone, one)] == []


@pytest.mark.parametrize("action", Action)
def test_nothing_asks_while_the_password_is_fresh(action):
    assert not must_confirm(Held(1, is_device=True, is_fresh=True), action)
    assert not must_confirm(Held(1, is_device=False, is_fresh=True), action)


@pytest.mark.parametrize("action", sorted(DELICATE))
def test_the_delicate_asks_in_every_session(action):
    assert must_confirm(Held(1, is_device=True, is_fresh=False), action)
    assert must_confirm(Held(1, is_device=False, is_fresh=False), action)


def test_a_phone_asks_for_all_that_is_not_daily_and_an_office_does_not():
    phone, office = (Held(1, is_device=told, is_fresh=False) for told in (True, False))
    asks = {action for action in Action if must_confirm(phone, action)}
    assert asks == set(Action) - DAILY
    assert {action for action in Action if must_confirm(office, action)} == DELICATE
    assert set() == DAILY & DELICATE


def test_only_use_in_a_fresh_session_at_work_renews():
    assert renews(Held(1, is_device=False, is_fresh=True), Action.MANAGE_PEOPLE)
    assert not renews(Held(1, is_device=False, is_fresh=False), Action.MANAGE_PEOPLE)
    assert not renews(Held(1, is_device=True, is_fresh=True), Action.MANAGE_PEOPLE)
    assert not renews(Held(1, is_device=False, is_fresh=True), Action.SEE_NEED)
