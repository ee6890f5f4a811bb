"""Draw plans, lawful or not, and plans that are wrong about the needs themselves."""

from __future__ import annotations

import hashlib
from random import Random
from typing import Any

from tests.random_problems.problems import problem_bytes


def plan(drawn: dict[str, Any], seed: int) -> dict[str, Any]:
    """Draw a plan for a problem that gives each need to a person, an agency or nobody.

    Args:
        drawn: a problem of `problem`.
        seed: any whole number; decides also how much work is handed out, and to how many.

    Returns:
        A plan that has every need once and may break any other hard rule. Its objective, terms
        and bound are not computed: they are zeros for the checker to find wrong.
    """
    rng = Random(f"plan {seed}")
    people = [person["id"] for person in drawn["people"]]
    people = people[: rng.randint(1, len(people))] if rng.random() < 0.4 else people
    share = rng.choice([0.2, 0.5, 0.8, 1.0])
    assignments, agency, left = [], [], []
    for need in drawn["needs"]:
        if need.get("pinned") and rng.random() < 0.7:
            assignments.append({"need": need["id"], "person": need["pinned"]})
        elif rng.random() < share:
            assignments.append({"need": need["id"], "person": rng.choice(people)})
        elif rng.random() < 0.5 and (need.get("agency") or rng.random() < 0.1):
            agency.append(need["id"])
        else:
            left.append(need["id"])
    return plan_file(drawn, assignments, agency, left)


def plan_file(
    drawn: dict[str, Any], assignments: list[dict[str, str]], agency: list[str], left: list[str]
) -> dict[str, Any]:
    """Wrap who does what as a plan file; figures are zeros.

    Args:
        drawn: the problem.
        assignments: `need` and `person` of each.
        agency: ids of needs proposed to an agency.
        left: ids of needs left open.
    """
    terms = [
        *("open", "agency", "merarbeid", "overtime", "hourly", "unused"),
        *("unknown_unit", "quick_return", "weekend_share", "wish", "change"),
    ]
    return {
        "format": "vikarsentral/plan/1",
        "problem_sha256": hashlib.sha256(problem_bytes(drawn)).hexdigest(),
        "assignments": assignments,
        "agency": agency,
        "open": left,
        "refused_pins": [],
        "objective": 0,
        "terms": dict.fromkeys(terms, 0),
        "bound": 0,
        "gap": 0,
        "status": "best_in_time",
        "seconds": 0,
        "seed": 1,
        "workers": 1,
        "versions": {},
    }


def broken_plan(drawn: dict[str, Any], seed: int) -> dict[str, Any]:
    """Draw a plan with needs missing, given twice or unknown, or with unknown people.

    Args:
        drawn: a problem of `problem`.
        seed: any whole number.
    """
    rng = Random(f"broken {seed}")
    made = plan(drawn, seed)
    rows, agency, left = made["assignments"], made["agency"], made["open"]
    for _ in range(rng.randint(1, 2)):
        need, person = rng.choice(drawn["needs"])["id"], rng.choice(drawn["people"])["id"]
        match rng.randrange(7):
            case 0:
                rows.append({"need": need, "person": person})
            case 1:
                agency.append(need)
            case 2:
                left.append(need)
            case 3:
                rows.append({"need": "n-unknown", "person": person})
            case 4:
                rows.append({"need": need, "person": "p-unknown"})
            case 5:
                rng.choice([agency, left]).append("n-unknown")
            case _:
                made["assignments"] = rows = [row for row in rows if row["need"] != need]
    return made
