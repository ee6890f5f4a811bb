"""What waits and what did not arrive is listed by unit, what failed first, for a day."""

from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral.overview.undelivered import undelivered
from vikarsentral.tables import Message, MessageState

HOUR = timedelta(hours=1)


@pytest.fixture
def write(village, session):
    """A function that puts a message about a need at a unit in the outbox."""
    person = village.person()

    def put(key, state, unit, age=HOUR, fault=None, **more):
        need = village.need("2027-01-11T07:30", unit=unit)
        session.add(
            Message(
                key=key, person_id=person.id, recipient="+4790000000", channel="sms",
                kind="offer_asked", need_id=need.id, body="x", links=[], state=state,
                attempts=2, created_at=NOW - age, next_attempt_at=NOW, last_fault=fault, **more,
            )
        )  # fmt: skip
        session.flush()
        return need.id

    return put


def test_what_failed_stands_first_and_what_arrived_nowhere(village, session, write):
    write("a", MessageState.QUEUED, village.solvang, age=48 * HOUR)
    failed = write("b", MessageState.FAILED, village.solvang, fault="550", tried=["push"])
    write("c", MessageState.SENT, village.solvang)
    write("d", MessageState.DELIVERED, village.solvang)
    write("e", MessageState.FAILED, village.solvang, age=25 * HOUR, fault="550")
    write("f", MessageState.EXPIRED, village.solvang)
    write("g", MessageState.EXPIRED, village.solvang, fault="timeout")
    found = undelivered(session, None, NOW)
    assert [one.state.value for one in found] == ["failed", "queued", "expired"]
    first = found[0]
    assert (first.need_id, first.fault, first.tried, first.channel) == (
        failed, "550", ("push",), "sms"
    )  # fmt: skip


def test_each_unit_has_its_own(village, session, write):
    mine = write("a", MessageState.QUEUED, village.solvang)
    theirs = write("b", MessageState.QUEUED, village.fjellheim, held_since=NOW)
    assert [one.need_id for one in undelivered(session, {village.solvang.id}, NOW)] == [mine]
    (other,) = undelivered(session, {village.fjellheim.id}, NOW)
    assert (other.need_id, other.is_held) == (theirs, True)
    assert undelivered(session, set(), NOW) == []
