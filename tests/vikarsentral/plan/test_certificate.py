"""Certificates: made, read back, and found out when one number is changed."""

import copy
import json
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from solver.lagrange import WHOLE_LABELS, Relaxation
from solver.lagrange_told import NOBODY
from tests import builders, random_problems
from tests.reference.exhaustive import optimum
from vikarsentral.plan.certificate import certificate_of, make_certificate, verify
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile import read_problem
from vikarsentral.problemfile.planfile import read_certificate


def drawn(seed, size="tiny"):
    document = random_problems.problem(seed, size)
    return document, read_problem(random_problems.problem_bytes(document))


def made(facts, objective=10**9):
    certificate = make_certificate(facts, seconds=1.0, objective=objective)
    return read_certificate(json.loads(json.dumps(certificate)))


@pytest.mark.parametrize("seed", range(random_problems.cases(25)))
def test_a_certificate_verifies_and_stays_below_the_best_plan(seed):
    document, facts = drawn(seed)
    certificate = made(facts)
    verified = verify(facts, certificate)
    assert verified.faults == ()
    assert verified.ok
    assert verified.bound == certificate["bound"] <= optimum(document).objective


def test_one_changed_multiplier_is_found_out():
    found = tried = 0
    for seed in range(12):
        _, facts = drawn(seed, "small")
        certificate = made(facts)
        for need in list(certificate["multipliers"])[:4]:
            tampered = copy.deepcopy(certificate)
            tampered["multipliers"][need] -= 1_000_003
            verified = verify(facts, tampered)
            tried += 1
            assert verified.ok == (verified.bound == certificate["bound"])
            found += not verified.ok
    assert tried > 20
    assert found > tried // 2


def test_a_bound_claimed_too_high_is_not_believed():
    _, facts = drawn(3, "small")
    honest = made(facts)
    certificate = honest | {"bound": honest["bound"] + 1}
    verified = verify(facts, certificate)
    assert not verified.ok
    assert verified.bound == certificate["bound"] - 1
    assert [fault.where for fault in verified.faults] == ["/bound"]


def test_a_certificate_of_another_problem_is_refused():
    _, facts = drawn(3, "small")
    certificate = made(facts) | {"problem_sha256": "0" * 64}
    assert [fault.where for fault in verify(facts, certificate).faults] == ["/problem_sha256"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("multipliers", {"nobody": 1}),
        ("weekend_steps", {"nobody": 1}),
        ("weekend_steps", []),
        ("red_day_multipliers", {"nobody": {}}),
        ("red_share_multipliers", {"nobody": 1}),
        ("overtime_multipliers", {"nobody": {"0": 1}}),
        ("lines", "many"),
        ("labels", 0),
        ("labels", "many"),
        ("labels", 10**9),
    ],
)
def test_what_is_no_certificate_is_told_with_its_place(key, value):
    _, facts = drawn(4, "small")
    verified = verify(facts, made(facts) | {key: value})
    assert not verified.ok
    assert any(fault.where.startswith(f"/{key}") for fault in verified.faults)


@pytest.mark.parametrize("value", [-1, 1.5, True, "7", 1 << 60])
def test_multipliers_that_prove_nothing_count_as_zero(value):
    document, facts = drawn(4)
    person = document["people"][0]["id"]
    wild = {key: {person: {"0": value}} for key in ("red_day_multipliers", "overtime_multipliers")}
    wild |= {key: {person: value} for key in ("red_share_multipliers", "weekend_steps")}
    verified = verify(facts, made(facts) | wild)
    assert len(verified.faults) >= 3
    assert verified.bound <= optimum(document).objective


def test_multipliers_of_any_size_never_prove_too_much():
    for seed in range(10):
        document, facts = drawn(seed)
        best = optimum(document).objective
        for ore in (1 << 40, -(1 << 40), 10**9, 0):
            wild = made(facts) | {"multipliers": {n["id"]: ore for n in document["needs"]}}
            assert verify(facts, wild).bound <= best
        people = [one["id"] for one in document["people"]]
        for ore in (1 << 24, 5_000, 7):
            across = {"red_share_multipliers": dict.fromkeys(people, ore)}
            across["overtime_multipliers"] = {p: {"0": ore, "3": ore} for p in people}
            assert verify(facts, made(facts) | across).bound <= best


def test_a_red_monday_that_a_sunday_night_reaches_is_charged_once():
    spans = {
        "a": ("2027-05-16 22:00", "2027-05-17 02:30"),
        "b": ("2027-05-17 04:30", "2027-05-17 09:00"),
        "c": ("2027-05-23 08:00", "2027-05-23 12:30"),
    }
    accepts = {"merarbeid_minutes_week": 2400, "overtime": False, "night": True}
    hourly = builders.person(
        kind="hourly", stillingsprosent=0, hourly_cost_ore=30_000, accepts=accepts
    )
    document = builders.document(
        needs=[builders.need(key, *span, priority=1, agency=None) for key, span in spans.items()],
        people=[hourly],
        start="2027-05-10",
        end="2027-05-24",
    )
    facts = read_problem(random_problems.problem_bytes(document))
    best = optimum(document).objective
    certificate = made(facts, best)
    assert certificate["bound"] <= best
    gains = {"multipliers": dict.fromkeys(spans, 2_160_000)}
    for day in range(9):
        priced = gains | {"red_day_multipliers": {"p1": {str(day): 2_067_491}}}
        verified = verify(facts, certificate | priced | {"bound": 4_412_509})
        assert not verified.ok
        assert verified.bound <= best


def test_another_kind_of_lines_is_answered_with_the_kinds_there_are():
    _, facts = drawn(4, "small")
    fault = verify(facts, made(facts) | {"lines": "PERIOD"}).faults[0]
    assert (fault.where, fault.allowed) == ("/lines", "'week' eller 'period' eller 'sets'")


def test_a_certificate_that_had_no_time_holds_all_the_same(monkeypatch):
    monkeypatch.setattr("vikarsentral.plan.certificate.PATIENCE", 0.0)
    for seed in range(5):
        _, facts = drawn(seed, "small")
        certificate = make_certificate(facts, seconds=0.0, objective=10**9)
        assert verify(facts, read_certificate(json.loads(json.dumps(certificate)))).ok


def test_lines_over_all_weeks_prove_more_and_say_so():
    _, facts = drawn(5, "small")
    translation = translate(facts)
    packed = translation.problem
    whole = Relaxation(packed, labels=WHOLE_LABELS, whole=True)
    proof = whole.bound(replace(whole.none(), task=whole.idle // 2))
    certificate = read_certificate(
        json.loads(json.dumps(certificate_of(facts, translation, proof)))
    )
    assert certificate["lines"] == "sets"
    assert certificate["labels"] == WHOLE_LABELS
    assert verify(facts, certificate).ok
    assert certificate["bound"] >= proof.bound
    by_week = verify(facts, certificate | {"lines": "week"})
    assert by_week.bound <= certificate["bound"]


def test_one_made_before_there_were_sets_proves_what_it_claims():
    more = 0
    for seed in range(12):
        _, facts = drawn(seed, "small")
        translation = translate(facts)
        if translation.problem.wide or not translation.problem.size[1]:
            continue
        older = Relaxation(translation.problem, labels=WHOLE_LABELS, whole=True, told=NOBODY)
        proof = older.bound(replace(older.none(), task=older.idle // 2))
        certificate = certificate_of(facts, translation, proof) | {"lines": "period"}
        assert verify(facts, certificate).ok
        by_sets = verify(facts, certificate | {"lines": "sets"})
        assert by_sets.bound >= certificate["bound"]
        more += by_sets.bound > certificate["bound"]
    assert more


@pytest.mark.parametrize("lines", ["period", "sets"])
def test_long_periods_have_no_lines_over_all_weeks(lines):
    document, _ = drawn(5, "small")
    start = datetime.fromisoformat(document["period"]["start"]).astimezone(ZoneInfo("Europe/Oslo"))
    document["period"]["end"] = (start + timedelta(weeks=8)).isoformat()
    facts = read_problem(random_problems.problem_bytes(document))
    verified = verify(facts, made(facts) | {"lines": lines})
    assert "/lines" in [fault.where for fault in verified.faults]
