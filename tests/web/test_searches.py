"""Every state of a search, an answer and a message has its word."""

from vikarsentral.offer import AnswerState
from vikarsentral.tables import CalloutStage, MessageState
from web.searches import ANSWERS, SENT, STAGES


def test_every_state_has_a_word():
    assert set(STAGES) == {stage.value for stage in CalloutStage}
    assert set(ANSWERS) == {state.value for state in AnswerState}
    assert set(SENT) == {state.value for state in MessageState}
