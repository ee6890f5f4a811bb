"""Play mornings: the product's own decisions on a simulated clock, and people who answer.

Who is asked, how many, until when and who wins are the product's functions; only the people are
made up. All shares are estimates for simulation and say nothing about anybody.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from vikarsentral.callout.people import Askable, askable
from vikarsentral.callout.step import Step, next_step
from vikarsentral.clock import OSLO
from vikarsentral.contact import Wishes
from vikarsentral.offer.settle import _winner
from vikarsentral.tables import AnswerState, CalloutStage, OfferAnswer

WEEK = timedelta(days=7)
BANDS = (timedelta(hours=2), timedelta(hours=12), timedelta(hours=48))
SHARES = {
    CalloutStage.POOL: (0.98, 0.99, 0.99, 0.99),
    CalloutStage.PART_TIME: (0.30, 0.42, 0.50, 0.55),
    CalloutStage.HOURLY: (0.25, 0.35, 0.45, 0.50),
    CalloutStage.OVERTIME: (0.08, 0.10, 0.12, 0.12),
}
MEDIAN_MINUTES = (4.0, 12.0, 45.0, 45.0)
SIGMA = 1.0
HOLIDAY, EVENING, KNOWN, TIRED = 0.7, 0.7, 1.15, 0.6
TIRED_FROM = 2  # questions before this one in seven days
SAYS_NO = 0.6
ASLEEP = 0.85
SLEEP_FROM, SLEEP_TO = 23, 6
FRIDAY, SATURDAY, EVENING_HOUR = 4, 5, 17
HOLIDAY_WEEKS = frozenset({8, 13, 26, 27, 28, 29, 30, 31, 32, 41, 52, 53})


class Way(StrEnum):
    """Name the ways of asking that are compared."""

    PRODUCT = "the product's waves"
    FIRST_COME = "the same order, first yes wins"
    BROADCAST = "everybody lawful at once, first yes wins"


@dataclass(frozen=True, slots=True)
class Person:
    """One who may lawfully come, in the agreed order's group."""

    id: int
    stage: CalloutStage
    wishes: Wishes
    knows_unit: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One absence: the day's number, the need, when it was told, and who could come in order."""

    day: int
    need: int
    told_at: datetime
    starts_at: datetime
    ends_at: datetime
    people: tuple[Person, ...]


@dataclass(slots=True)
class Outcome:
    """What came of one absence.

    Attributes:
        messages: questions sent.
        minutes: from told to covered; None when nobody came.
        is_in_time: covered before the shift began.
        passed_over: questions to one while somebody above could have been asked and was not.
        lower_won: somebody took it though one above, asked too, would have said yes in time.
    """

    messages: int = 0
    minutes: float | None = None
    is_in_time: bool = False
    passed_over: int = 0
    lower_won: bool = False


@dataclass(slots=True)
class Town:
    """What one way of asking has led to so far: who was asked when, and who is taken today."""

    way: Way
    seed: int
    asked: dict[int, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    busy: set[tuple[int, int]] = field(default_factory=set)

    def lately(self, person: int, now: datetime) -> int:
        """Return how many questions a person has had in the last seven days."""
        return sum(now - WEEK < at <= now for at in self.asked[person][-20:])


@dataclass(frozen=True, slots=True)
class Answer:
    """What one who is asked does: says yes or no at an instant, or never answers (None)."""

    is_yes: bool
    at: datetime | None


def play(cases: Sequence[Case], way: Way, mornings: int, seed: int) -> Iterator[Outcome]:
    """Let mornings pass in one way of asking.

    Args:
        cases: of some whole weeks; they come again until the mornings are over.
        way: how people are asked.
        mornings: how many days.
        seed: of the answers; the same person answers the same question alike in every way of
            asking, but for being tired of questions.

    Yields:
        One outcome per absence.
    """
    by_day: dict[int, list[Case]] = defaultdict(list)
    for case in cases:
        by_day[case.day].append(case)
    cycle = 7 * math.ceil((max(by_day) + 1) / 7)
    town = Town(way, seed)
    for day in range(mornings):
        later = timedelta(days=day - day % cycle)
        for case in by_day[day % cycle]:
            yield _morning(town, case, day, later)


def _morning(town: Town, case: Case, day: int, later: timedelta) -> Outcome:
    out = Outcome()
    free = [one for one in case.people if (day, one.id) not in town.busy]
    won = _broadcast if town.way is Way.BROADCAST else _in_waves
    found = won(town, case, free, later, out)
    if found is not None:
        person, at = found
        town.busy.add((day, person))
        out.minutes = (at - case.told_at) / timedelta(minutes=1)
        out.is_in_time = at < case.starts_at
    return out


Won = tuple[int, datetime]


def _broadcast(
    town: Town, case: Case, free: list[Person], later: timedelta, out: Outcome
) -> Won | None:
    answers = {one.id: _ask(town, case, one, case.told_at, later) for one in free}
    out.messages = len(free)
    return _first_yes(answers, case.ends_at, out)


def _first_yes(answers: dict[int, Answer], until: datetime, out: Outcome) -> Won | None:
    """Return the fastest yes; *answers* are in order of rank."""
    yes = [
        (one.at, rank, person)
        for rank, (person, one) in enumerate(answers.items())
        if one.is_yes and one.at is not None and one.at < until
    ]
    if not yes:
        return None
    at, rank, person = min(yes)
    out.lower_won = rank > min(place for _, place, _ in yes)
    return person, at


def _in_waves(
    town: Town, case: Case, free: list[Person], later: timedelta, out: Outcome
) -> Won | None:
    now, unasked = case.told_at, list(free)
    while now < case.ends_at:
        left = [
            askable(one.id, one.stage, one.wishes, town.lately(one.id, now + later), now)
            for one in unasked
        ]
        step = next_step(left, starts_at=case.starts_at, ends_at=case.ends_at, now=now)
        if step.until is None:
            return None
        if step.stage is None:
            now = step.until
            continue
        out.passed_over += _passed_over(left, step, now)
        out.messages += len(step.chosen)
        chosen = {one.person_id for one in step.chosen}
        answers = {
            one.id: _ask(town, case, one, now, later) for one in unasked if one.id in chosen
        }
        unasked = [one for one in unasked if one.id not in chosen]
        if town.way is Way.FIRST_COME:
            found, now = _first_yes(answers, step.until, out), step.until
        else:
            found, now = _settled(answers, step.until)
        if found is not None:
            return found
    return None


def _passed_over(left: Sequence[Askable], step: Step, now: datetime) -> int:
    """Count those above the lowest one asked who could have been asked now and were not."""
    chosen = {one.person_id for one in step.chosen}
    lowest = max(place for place, one in enumerate(left) if one.person_id in chosen)
    return sum(
        one.askable_at is not None and one.askable_at <= now and one.person_id not in chosen
        for one in left[:lowest]
    )


def _settled(answers: dict[int, Answer], until: datetime) -> tuple[Won | None, datetime]:
    """Return who has it by the product's own rule and when, or when the wave is over."""
    rows = [
        OfferAnswer(person_id=person, rank=rank, state=AnswerState.ASKED)
        for rank, person in enumerate(answers, 1)
    ]
    events = sorted(
        (one.at, rank, one.is_yes)
        for rank, one in enumerate(answers.values())
        if one.at is not None and one.at < until
    )
    for at, rank, is_yes in events:
        rows[rank].state = AnswerState.NOTED if is_yes else AnswerState.DECLINED
        if (winner := _winner(rows, over=False)) is not None:
            return (winner.person_id, at), at
    if (winner := _winner(rows, over=True)) is not None:
        return (winner.person_id, until), until
    everybody = all(row.state is AnswerState.DECLINED for row in rows)
    return None, events[-1][0] if everybody else until


def _ask(town: Town, case: Case, person: Person, now: datetime, later: timedelta) -> Answer:
    """Ask one person; draws do not depend on the way of asking."""
    draw = random.Random(f"{town.seed}/{later.days}/{case.day}/{case.need}/{person.id}")
    says, silence, sleeps = draw.random(), draw.random(), draw.random()
    delay = draw.lognormvariate(0.0, SIGMA)
    tired = town.lately(person.id, now + later) >= TIRED_FROM
    town.asked[person.id].append(now + later)
    is_yes = says < _share(case, person, now, is_tired=tired)
    if not is_yes and silence >= SAYS_NO:
        return Answer(is_yes=False, at=None)
    minutes = delay * MEDIAN_MINUTES[_band(case, now)]
    return Answer(is_yes, _awake(now, is_asleep=sleeps < ASLEEP) + timedelta(minutes=minutes))


def _band(case: Case, now: datetime) -> int:
    return sum(case.starts_at - now >= edge for edge in BANDS)


def _share(case: Case, person: Person, now: datetime, *, is_tired: bool) -> float:
    share = SHARES[person.stage][_band(case, now)]
    local = case.starts_at.astimezone(OSLO)
    if local.weekday() in (FRIDAY, SATURDAY) and local.hour >= EVENING_HOUR:
        share *= EVENING
    if local.isocalendar().week in HOLIDAY_WEEKS:
        share *= HOLIDAY
    if person.knows_unit:
        share *= KNOWN
    if is_tired:
        share *= TIRED
    return min(share, 1.0)


def _awake(now: datetime, *, is_asleep: bool) -> datetime:
    """Return when one who is asked begins to think about it."""
    local = now.astimezone(OSLO)
    if not is_asleep or SLEEP_TO <= local.hour < SLEEP_FROM:
        return now
    day = local.date() + timedelta(days=1 if local.hour >= SLEEP_FROM else 0)
    return datetime(day.year, day.month, day.day, SLEEP_TO, tzinfo=OSLO).astimezone(now.tzinfo)
