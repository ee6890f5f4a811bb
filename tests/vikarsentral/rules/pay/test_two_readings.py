"""The engine and the slow reading agree on random stretches; splitting moves only roundings."""

import os
import random
from datetime import UTC, datetime, timedelta

import pytest

from tests.reference import pay as slow
from tests.vikarsentral.rules.pay.made import book, minutes
from vikarsentral.rules.pay import Part, PayContract, Work, price, rounded

CASES = 250 * int(os.environ.get("VIKARSENTRAL_TEST_CASES", "1"))
BATCHES = 8
NASTY = (
    *("2027-03-28T01:00", "2027-10-31T01:00", "2026-03-29T01:00", "2026-10-25T01:00"),
    *("2027-03-27T12:00", "2027-03-24T12:00", "2027-12-24T15:00", "2026-12-31T12:00"),
    *("2027-05-17T00:00", "2027-05-15T12:00", "2026-12-26T08:00", "2027-05-01T10:00"),
    *("2027-05-05T17:00", "2027-05-06T04:00", "2027-01-01T00:00", "2028-04-30T17:00"),
)


def some_start(rng):
    if rng.random() < 0.7:
        near = datetime.fromisoformat(rng.choice(NASTY)).replace(tzinfo=UTC)
        return near + timedelta(minutes=rng.randint(-1200, 300))
    return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=rng.randrange(3 * 525_600))


def some_parts(rng, paid, kinds):
    cut = sorted(rng.randint(0, paid) for _ in range(2))
    lengths = (cut[0], cut[1] - cut[0], paid - cut[1])
    parts = [(kind, length) for kind, length in zip(kinds, lengths, strict=True) if length]
    return parts or [(kinds[0], paid)]


def some_case(rng):
    elapsed = rng.randint(1, 960)
    pause = rng.choice((0, 0, 30, 45)) if elapsed > 60 else 0
    start = some_start(rng)
    end = start + timedelta(minutes=elapsed)
    kinds = rng.choice((("contract", "merarbeid", "overtime"), ("hourly", "hourly", "overtime")))
    parts = some_parts(rng, elapsed - pause, kinds)
    if kinds[0] == "hourly":
        overtime = sum(length for kind, length in parts if kind == "overtime")
        rest = elapsed - pause - overtime
        parts = [pair for pair in (("hourly", rest), ("overtime", overtime)) if pair[1]]
    original = None
    if rng.random() < 0.2:
        moved = timedelta(minutes=rng.randint(-300, 300))
        original = (start + moved, end + moved)
    hourly = rng.choice((21_077, 22_264, 29_545, 33_629, 47_001))
    contract = {
        "hourly_ore": hourly,
        "overtime_hourly_ore": rng.choice((hourly, hourly + 13)),
        "is_rota": rng.random() < 0.7,
        "is_part_time": rng.random() < 0.5,
        "has_extra_holiday": rng.random() < 0.2,
        "pension": rng.choice(("municipal", "teacher")),
    }
    settings = {
        "threshold": rng.randint(0, 1),
        "dst_contract": rng.randint(0, 1),
        "dst_hourly": rng.randint(0, 1),
        "zone": rng.randrange(7),
    }
    work = {
        "start": start,
        "end": end,
        "unpaid_break": pause,
        "parts": parts,
        "is_free_day": rng.random() < 0.2,
        "original": original,
    }
    return work, contract, settings


def of_epoch(instant):
    return int(instant.timestamp()) // 60


def ours(work, contract, settings):
    own = book(
        part_time_threshold=settings["threshold"],
        dst_contract=settings["dst_contract"],
        dst_hourly=settings["dst_hourly"],
        zone=settings["zone"],
    )
    original = work["original"] and tuple(of_epoch(one) for one in work["original"])
    stretch = Work(
        of_epoch(work["start"]),
        of_epoch(work["end"]),
        tuple(Part(*part) for part in work["parts"]),
        unpaid_break=work["unpaid_break"],
        is_free_day=work["is_free_day"],
        original=original,
    )
    return stretch, PayContract(**contract), own


@pytest.mark.parametrize("batch", range(BATCHES))
def test_both_readings_pay_the_same_minutes_and_ore(batch):
    rng = random.Random(f"pay {batch}")
    for _ in range(CASES):
        case = some_case(rng)
        pay = price(*ours(*case))
        found = {}
        for line in pay.lines:
            if not line.is_employers and line.minutes:
                key = (line.part, line.kind, line.rate_ore)
                found[key] = found.get(key, 0) + line.minutes
        expected, gross, cost = slow.priced(*case)
        assert found == dict(expected), case
        halves = sum(not line.is_employers for line in pay.lines) / 2
        assert abs(pay.gross_ore - gross) <= halves, case
        assert abs(pay.total - cost) <= 1.5 * len(pay.lines), case


@pytest.mark.parametrize("batch", range(BATCHES))
def test_each_line_can_be_redone_from_the_receipt_alone(batch):
    rng = random.Random(f"redo {batch}")
    for _ in range(CASES // 5):
        pay = price(*ours(*some_case(rng)))
        for line in pay.lines:
            if line.is_employers:
                assert line.amount_ore == rounded(line.basis_ore * line.hundredths, 10_000)
            else:
                assert line.amount_ore == rounded(line.rate_ore * line.minutes, 60)
        assert pay.total == sum(line.amount_ore for line in pay.lines)
        assert sum(one.total for one in pay.by_part().values()) == pay.total


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_split_changes_no_minute_and_only_roundings(batch):
    rng = random.Random(f"split {batch}")
    for _ in range(CASES // 5):
        raw, contract, settings = some_case(rng)
        settings |= {"dst_contract": 1, "dst_hourly": 1}
        raw |= {"unpaid_break": 0, "parts": []}
        elapsed = of_epoch(raw["end"]) - of_epoch(raw["start"])
        if elapsed < 2:
            continue
        kind = rng.choice(("contract", "merarbeid", "overtime"))
        middle = rng.randrange(1, elapsed)
        cut = raw["start"] + timedelta(minutes=middle)
        whole = price(*ours(raw | {"parts": [(kind, elapsed)]}, contract, settings))
        halves = [
            price(*ours(raw | {"end": cut, "parts": [(kind, middle)]}, contract, settings)),
            price(*ours(raw | {"start": cut, "parts": [(kind, elapsed - middle)]},
                        contract, settings)),
        ]  # fmt: skip
        together = {}
        for half in halves:
            for each, count in minutes(half).items():
                together[each] = together.get(each, 0) + count
        assert together == minutes(whole)
        lines = len(whole.lines) + sum(len(half.lines) for half in halves)
        assert abs(whole.total - sum(half.total for half in halves)) <= lines
