"""Draw what the parties agreed: agreements, weights, travel times, the published plan."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.random_problems.draw import Draw


def travel(draw: Draw) -> dict[str, dict[str, int]]:
    if not draw.has("travel"):
        return {}
    both_ways = {"nord": {"sor": 25, "vest": 40}, "sor": {"nord": 35}}
    long_way = {"nord": {"sor": 90}, "vest": {"sor": 700}}
    return draw.rng.choice([{"nord": {"sor": 25}}, both_ways, long_way, {}])


def published(draw: Draw) -> list[dict[str, str]]:
    rng = draw.rng
    return [
        {"need": need["id"], "person": rng.choice(draw.people)["id"]}
        for need in draw.needs
        if rng.random() < 0.4
    ]


def agreements(draw: Draw) -> list[dict[str, Any]]:
    rng = draw.rng
    rows = []
    for number in range(rng.randint(1, 4)):
        first = draw.monday + timedelta(days=rng.choice([-400, -20, -14, 0, 2]))
        last = draw.monday + timedelta(days=rng.choice([400, 6, 5, 3, 8]))
        local = rng.random() < 0.75
        rows.append(
            {
                "id": f"A{number + 1}",
                "level": "LOCAL_TV" if local else "INDIVIDUAL",
                "scope": _scope(draw),
                "valid_from": first.isoformat(),
                "valid_to": last.isoformat(),
                "limits": _local_limits(draw) if local else _individual_limits(draw),
            }
        )
    return rows


def _scope(draw: Draw) -> dict[str, list[str]]:
    rng = draw.rng
    scope: dict[str, list[str]] = {}
    if rng.random() < 0.5:
        scope["units"] = rng.choice([["u1"], ["u1", "u2"], ["u3"]])
    if rng.random() < 0.4:
        scope["people"] = rng.choice([["p1"], ["p1", "p2"], ["p3"]])
    return scope


def _local_limits(draw: Draw) -> dict[str, Any]:
    rng = draw.rng
    limits = {
        "daily_rest": rng.choice([480, 540, 600, 660, 720]),
        "weekly_rest": rng.choice([1680, 1800, 2100, 2200]),
        "day_minutes": rng.choice([750, 600, 480, 540]),
        "week_minutes": rng.choice([4140, 3000, 2400, 900]),
        "overtime_week": rng.choice([1200, 900, 300, 60]),
        "overtime_4_weeks": rng.choice([3000, 2000, 400]),
        "overtime_52_weeks": rng.choice([18000, 15000, 11000]),
        "red_days": rng.choice(["average", "average", "each"]),
    }
    return dict(rng.sample(sorted(limits.items()), rng.randint(1, len(limits))))


def _individual_limits(draw: Draw) -> dict[str, Any]:
    rng = draw.rng
    limits = {
        "day_minutes": rng.choice([600, 570, 450]),
        "week_minutes": rng.choice([3600, 3000, 2000]),
        "red_days": rng.choice(["average", "each"]),
    }
    return dict(rng.sample(sorted(limits.items()), rng.randint(1, len(limits))))


def weights(draw: Draw) -> dict[str, Any]:
    rng = draw.rng
    whole = [0, 1, 77, 5000, 10**6]
    weights = {
        "open_ore_per_minute": {"1": rng.choice(whole), "2": 5000, "3": rng.choice(whole)},
        "agency_surcharge_ore_per_minute": rng.choice(whole),
        "merarbeid_ore_per_minute": rng.choice([None, *whole]),
        "overtime_factor_percent": rng.choice([0, 100, 150, 233]),
        "overtime_surcharge_ore_per_minute": rng.choice(whole),
        "hourly_ore_per_minute": rng.choice([None, *whole]),
        "unused_ore_per_minute": rng.choice(whole),
        "unknown_unit_ore": rng.choice(whole),
        "quick_return_ore": rng.choice(whole),
        "weekend_share_ore": rng.choice(whole),
        "change_ore": rng.choice(whole),
    }
    return dict(rng.sample(sorted(weights.items()), rng.randint(1, len(weights))))
