"""The forms of the API: what is taken in and what is given out, one class each."""

from __future__ import annotations

from typing import Any

import marshmallow as ma

from vikarsentral.preference import Aside
from web.api.fields import (
    Choice,
    Day,
    Instant,
    QueryWhole,
    Strict,
    Text,
    Whole,
)

MAX_PEOPLE = 500
MAX_NEEDS_WIDE = 20
MAX_DAYS = 31
NOTE_LONGEST = 300
BREAK_HIGH = 2880
PAGE_HIGH = 200

Nested = ma.fields.Nested
Many = ma.fields.List


def person(**metadata: str) -> Text:
    """Return a field for a person's id."""
    return Text(required=True, longest=20, metadata={"description": "Personens id.", **metadata})


class Fault(Strict):
    """One fault of a refusal."""

    code = Text(required=True)
    field = ma.fields.String(required=True)
    message = ma.fields.String(required=True)


class Sentences(Strict):
    """One sentence in three languages."""

    nb = ma.fields.String(required=True)
    nn = ma.fields.String(required=True)
    en = ma.fields.String(required=True)


class Receipt(Strict):
    """Why one person was asked, is possible, was not chosen or is not allowed."""

    need = Text(required=True)
    person = Text(required=True, allow_none=True)
    verdict = Choice("asked", "possible", "not_allowed", "not_chosen", required=True)
    rule = Text(required=True, allow_none=True)
    source = Text(required=True, allow_none=True)
    numbers = ma.fields.Dict(keys=ma.fields.String(), required=True)
    text = Nested(Sentences, required=True)
    data_at = ma.fields.String(required=True, metadata={"format": "date-time"})


class Error(Strict):
    """A refusal. `errors` lists every fault of a 422; `receipts` tell why it is not lawful."""

    code = Text(required=True)
    message = ma.fields.String(required=True)
    field = ma.fields.String()
    errors = Many(Nested(Fault))
    facts = ma.fields.Dict(keys=ma.fields.String())
    receipts = Many(Nested(Receipt))
    request_id = Text(required=True)


class NewAbsence(Strict):
    """Who is away, and from when to when. No cause: there is nowhere to write one."""

    person = person()
    start = Instant(required=True)
    end = Instant(required=True)


def note() -> Text:
    """Return a field for what the one who comes must know; nobody else sees it."""
    return Text(longest=NOTE_LONGEST)


class Span(Strict):
    """A stretch within a need."""

    start = Instant(required=True)
    end = Instant(required=True)


class Lower(Strict):
    """Competences that are enough from an instant on; none at all is an empty list."""

    requires = Many(Text(longest=40), required=True, validate=ma.validate.Length(max=20))
    since = Instant(required=True, data_key="from")


class NewExtra(Strict):
    """A need without an absence; outside its core it may be left uncovered."""

    unit = Text(required=True, longest=60)
    start = Instant(required=True)
    end = Instant(required=True)
    unpaid_break = Whole(0, BREAK_HIGH, load_default=0)
    requires = Many(Text(longest=40), load_default=list, validate=ma.validate.Length(max=20))
    priority = Whole(1, 3, load_default=1)
    core = Nested(Span)
    lower = Nested(Lower)
    note = note()


class NewNeeds(Strict):
    """Exactly one of the three; `several` is one request for several days, all or nothing."""

    absence = Nested(NewAbsence)
    extra = Nested(NewExtra)
    several = Many(Nested(NewExtra), validate=ma.validate.Length(min=1, max=MAX_DAYS))

    @ma.validates_schema
    def exactly_one(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse none and more than one.

        Raises:
            marshmallow.ValidationError: there is not exactly one.
        """
        if len(data) != 1:
            message = "one_of|Send én av absence, extra og several."
            raise ma.ValidationError(message)


class Asked(Strict):
    """One person's place in an offer."""

    person = Text(required=True)
    rank = Whole(1, MAX_PEOPLE, required=True)
    state = Choice("asked", "noted", "yours", "declined", "closed", required=True)


class Offer(Strict):
    """One wave of asking."""

    id = Text(required=True)
    need = Text(required=True)
    mode = Choice("exclusive", "open", required=True)
    state = Choice("open", "settled", "withdrawn", "expired", required=True)
    places = Whole(1, MAX_NEEDS_WIDE, required=True)
    case = Text(required=True, allow_none=True)
    window_ends = Instant(required=True)
    people = Many(Nested(Asked), required=True)


class NewOffer(Strict):
    """Who to ask, in order, and until when."""

    people = Many(
        Text(longest=20), required=True, validate=ma.validate.Length(min=1, max=MAX_PEOPLE)
    )
    window_ends = Instant(required=True)
    mode = Choice("exclusive", "open", load_default="exclusive")
    places = Whole(1, MAX_NEEDS_WIDE, load_default=1)
    case = Text(longest=40, load_default=None)


class Answer(Strict):
    """Where one person stands in an offer after their answer."""

    offer = Text(required=True)
    need = Text(required=True)
    person = Text(required=True)
    state = Choice("asked", "noted", "yours", "declined", "closed", required=True)
    window_ends = Instant(required=True)
    shift = Text(required=True, allow_none=True)


class Need(Strict):
    """The live state of one need."""

    id = Text(required=True)
    unit = Text(required=True)
    unit_name = Text(required=True)
    start = Instant(required=True)
    end = Instant(required=True)
    unpaid_break = Whole(0, BREAK_HIGH, required=True)
    requires = Many(Text(), required=True)
    priority = Whole(1, 3, required=True)
    status = Choice("open", "covered", "agency", "withdrawn", required=True)
    absence = Text(required=True, allow_none=True)
    person = Text(required=True, allow_none=True)
    shift = Text(required=True, allow_none=True)
    core = Nested(Span, required=True, allow_none=True)
    lower = Nested(Lower, required=True, allow_none=True)
    order = Text(required=True, allow_none=True)
    offers = Many(Nested(Offer), required=True)


class Named(Strict):
    """Who stands behind an id."""

    person = Text(required=True)
    person_name = Text(required=True)


class NeedWithOptions(Need):
    """A need and the first who could take it, with their names beside the receipts."""

    options = Many(Nested(Receipt), required=True)
    people = Many(Nested(Named), required=True)


class NeedsMade(Strict):
    """What a report led to."""

    absence = Text(required=True, allow_none=True)
    needs = Many(Nested(NeedWithOptions), required=True)


class Options(Strict):
    """Everyone considered for a need, lawful first, then by marginal cost, then by id."""

    need = Text(required=True)
    unit_name = Text(required=True)
    options = Many(Nested(Receipt), required=True)
    people = Many(Nested(Named), required=True)


class OptionsQuery(Strict):
    """How many of the lawful to show; the others are always shown."""

    top = QueryWhole(1, PAGE_HIGH, load_default=10)


class NewBooking(Strict):
    """Who to book, and why past part-timers whose turn has not come (AML § 14-3)."""

    person = person()
    preference_reason = Choice(
        *Aside,
        metadata={
            "description": "Hvorfor en timelønnet settes opp før deltidsansatte med"
            " fortrinnsrett har fått svare. Uten den viser"
            " loggen at ingen grunn ble oppgitt."
        },
    )


class Shift(Strict):
    """One shift."""

    id = Text(required=True)
    uid = Text(required=True)
    person = Text(required=True)
    need = Text(required=True, allow_none=True)
    unit = Text(required=True)
    unit_name = Text(required=True)
    area = Text(required=True)
    start = Instant(required=True)
    end = Instant(required=True)
    unpaid_break = Whole(0, BREAK_HIGH, required=True)
    kind = Choice("rota", "cover", required=True)
    status = Choice("planned", "confirmed", "worked", "absent", "cancelled", required=True)


class Shifts(Strict):
    """Own shifts in the order of time."""

    shifts = Many(Nested(Shift), required=True)


class ShiftsQuery(Strict):
    """Oslo dates, both included; without them the last week and the next eight."""

    first = Day(data_key="from")
    last = Day(data_key="to")
