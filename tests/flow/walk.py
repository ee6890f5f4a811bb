"""A walk of random steps over searches, offers and bookings, judged after each step.

After each step every row is compared with what it was: only the moves on the chart are allowed,
nobody has two things at once, everyone who was asked gets one last word, and in a wave the
highest-ranked yes wins.
"""

import random
from collections import Counter
from datetime import timedelta

from sqlalchemy import String, cast, literal, select, union_all

from tests.flow.acts import MORE_ACTS
from tests.flow.moving import MOVING
from tests.vikarsentral.callout.conftest import Search
from tests.vikarsentral.offer.town import LENGTH, NOW, START
from vikarsentral.callout.taking import responsible
from vikarsentral.errors import BadInput, Conflict, NotAllowed, NotFound
from vikarsentral.offer import lawful
from vikarsentral.offer.late import is_late_yes
from vikarsentral.offer.rows import ASKABLE
from vikarsentral.tables import (
    OCCUPYING,
    AgencyOrder,
    AgencyStatus,
    AnswerState,
    Callout,
    CalloutState,
    Message,
    Need,
    NeedStatus,
    Offer,
    OfferAnswer,
    OfferState,
    PlanRun,
    PostKind,
    Shift,
    ShiftLead,
)

MINUTE = timedelta(minutes=1)
NEED_MOVES = {
    ("open", "covered"),
    ("covered", "open"),
    ("open", "withdrawn"),
    ("covered", "withdrawn"),
    # A published plan proposes what nobody of our own can take to the agency gate.
    ("open", "agency"),
    ("covered", "agency"),
    ("agency", "open"),
    ("agency", "covered"),
    ("agency", "withdrawn"),
}
OFFER_MOVES = {("open", end) for end in ("settled", "withdrawn", "expired")}
ANSWER_MOVES = {
    ("asked", "noted"),
    ("asked", "yours"),
    ("asked", "declined"),
    ("asked", "closed"),
    ("noted", "yours"),
    ("noted", "declined"),
    ("noted", "closed"),
    # While the offer is open a no may become a yes.
    ("declined", "noted"),
    ("declined", "yours"),
}
CALLOUT_MOVES = {("running", end) for end in ("covered", "stopped", "exhausted")}
ORDER_MOVES = {("proposed", "declined")}
PLAN_MOVES = {("done", "published")}
SHIFT_MOVES = {(was, "cancelled") for was in ("planned", "confirmed")}
SHIFT_MOVES |= {(was, "absent") for was in ("planned", "confirmed")}
CHART = (
    (Need, "status", NEED_MOVES),
    (Offer, "state", OFFER_MOVES),
    (OfferAnswer, "state", ANSWER_MOVES),
    (Callout, "state", CALLOUT_MOVES),
    (Shift, "status", SHIFT_MOVES),
    (AgencyOrder, "status", ORDER_MOVES),
    (PlanRun, "state", PLAN_MOVES),
)
STATES = union_all(
    *(
        select(literal(kind.__name__), kind.id, cast(getattr(kind, column), String))
        for kind, column, _ in CHART
    )
)
KINDS = (PostKind.POOL, PostKind.PART_TIME, PostKind.PART_TIME, PostKind.HOURLY, PostKind.STAFF)


EVERY_ACT = (*MORE_ACTS, *MOVING)


class Walk:
    """One town, some needs that overlap each other, and a clock that only goes forward."""

    def __init__(self, session, seed, acts=EVERY_ACT):
        self.acts = acts
        self.draw = random.Random(seed)
        self.town = Search(session)
        self.session = session
        self.now = NOW
        self.people = [self.town.someone(KINDS[n % len(KINDS)]) for n in range(7)]
        starts = [START + timedelta(hours=self.draw.choice([0, 2, 8, 26])) for _ in range(5)]
        priced = {"is_agency_allowed": True, "agency_ore_per_hour": 90_000}
        self.needs = [
            self.town.need(starts_at=at, ends_at=at + LENGTH, **(priced if n < 2 else {}))
            for n, at in enumerate(starts)
        ]
        user = self.town.user("ansvarsvakt")
        lead = {"user_id": user.id, "unit_id": self.town.unit.id, "named_by": "leder"}
        times = {"starts_at": NOW + 6 * MINUTE, "ends_at": NOW + 90 * MINUTE, "named_at": NOW}
        self.lead = self.town.add(ShiftLead(**lead, **times))
        self.seen = self.read()

    def read(self):
        """Return every row's state, by kind and id."""
        self.session.flush()
        self.session.expire_all()
        found = {(kind, row_id): state for kind, row_id, state in self.session.execute(STATES)}
        for row in self.session.scalars(select(Callout)):
            found["responsible", row.id] = responsible(row)
        for answer, wave in self.session.execute(select(OfferAnswer, Offer).join(Offer)):
            found["late yes", answer.id] = is_late_yes(wave, answer)
        return found

    def step(self):
        """Do one thing drawn at random; what is refused must change nothing."""
        act = self.draw.choice(self.acts)
        refused, self.is_by_lead = None, False
        leads = self.lead.starts_at <= self.now < self.lead.ends_at
        try:
            with self.session.begin_nested():
                act(self)
        except (Conflict, BadInput, NotAllowed, NotFound) as error:
            refused = error
        after = self.read()
        is_changed = after != self.seen
        assert not (refused and is_changed), f"{act.__name__} was refused and changed something"
        is_wrong = isinstance(refused, NotAllowed | NotFound) if leads else is_changed
        assert not (self.is_by_lead and is_wrong), f"{act.__name__} by a shift lead: {refused}"
        self.judge(act.__name__, after, is_refused=refused is not None)

    def judge(self, name, after, *, is_refused):
        """Compare all rows with what they were, and look for what must never be."""
        if is_refused:  # as if it had never been: it is rolled back, and nothing has changed
            return
        moves = {kind.__name__: allowed for kind, _, allowed in CHART}
        self.only_running_searches_are_taken_over(after, name)
        self.a_late_yes_needs_a_search(after, name)
        for key, state in after.items():
            if key[0] not in moves:
                continue
            was = self.seen.get(key, state)
            off = was != state and (was, state) not in moves[key[0]]
            assert not off, f"{name}: {key} went from {was} to {state}"
        self.the_highest_ranked_yes_has_it(after)
        self.seen = after
        self.nobody_is_in_two_places()
        self.covered_is_covered()
        self.orders_are_proposed_where_nobody_is_left()
        self.everyone_asked_has_a_last_word()
        if name == "time_goes":
            self.no_search_runs_for_nothing()

    def only_running_searches_are_taken_over(self, after, name):
        for (kind, row_id), who in after.items():
            was = self.seen.get((kind, row_id), who) if kind == "responsible" else who
            assert was == who or name == "takes_over", f"{name} took a search from {was}"
            assert was == who or self.seen["Callout", row_id] == "running", "taken after its end"

    def a_late_yes_needs_a_search(self, after, name):
        """Ask that a yes after its question was over is said by its person, to a live search."""
        for (kind, row_id), is_late in after.items():
            was = self.seen.get((kind, row_id), False) if kind == "late yes" else is_late
            if was == is_late:
                continue
            answers = ("says_yes", "says_yes_late") if is_late else ("says_no", "says_no_late")
            assert name in answers, f"{name} made a late yes {is_late}"
            if is_late:
                need_id = self.session.get(
                    Offer, self.session.get(OfferAnswer, row_id).offer_id
                ).need_id
                assert self.is_looked_for(need_id), "a late yes to nobody"

    def is_looked_for(self, need_id):
        query = select(Callout.id).where(Callout.need_id == need_id)
        ids = self.session.scalars(query).all()
        return any(self.seen.get(("Callout", one)) == "running" for one in ids)

    def nobody_is_in_two_places(self):
        held = self.session.scalars(select(Shift).where(Shift.status.in_(OCCUPYING))).all()
        for one in held:
            for other in held:
                same = one.id < other.id and one.person_id == other.person_id
                assert not (
                    same and one.starts_at < other.ends_at and other.starts_at < one.ends_at
                ), "two places at once"

    def covered_is_covered(self):
        held = self.session.scalars(select(Shift).where(Shift.status.in_(OCCUPYING))).all()
        counts = Counter(one.need_id for one in held)
        for need in self.session.scalars(select(Need)):
            wanted = 1 if need.status is NeedStatus.COVERED else 0
            assert counts[need.id] == wanted, f"need {need.id} is {need.status} with {counts}"

    def orders_are_proposed_where_nobody_is_left(self):
        live = select(AgencyOrder.need_id).where(AgencyOrder.status != AgencyStatus.DECLINED)
        counts = Counter(self.session.scalars(live))
        for need in self.session.scalars(select(Need)):
            wanted = 1 if need.status is NeedStatus.AGENCY else 0
            assert counts[need.id] == wanted, f"need {need.id} is {need.status} with {counts}"

    def everyone_asked_has_a_last_word(self):
        """Ask for one last word each; who got the shift some other way is told of that instead."""
        over = select(OfferAnswer, Offer.need_id).join(Offer).where(Offer.state != OfferState.OPEN)
        told = Counter(
            self.session.scalars(select(Message.key).where(Message.key.like("offer:%:final")))
        )
        query = select(Shift.need_id, Shift.person_id)
        given = set(map(tuple, self.session.execute(query)))
        got = select(Message.person_id).where(Message.kind.in_(("shift_given", "plan_published")))
        got = set(self.session.scalars(got))
        for answer, need_id in self.session.execute(over):
            assert answer.state not in (AnswerState.ASKED, AnswerState.NOTED), "left waiting"
            key = f"offer:{answer.offer_id}:{answer.person_id}:final"
            has_got_it = (need_id, answer.person_id) in given and answer.person_id in got
            wanted = {answer.state is not AnswerState.DECLINED} | (
                {False} if has_got_it else set()
            )
            assert told[key] in wanted, f"{key} {answer.state}"

    def the_highest_ranked_yes_has_it(self, after):
        """Ask of each new winner that nobody above said yes, or could still have said it."""
        for (kind, row_id), state in after.items():
            if kind != "OfferAnswer" or state != "yours" or self.seen.get((kind, row_id)) == state:
                continue
            winner = self.session.get(OfferAnswer, row_id)
            wave = self.session.get(Offer, winner.offer_id)
            above = select(OfferAnswer).where(
                OfferAnswer.offer_id == wave.id, OfferAnswer.rank < winner.rank
            )
            for one in self.session.scalars(above):
                if one.state is AnswerState.DECLINED:
                    continue
                was = self.seen[kind, one.id]
                assert was != "asked" or wave.window_ends_at <= self.now, "won too early"
                unlawful = lawful.receipts(self.session, wave.need_id, [one.person_id], self.now)
                assert was != "noted" or unlawful, "a lower-ranked yes won"

    def no_search_runs_for_nothing(self):
        query = select(Callout.id).join(Need).where(Callout.state == CalloutState.RUNNING)
        idle = self.session.scalars(query.where(Need.status.not_in(ASKABLE))).all()
        assert idle == [], "a search goes on for a need nobody is needed for"


STEPS = 60


def walk(session, seed, acts=EVERY_ACT, steps=STEPS):
    """Take some steps in a town that is thrown away afterwards."""
    kept = session.begin_nested()
    try:
        one = Walk(session, seed, acts)
        for _ in range(steps):
            one.step()
    finally:
        kept.rollback()
        session.expire_all()
