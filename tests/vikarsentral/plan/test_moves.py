"""What a plan moves against the plan before it, need by need, and why."""

import pytest

from tests import random_problems
from vikarsentral.plan.before import Before
from vikarsentral.plan.moves import moves_of
from vikarsentral.problemfile import problem_bytes, read_problem
from vikarsentral.rules.check import Roster, check
from vikarsentral.rules.person import person_breaches
from vikarsentral.rules.pins import pins_of

PERSON = {
    "kind": "pool",
    "full_week_minutes": 2130,
    "stillingsprosent": 10000,
    "competences": [{"id": "sykepleier"}],
    "sectors": ["health"],
    "hourly_cost_ore": 40000,
    "known_units": ["solvang"],
}
DAY = "2027-01-{:02}T{}+01:00"


def person(ref, **changes):
    return {"id": ref, **PERSON, **changes}


def need(ref, day, start="07:30", end="15:00", **changes):
    told = {"id": ref, "unit": "solvang", "start": DAY.format(day, start)}
    return told | {"end": DAY.format(day, end), "requires": [], "priority": 1} | changes


def document(needs, people, **changes):
    return {
        "format": "vikarsentral/problem/1",
        "timezone": "Europe/Oslo",
        "period": {"start": DAY.format(4, "00:00"), "end": DAY.format(11, "00:00")},
        "units": [{"id": "solvang", "sector": "health", "area": "nord"}],
        "people": people,
        "needs": needs,
    } | changes


def plan(given, agency=(), left=()):
    rows = [{"need": ref, "person": who} for ref, who in given.items()]
    return {"assignments": rows, "agency": list(agency), "open": list(left)}


def told(old, was, new, now):
    """Return what moved, by need."""
    facts = read_problem(problem_bytes(new))
    found = moves_of(facts, now, Before(3, old, was))
    assert found["before"] == 3
    assert len({one["need"] for one in found["moves"]}) == len(found["moves"])
    return {one["need"]: one for one in found["moves"]}, found["kept"]


PEOPLE = [person("p1"), person("p2")]
OLD = document([need("n1", 5), need("n2", 6)], PEOPLE)


def test_what_is_as_before_is_kept_and_not_told():
    same = plan({"n1": "p1", "n2": "p2"})
    assert told(OLD, same, OLD, same) == ({}, 2)


def test_a_new_need_and_one_that_is_gone():
    new = document([need("n1", 5), need("n3", 7)], PEOPLE)
    moves, kept = told(OLD, plan({"n1": "p1", "n2": "p2"}), new, plan({"n1": "p1"}, left=["n3"]))
    assert kept == 1
    assert moves["n3"]["why"]["code"] == "new"
    assert moves["n3"]["was"] == {"outcome": "none", "person": None}
    assert moves["n2"]["was"] == {"outcome": "own", "person": "p2"}
    assert moves["n2"]["now"] == {"outcome": "none", "person": None}
    assert moves["n2"]["why"]["code"] == "gone"


def test_a_person_who_has_left():
    new = document([need("n1", 5), need("n2", 6)], [person("p2")])
    moves, _ = told(OLD, plan({"n1": "p1", "n2": "p2"}), new, plan({"n1": "p2", "n2": "p2"}))
    assert moves["n1"]["why"]["code"] == "person_gone"
    assert moves["n1"]["now"] == {"outcome": "own", "person": "p2"}


def test_a_person_who_is_away_is_stopped_by_the_rule():
    away = [{"start": DAY.format(5, "00:00"), "end": DAY.format(6, "00:00")}]
    new = document([need("n1", 5), need("n2", 6)], [person("p1", unavailable=away), PEOPLE[1]])
    moves, _ = told(OLD, plan({"n1": "p1", "n2": "p2"}), new, plan({"n1": "p2", "n2": "p2"}))
    assert moves["n1"]["why"]["code"] == "stopped"
    assert moves["n1"]["why"]["rules"] == ["available"]


def test_a_person_who_got_another_need_is_stopped_beside_it():
    new = document([need("n1", 5), need("n2", 6), need("n3", 5)], PEOPLE)
    moves, _ = told(
        OLD, plan({"n1": "p1", "n2": "p2"}), new, plan({"n1": "p2", "n2": "p2", "n3": "p1"})
    )
    assert moves["n1"]["why"]["code"] == "other_needs"
    assert "overlap" in moves["n1"]["why"]["rules"]


def test_a_pin_is_why():
    new = document([need("n1", 5, pinned="p2"), need("n2", 6)], PEOPLE)
    moves, _ = told(OLD, plan({"n1": "p1", "n2": "p2"}), new, plan({"n1": "p2", "n2": "p2"}))
    assert moves["n1"]["why"]["code"] == "pinned"


def test_a_changed_time_is_told_beside_the_reason():
    new = document([need("n1", 5, end="16:00"), need("n2", 6)], PEOPLE)
    moves, _ = told(OLD, plan({"n1": "p1", "n2": "p2"}), new, plan({"n1": "p2", "n2": "p2"}))
    assert moves["n1"]["why"]["changed"] == ["time"]


def test_who_is_told_already_goes_before_the_earlier_plan():
    new = OLD | {"published": [{"need": "n1", "person": "p2"}]}
    moves, kept = told(OLD, plan({"n1": "p1", "n2": "p2"}), new, plan({"n1": "p2", "n2": "p2"}))
    assert (moves, kept) == ({}, 2)


def test_in_a_hurry_the_moves_are_told_without_reasons():
    facts = read_problem(problem_bytes(OLD))
    was, now = plan({"n1": "p1", "n2": "p1"}), plan({"n1": "p2", "n2": "p2"})
    answers = iter([False, True])
    found = moves_of(facts, now, Before(3, OLD, was), lambda: next(answers))
    assert [(one["need"], one["why"] is None) for one in found["moves"]] == [
        ("n1", False),
        ("n2", True),
    ]
    assert found["moves"][1]["now"] == {"outcome": "own", "person": "p2"}


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        (plan({"n1": "p1"}, left=["n2"]), plan({"n1": "p1", "n2": "p2"}), "cheaper"),
        (plan({"n1": "p1", "n2": "p2"}), plan({"n1": "p1"}, left=["n2"]), "dearer"),
        (plan({"n1": "p1"}, agency=["n2"]), plan({"n1": "p1", "n2": "p1"}), "cheaper"),
    ],
)
def test_the_sum_is_what_the_checker_says(was, now, code):
    needs = [need("n1", 5), need("n2", 6, agency={"ore_per_hour": 300_000})]
    new = document(needs, PEOPLE, published=[{"need": "n1", "person": "p1"}])
    moves, _ = told(new, was, new, now)
    facts = read_problem(problem_bytes(new))
    expected = check(facts, was).objective - check(facts, now).objective
    assert moves["n2"]["why"]["code"] == code
    assert moves["n2"]["why"]["ore"] == expected


@pytest.mark.parametrize("seed", range(random_problems.cases(6)))
def test_each_sum_when_one_need_is_given_back_then_the_checker_agrees(seed):
    written = random_problems.problem(seed, "small")
    facts = read_problem(random_problems.problem_bytes(written))
    now = lawful_plan(facts)
    people = [row["id"] for row in written["people"]]
    rows = [
        {"need": row["id"], "person": people[(at * 7 + seed) % len(people)]}
        for at, row in enumerate(written["needs"])
    ]
    before = Before(1, written, {"assignments": rows, "agency": [], "open": []})
    found = moves_of(facts, now, before)
    now["objective"] = check(facts, now).objective
    assert found["kept"] + len(found["moves"]) == len(facts.needs)
    for one in found["moves"]:
        back = given_back(now, one["need"], one["was"])
        verdict = check(facts, back)
        why = one["why"]
        if why["ore"] is None:
            assert not verdict.lawful
            assert set(why["rules"]) & {breach.rule for breach in verdict.breaches} or (
                why["code"] in ("pinned", "person_gone")
            )
        else:
            assert why["ore"] == verdict.objective - now["objective"]


def lawful_plan(facts):
    """Return a plan in which the first who may has each need, pins first."""
    given = dict(pins_of(facts).held)
    for one in facts.needs.values():
        for who, each in facts.people.items():
            held = [facts.needs[ref].stretch for ref, holder in given.items() if holder == who]
            if one.id not in given and not person_breaches(facts, each, [*held, one.stretch]):
                given[one.id] = who
    return plan(given, left=[ref for ref in facts.needs if ref not in given])


def given_back(now, ref, was):
    rows = [(row["need"], row["person"]) for row in now["assignments"] if row["need"] != ref]
    agency = [one for one in now["agency"] if one != ref]
    left = [one for one in now["open"] if one != ref]
    if was["person"] is not None:
        rows.append((ref, was["person"]))
    elif was["outcome"] == "agency":
        agency.append(ref)
    else:
        left.append(ref)
    return Roster(tuple(rows), tuple(agency), tuple(left))
