"""The forms of a search for cover, and of the questions a person has been asked."""

from __future__ import annotations

from vikarsentral.callout import CalloutStage, CalloutState, MessageState
from vikarsentral.offer import AnswerState
from web.api.fields import Choice, Flag, Instant, Strict, Text, Whole
from web.api.schemas import BREAK_HIGH, Many, Nested

COUNT_HIGH = 100_000


class SearchPerson(Strict):
    """One person asked: where the answer and the message stand."""

    person = Text(required=True)
    state = Choice(*AnswerState, required=True)
    sent = Choice(*MessageState, required=True, allow_none=True)
    opened = Flag(required=True)


class SearchWave(Strict):
    """One wave: an offer to the people of one group."""

    offer = Text(required=True)
    number = Whole(1, COUNT_HIGH, required=True)
    group = Choice(*CalloutStage, required=True)
    window_ends = Instant(required=True)
    open = Flag(required=True)
    people = Many(Nested(SearchPerson), required=True)


class Search(Strict):
    """Where the newest search for a need stands; the newest wave comes first."""

    need = Text(required=True)
    state = Choice("not_started", *CalloutState, required=True)
    started_by = Text(required=True, allow_none=True)
    started_at = Instant(required=True, allow_none=True)
    responsible = Text(required=True, allow_none=True)
    taken_at = Instant(required=True, allow_none=True)
    next_at = Instant(required=True, allow_none=True)
    asked = Whole(0, COUNT_HIGH, required=True)
    left_in_peace = Whole(0, COUNT_HIGH, required=True)
    waves = Many(Nested(SearchWave), required=True)


class OwnQuestion(Strict):
    """One question to the one who asks, and until when it may be answered."""

    offer = Text(required=True)
    need = Text(required=True)
    unit_name = Text(required=True)
    area_name = Text(required=True)
    start = Instant(required=True)
    end = Instant(required=True)
    unpaid_break = Whole(0, BREAK_HIGH, required=True)
    mode = Choice("exclusive", "open", required=True)
    state = Choice("asked", "noted", required=True)
    window_ends = Instant(required=True)


class OwnQuestions(Strict):
    """What one is asked and has no last word on yet, by start."""

    offers = Many(Nested(OwnQuestion), required=True)


class Paused(Strict):
    """Until when one is left in peace."""

    paused_until = Instant(required=True)
