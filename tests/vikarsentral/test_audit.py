from datetime import timedelta

from tests.vikarsentral.village import NOW
from vikarsentral import audit


def test_lines_are_read_newest_first_and_by_subject(session):
    for number in range(3):
        audit.write(
            session,
            actor="kari",
            now=NOW + timedelta(minutes=number),
            kind="need.opened",
            subject=("need", number % 2),
            data={"number": number},
        )
    session.flush()
    assert [line.data["number"] for line in audit.lines(session)] == [2, 1, 0]
    about = audit.lines(session, subject=("need", 0), limit=1)
    assert [(line.actor, line.kind, line.data) for line in about] == [
        ("kari", "need.opened", {"number": 2})
    ]
