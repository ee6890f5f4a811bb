"""What the other side reads is a whole sentence in their own language."""

import pytest

from tests.vikarsentral.worked.conftest import AFTER, leader_with_person, own, self_of, tell
from vikarsentral import worked
from vikarsentral.tables import Message
from vikarsentral.tables.columns import Language
from vikarsentral.worked.letters import AWAY, TEXTS, TIMES


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.NB, "Nå står det 11.01.2027 07:30–15:15."),
        (Language.NN, "No står det 11.01.2027 07:30–15:15."),
        (Language.EN, "Now it says 11.01.2027 07:30–15:15."),
    ],
)
def test_person_reads_what_stands(village, day, language, said):
    own(village, day).language = language
    tell(village, day, end=15)
    message = village.session.query(Message).one()
    assert said in message.body
    assert (message.kind, message.person_id) == ("hours_told", day.person_id)


def test_not_coming_is_told_without_a_cause(village, day):
    worked.did_not_come(village.session, shift_id=day.id, actor=village.leader, now=AFTER)
    assert AWAY["nb"] in village.session.query(Message).one().body


def test_objection_reaches_the_leader_once(village, day):
    leader = leader_with_person(village, village.solvang)
    tell(village, day, end=15)
    for _ in range(2):
        actor = self_of(day)
        worked.object_to(village.session, shift_id=day.id, actor=actor, now=AFTER)
    told = village.session.query(Message).filter_by(person_id=leader.id).all()
    assert [message.kind for message in told] == ["hours_objected"]


def test_every_sentence_is_there_in_three_languages():
    for texts in (*TEXTS.values(), AWAY, TIMES):
        assert set(texts) == {"nb", "nn", "en"}
