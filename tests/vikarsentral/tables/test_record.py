"""The record is append-only, and an outgoing message is known by its key."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from tests.vikarsentral.village import NOW
from vikarsentral import audit
from vikarsentral.tables import Message


@pytest.mark.parametrize(
    "statement",
    [
        "update event set actor = 'someone else'",
        "delete from event",
        "truncate event",
    ],
)
def test_record_refuses_to_be_changed(session, statement):
    audit.write(session, actor="a", now=NOW, kind="k", subject=("need", 1))
    session.flush()
    with pytest.raises(ProgrammingError, match="append-only"):
        session.execute(text(statement))


def test_record_triggers_stand_in_the_catalogue(session):
    found = session.scalars(
        text("select tgname from pg_trigger where tgrelid = 'event'::regclass order by 1")
    ).all()
    assert found == ["event_no_change", "event_no_truncate"]


def test_message_key_is_unique(session):
    def message():
        return Message(key="k", recipient="a", channel="email", kind="x", body="x", created_at=NOW)

    session.add(message())
    session.flush()
    session.add(message())
    with pytest.raises(IntegrityError, match="uq_message_key"):
        session.flush()
