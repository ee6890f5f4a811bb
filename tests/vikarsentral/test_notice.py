import pytest

from tests.vikarsentral.village import NOW, at
from vikarsentral import notice
from vikarsentral.tables import Message, MessageState


def write(village, person, key="k", **changes):
    values = {"person": person, "kind": "shift_given", "key": key, "body": "Hei", "now": NOW}
    notice.write(village.session, **{**values, **changes})


def test_message_waits_in_the_outbox(village):
    person = village.person()
    write(village, person, links=["/vakter"], deadline_at=at("2027-01-11T07:30"))
    row = village.session.query(Message).one()
    assert (row.recipient, row.channel, row.state) == (person.email, "email", MessageState.QUEUED)
    assert (row.links, row.attempts, row.next_attempt_at) == (["/vakter"], 0, NOW)


def test_same_key_is_written_once(village):
    person = village.person()
    write(village, person)
    write(village, person, body="Noe annet")
    assert [row.body for row in village.session.query(Message)] == ["Hei"]


@pytest.mark.parametrize(
    ("changes", "channel"),
    [
        ({"phone": "+4790000000"}, "sms"),
        ({}, "email"),
        ({"email": None}, "console"),
    ],
)
def test_channel_follows_what_is_known(village, changes, channel):
    assert notice.channel_of(village.person(**changes))[0] == channel


@pytest.mark.parametrize("kind", sorted(notice.TEXTS))
def test_every_message_has_every_language(kind):
    texts = notice.TEXTS[kind]
    assert set(texts) == {"nb", "nn", "en"}
    facts = {"who": "HVEM", "when": "NÅR", "unit": "HVOR", "given": 1, "cancelled": 2}
    for language in texts:
        assert "{" not in notice.text(kind, language, **facts)


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2027-01-11T07:30", "2027-01-11T15:00", "11.01.2027 07:30–15:00"),
        ("2027-03-27T21:45", "2027-03-28T07:30", "27.03.2027 21:45–07:30"),
    ],
)
def test_times_are_told_on_the_oslo_clock(start, end, text):
    assert notice.when(at(start), at(end)) == text


def test_many_are_written_at_once_and_a_known_key_changes_nothing(village):
    one, other = village.person(), village.person(email=None)
    write(village, one, key="a", body="Først")
    letters = [
        notice.Letter(person=person, kind="shift_given", key=key, body="Nå", now=NOW)
        for person, key in ((one, "a"), (one, "b"), (other, "c"))
    ]
    notice.write_all(village.session, letters)
    notice.write_all(village.session, [])
    rows = village.session.query(Message).order_by(Message.key)
    told = [(row.key, row.body, row.channel) for row in rows]
    assert told == [("a", "Først", "email"), ("b", "Nå", "email"), ("c", "Nå", "console")]
