"""One message per act, about what is near, in the person's language."""

from datetime import timedelta

from tests.vikarsentral.administration.rota.conftest import FIRST
from vikarsentral.administration.rota.letters import MOST_LINES, tell
from vikarsentral.tables import Message


def spans(row, many):
    return [
        (row.starts_at + timedelta(days=ahead), row.ends_at + timedelta(days=ahead))
        for ahead in range(many)
    ]


def test_what_is_far_away_is_not_told(village, session, leader, nurse):
    row = village.shift(nurse, f"{FIRST}T07:30")
    tell(session, nurse, row, before=[], after=spans(row, 1), act=leader)
    assert session.query(Message).count() == 0


def test_the_message_is_short_and_written_once(village, session, leader, nurse):
    nurse.language = "nn"
    row = village.shift(nurse, "2027-01-11T07:30")
    for _ in range(2):
        tell(session, nurse, row, before=spans(row, MOST_LINES + 3), after=[], act=leader)
    (message,) = session.query(Message)
    assert message.body.startswith("Turnusen din er endra. No: –. Før: 11.01.2027 07:30–15:00")
    assert message.body.count("07:30") == MOST_LINES
    assert "…" in message.body
