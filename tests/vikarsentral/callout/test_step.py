"""The next step of a search, decided from who is left: the order is never passed over."""

import random
from datetime import UTC, datetime, timedelta

from vikarsentral.callout import chances
from vikarsentral.callout.people import Askable
from vikarsentral.callout.step import MARGIN, next_step
from vikarsentral.tables import CalloutStage

NOW = datetime(2027, 1, 4, 5, 10, tzinfo=UTC)
STARTS = NOW + timedelta(minutes=80)
MINUTE = timedelta(minutes=1)


def one(number, stage=CalloutStage.PART_TIME, after=0, *, direct=False):
    """Return one who may be asked so many minutes from now; never, where it is None."""
    at = None if after is None else NOW + after * MINUTE
    return Askable(number, stage, at, direct)


def step(left, starts_at=STARTS, now=NOW):
    return next_step(left, starts_at=starts_at, ends_at=starts_at + 8 * 60 * MINUTE, now=now)


def ids(found):
    return [each.person_id for each in found.chosen]


def test_the_first_of_the_first_group_are_asked_and_no_more_than_needed():
    left = [one(number) for number in range(30)]
    found = step(left)
    assert ids(found) == list(range(chances.how_many(CalloutStage.PART_TIME, STARTS, NOW)))
    waves = chances.waves_of({CalloutStage.PART_TIME: 30}, STARTS, NOW)
    assert found.until == chances.window(STARTS, STARTS + 8 * 60 * MINUTE, NOW, waves)


def test_nobody_left_is_the_end():
    for left in ([], [one(1, after=None)]):
        found = step(left)
        assert (found.stage, found.chosen, found.until) == (None, (), None)


def test_one_who_sleeps_is_waited_for_only_where_there_is_time():
    left = [one(1, CalloutStage.POOL, after=30), one(2)]
    early = step(left, starts_at=NOW + MARGIN + 31 * MINUTE)
    assert (early.stage, early.until) == (None, NOW + 30 * MINUTE)
    late = step(left, starts_at=NOW + MARGIN + 30 * MINUTE)
    assert (late.stage, ids(late)) == (CalloutStage.PART_TIME, [2])


def test_awake_ones_of_the_same_group_are_asked_while_one_of_it_sleeps():
    left = [one(1, after=30), one(2)]
    found = step(left, starts_at=NOW + MARGIN + 31 * MINUTE)
    assert ids(found) == [2]


def drawn(draw):
    """Return some people in the agreed order, each askable now, later or never."""
    stages = sorted(draw.choices(list(CalloutStage), k=draw.randrange(12)), key=ORDER.index)
    times = [draw.choice([0, 0, 0, 20, 300, None]) for _ in stages]
    return [one(number, stages[number], times[number]) for number in range(len(stages))]


ORDER = list(CalloutStage)


def test_nobody_is_asked_while_one_above_who_may_be_asked_now_is_not():
    draw = random.Random(1)
    asked = waited = 0
    for _ in range(400):
        left = drawn(draw)
        found = step(left, starts_at=NOW + draw.choice([1, 200, 900]) * MINUTE)
        able = [each for each in left if each.askable_at == NOW]
        # Those asked are the first of all who may be asked: nobody stands above them.
        assert list(found.chosen) == able[: len(found.chosen)]
        assert {each.stage for each in found.chosen} <= {found.stage}
        later = [each for each in left if each.askable_at and each.askable_at > NOW]
        if not found.chosen:
            assert (found.until is None) == (not later)
            assert found.until is None or found.until == min(each.askable_at for each in later)
        asked += bool(found.chosen)
        waited += not found.chosen and found.until is not None
    assert asked > 100
    assert waited > 10
