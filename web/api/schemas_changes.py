"""The forms of changing a request, taking things back, and cover by several people."""

from __future__ import annotations

from vikarsentral.compound import CompoundState, Way
from vikarsentral.offer import AnswerState
from web.api.fields import Choice, Instant, Strict, Text, Whole
from web.api.schemas import BREAK_HIGH, Lower, Many, Nested, Span, note


class NewTimes(Strict):
    """What a need shall say from now on; what is left out is taken away."""

    start = Instant(required=True)
    end = Instant(required=True)
    core = Nested(Span)
    lower = Nested(Lower)
    note = note()


class Cover(Strict):
    """Who is meant; when somebody else has the need by now, or nobody, nothing is changed."""

    is_optional = True

    person = Text(
        longest=20,
        metadata={"description": "Hvem det gjelder. Har en annen vakten nå, skjer ingenting."},
    )


class Withdrawn(Strict):
    """An absence that was taken back, and the needs that nobody is needed for any more."""

    absence = Text(required=True)
    needs = Many(Text(), required=True)


class CannotCome(Strict):
    """A shift somebody cannot come to, and the need that stands open again."""

    shift = Text(required=True)
    need = Text(required=True)


class TogetherPart(Strict):
    """One person's part; `state` is null for who had said yes beforehand."""

    person = Text(required=True)
    start = Instant(required=True)
    end = Instant(required=True)
    way = Choice(*Way, required=True)
    leaves_unit = Text(required=True, allow_none=True)
    state = Choice(*AnswerState, required=True, allow_none=True)
    need = Text(required=True, allow_none=True)


class Together(Strict):
    """The newest combination of people for a need, whole or as one of its parts."""

    need = Text(required=True)
    state = Choice("none", *CompoundState, required=True)
    start = Instant(required=True, allow_none=True)
    end = Instant(required=True, allow_none=True)
    dropped_minutes = Whole(0, BREAK_HIGH, required=True)
    window_ends = Instant(required=True, allow_none=True)
    parts = Many(Nested(TogetherPart), required=True)
