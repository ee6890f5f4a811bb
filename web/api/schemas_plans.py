"""The forms of plans, figures and health: what is taken in and what is given out."""

from __future__ import annotations

import marshmallow as ma

from web.api.fields import GROUPS, Choice, Day, Flag, Groups, Instant, Strict, Text, Whole

Nested = ma.fields.Nested
Many = ma.fields.List


class NewPlan(Strict):
    """Which weeks to plan, and how long to look for a better plan."""

    first_on = Day(metadata={"description": "En mandag; uten den: neste mandag."})
    weeks = Whole(1, 13, load_default=4)
    seconds = Whole(1, 3600, load_default=60)
    seed = Whole(0, 2_147_483_647, load_default=1)


OUTCOMES = ("own", "agency", "open", "none")
WHYS = ("new", "gone", "pinned", "person_gone", "stopped", "other_needs", "cheaper", "dearer")


class Place(Strict):
    """Where a need is: with one of our own, at an agency, open, or not in the plan."""

    outcome = Choice(*OUTCOMES, required=True)
    person = Text(required=True, allow_none=True)


class Why(Strict):
    """Why a need is not as it was; `ore` is what the sum would grow by were it as before."""

    code = Choice(*WHYS, required=True)
    rules = Many(Text(), required=True)
    ore = ma.fields.Integer(required=True, allow_none=True)
    changed = Many(Choice("time", "unit", "requires", "unpaid_break"), required=True)


class Moved(Strict):
    """One need that is not as it was in the plan before."""

    need = Text(required=True)
    was = Nested(Place, required=True)
    now = Nested(Place, required=True)
    why = Nested(Why, required=True, allow_none=True)


class Plan(Strict):
    """One plan run, from the order to the published plan."""

    id = Text(required=True)
    state = Choice("queued", "running", "done", "failed", "cancelled", "published", required=True)
    start = Instant(required=True)
    end = Instant(required=True)
    requested_at = Instant(required=True)
    started_at = Instant(required=True, allow_none=True)
    finished_at = Instant(required=True, allow_none=True)
    published_at = Instant(required=True, allow_none=True)
    seconds = Whole(1, 86_400, required=True)
    objective = ma.fields.Integer(required=True, allow_none=True)
    bound = ma.fields.Integer(required=True, allow_none=True)
    gap = ma.fields.Float(required=True, allow_none=True)
    status = Choice("proven", "best_in_time", required=True, allow_none=True)
    fault = Text(required=True, allow_none=True)
    progress = ma.fields.Dict(keys=ma.fields.String(), required=True)
    plan = ma.fields.Dict(
        keys=ma.fields.String(),
        required=True,
        allow_none=True,
        metadata={"description": "Planfilen, vikarsentral/plan/1."},
    )
    before = Text(
        required=True,
        allow_none=True,
        metadata={"description": "Planen den er sammenlignet med og begynte fra."},
    )
    kept = Whole(
        0,
        1_000_000,
        required=True,
        allow_none=True,
        metadata={"description": "Vakter som er som før."},
    )
    moves = ma.fields.List(
        Nested(Moved),
        required=True,
        allow_none=True,
        metadata={"description": "Vaktene som ikke er som før, hver med grunnen."},
    )


class Published(Strict):
    """What publication changed, in needs."""

    id = Text(required=True)
    state = Choice("published", required=True)
    given = Whole(0, 1_000_000, required=True)
    kept = Whole(0, 1_000_000, required=True)
    cancelled = Whole(0, 1_000_000, required=True)
    agency = Whole(0, 1_000_000, required=True)
    open = Whole(0, 1_000_000, required=True)


class SpendQuery(Strict):
    """Which days, and what to sum by."""

    first = Day(required=True, data_key="from")
    last = Day(required=True, data_key="to")
    group_by = Groups(load_default=lambda: ["unit", "month", "source"])


class SpendLine(Strict):
    """One figure, and everything it is made of; a group not asked for is null."""

    unit = Text(required=True, allow_none=True)
    month = Text(required=True, allow_none=True)
    source = Choice(
        "pool", "merarbeid", "overtime", "hourly", "agency", required=True, allow_none=True
    )
    minutes = ma.fields.Integer(required=True)
    cost_ore = ma.fields.Integer(required=True)
    shifts = Many(Text(), required=True)
    agency_orders = Many(Text(), required=True)


class Spend(Strict):
    """All volatile labour of some days."""

    first = Day(required=True, data_key="from")
    last = Day(required=True, data_key="to")
    group_by = Many(Choice(*GROUPS), required=True)
    lines = Many(Nested(SpendLine), required=True)
    minutes = ma.fields.Integer(required=True)
    cost_ore = ma.fields.Integer(required=True)


class Health(Strict):
    """Whether the service lives, and whether it can do its work."""

    status = Choice("ok", "down", required=True)
    checks = ma.fields.Dict(keys=ma.fields.String(), values=Flag())
