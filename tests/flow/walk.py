"""A walk of random steps over searches, offers and bookings, judged after each step.

After each step every row is compared with what it was: only the moves on the chart are allowed,
nobody has two things at once, everyone who was asked gets one last word, and in a wave the
highest-ranked yes wins.
"""

import random
from collections import Counter
from datetime import timedelta

from sqlalchemy import select

from tests.vikarsentral.callout.conftest import Search
from tests.vikarsentral.offer.town import LENGTH, NOW, START, leader, self_of
from vikarsentral import callout, offer, shift
from vikarsentral import need as needs
from vikarsentral.errors import BadInput, Conflict
from vikarsentral.need.details import details_of
from vikarsentral.offer import lawful
from vikarsentral.tables import (
    OCCUPYING,
    Absence,
    AnswerState,
    Callout,
    CalloutState,
    Message,
    Need,
    NeedStatus,
    Offer,
    OfferAnswer,
    OfferState,
    PostKind,
    Shift,
)

NEED_MOVES = {
    ("open", "covered"),
    ("covered", "open"),
    ("open", "withdrawn"),
    ("covered", "withdrawn"),
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
CHART = (
    (Need, "status", NEED_MOVES),
    (Offer, "state", OFFER_MOVES),
    (OfferAnswer, "state", ANSWER_MOVES),
    (Callout, "state", CALLOUT_MOVES),
)
KINDS = (PostKind.POOL, PostKind.PART_TIME, PostKind.PART_TIME, PostKind.HOURLY, PostKind.STAFF)


class Walk:
    """One town, some needs that overlap each other, and a clock that only goes forward."""

    def __init__(self, session, seed):
        self.draw = random.Random(seed)
        self.town = Search(session)
        self.session = session
        self.now = NOW
        self.people = [self.town.someone(KINDS[n % len(KINDS)]) for n in range(7)]
        starts = [START + timedelta(hours=self.draw.choice([0, 2, 8, 26])) for _ in range(5)]
        self.needs = [self.town.need(starts_at=at, ends_at=at + LENGTH) for at in starts]
        self.seen = self.read()

    def read(self):
        """Return every row's state, by kind and id."""
        self.session.flush()
        self.session.expire_all()
        return {
            (kind.__name__, row_id): state.value
            for kind, column, _ in CHART
            for row_id, state in self.session.execute(select(kind.id, getattr(kind, column)))
        }

    def step(self):
        """Do one thing drawn at random; what is refused must change nothing."""
        act = self.draw.choice(ACTS)
        before = self.read()
        try:
            with self.session.begin_nested():
                act(self)
        except (Conflict, BadInput):
            assert self.read() == before, f"{act.__name__} was refused and changed something"
        self.judge(act.__name__)

    def judge(self, name):
        """Compare all rows with what they were, and look for what must never be."""
        after = self.read()
        moves = {kind.__name__: allowed for kind, _, allowed in CHART}
        for key, state in after.items():
            was = self.seen.get(key, state)
            off = was != state and (was, state) not in moves[key[0]]
            assert not off, f"{name}: {key} went from {was} to {state}"
        self.the_highest_ranked_yes_has_it(after)
        self.seen = after
        self.nobody_is_in_two_places()
        self.covered_is_covered()
        self.everyone_asked_has_a_last_word()
        if name == "time_goes":
            self.no_search_runs_for_nothing()

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

    def everyone_asked_has_a_last_word(self):
        over = select(OfferAnswer).join(Offer).where(Offer.state != OfferState.OPEN)
        told = Counter(
            self.session.scalars(select(Message.key).where(Message.key.like("offer:%:final")))
        )
        for answer in self.session.scalars(over):
            assert answer.state not in (AnswerState.ASKED, AnswerState.NOTED), "left waiting"
            key = f"offer:{answer.offer_id}:{answer.person_id}:final"
            assert told[key] == (answer.state is not AnswerState.DECLINED), f"{key} {answer.state}"

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
        idle = self.session.scalars(query.where(Need.status != NeedStatus.OPEN)).all()
        assert idle == [], "a search goes on for a need nobody is needed for"


def looks_for_cover(walk):
    need = walk.draw.choice(walk.needs)
    callout.start(walk.session, need_id=need.id, actor=leader(walk.town), now=walk.now)


def stops(walk):
    need = walk.draw.choice(walk.needs)
    callout.stop(walk.session, need_id=need.id, actor=leader(walk.town), now=walk.now)


def answers(walk, act, *, only_open=True):
    query = select(OfferAnswer).join(Offer)
    rows = walk.session.scalars(
        query.where(Offer.state == OfferState.OPEN) if only_open else query
    ).all()
    if rows:
        row = walk.draw.choice(rows)
        person = next(one for one in walk.people if one.id == row.person_id)
        act(walk.session, offer_id=row.offer_id, actor=self_of(person), now=walk.now)


def says_yes(walk):
    answers(walk, offer.accept)


def says_no(walk):
    answers(walk, offer.decline)


def says_yes_late(walk):
    answers(walk, offer.accept, only_open=False)


def says_no_late(walk):
    answers(walk, offer.decline, only_open=False)


def books_by_hand(walk):
    shift.book(
        walk.session,
        need_id=walk.draw.choice(walk.needs).id,
        person_id=walk.draw.choice(walk.people).id,
        actor=leader(walk.town),
        now=walk.now,
    )


def cancels(walk):
    rows = walk.session.scalars(select(Shift.id).where(Shift.need_id.is_not(None))).all()
    if rows:
        shift.cancel(
            walk.session,
            shift_id=walk.draw.choice(rows),
            actor=leader(walk.town),
            now=walk.now,
        )


def cannot_come(walk):
    rows = walk.session.scalars(select(Shift.id).where(Shift.need_id.is_not(None))).all()
    if rows:
        shift_id = walk.draw.choice(rows)
        callout.cannot_come(walk.session, shift_id=shift_id, actor=leader(walk.town), now=walk.now)


def comes_after_all(walk):
    rows = walk.session.scalars(select(Absence.id)).all()
    if rows:
        needs.withdraw_absence(
            walk.session,
            absence_id=walk.draw.choice(rows),
            actor=leader(walk.town),
            now=walk.now,
        )


def changes(walk):
    row = walk.draw.choice(walk.needs)
    callout.change(
        walk.session,
        need_id=row.id,
        starts_at=row.starts_at + timedelta(minutes=walk.draw.choice([-60, 0, 30])),
        ends_at=row.ends_at,
        details=details_of(row),
        actor=leader(walk.town),
        now=walk.now,
    )


def withdraws_an_offer(walk):
    rows = walk.session.scalars(select(Offer.id)).all()
    if rows:
        offer.withdraw(
            walk.session,
            offer_id=walk.draw.choice(rows),
            actor=leader(walk.town),
            now=walk.now,
        )


def withdraws_a_need(walk):
    if walk.draw.random() < 0.15:
        needs.withdraw(
            walk.session,
            need_id=walk.draw.choice(walk.needs).id,
            actor=leader(walk.town),
            now=walk.now,
        )


def time_goes(walk):
    walk.now += timedelta(minutes=walk.draw.choice([1, 6, 25]))
    offer.settle_due(walk.session, walk.now)
    for need_id in callout.due(walk.session, walk.now):
        callout.go_on(walk.session, need_id, walk.now)


ACTS = (
    *(looks_for_cover, looks_for_cover, says_yes, says_yes, says_no, says_no, says_yes_late),
    *(says_no_late, books_by_hand, cancels, withdraws_an_offer, withdraws_a_need, stops),
    *(cannot_come, comes_after_all, changes, time_goes, time_goes, time_goes),
)
STEPS = 60


def walk(session, seed, steps=STEPS):
    """Take some steps in a town that is thrown away afterwards."""
    kept = session.begin_nested()
    try:
        one = Walk(session, seed)
        for _ in range(steps):
            one.step()
    finally:
        kept.rollback()
        session.expire_all()
