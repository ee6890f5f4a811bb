"""Whose turn came first in the weeks behind: asked, or passed over, and never unsaid."""

from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral.demo import turns
from vikarsentral.demo.ledger import Life
from vikarsentral.preference import CHECKED
from vikarsentral.preference.walk import APPROVED
from vikarsentral.tables import AgencyBasis


def made(days):
    life = Life()
    life.orders.append({"id": 3, "basis": AgencyBasis.VIKARIAT, "approved_at": None})
    life.cover.append({"person_id": 9, "created_at": None, "changed_at": None})
    return life, {"id": 7, "created_at": NOW - timedelta(days=days)}


def test_part_timers_were_asked_and_had_answered_before_an_order():
    life, need = made(20)
    turns.ordered(life, need, [4, 5], [(one, 5_000) for one in range(3, 9)], NOW)
    (event,) = life.events
    assert (event["kind"], event["subject_id"], event["data"]["order"]) == (APPROVED, "7", 3)
    told = event["data"]["preference"]
    assert (told["considered"], told["had_turn"], told["passed_over"]) == (6, [4, 5], [])
    assert told["inside"] == [[one, 5_000] for one in range(3, 9)]
    assert [(one["person_id"], one["rank"]) for one in life.answers] == [(4, 1), (5, 2)]
    for one in life.answers:
        assert need["created_at"] < one["asked_at"] < one["answered_at"] < event["at"]
    assert event["at"] == life.orders[0]["approved_at"]


@pytest.mark.parametrize(("days", "passed"), [(8, [4]), (9, [])])
def test_in_the_last_days_they_were_passed_over(days, passed):
    life, need = made(days)
    turns.hired(life, need, [4], [(4, 5_000)], NOW)
    (event,) = life.events
    assert (event["kind"], event["data"]["person"]) == (CHECKED, 9)
    assert event["data"]["passed_over"] == passed
    assert bool(life.offers) == (not passed)


def test_nobody_able_needs_no_question():
    life, need = made(20)
    turns.hired(life, need, [], [(4, 5_000)], NOW)
    assert life.offers == []
    assert life.events[0]["data"]["passed_over"] == []
