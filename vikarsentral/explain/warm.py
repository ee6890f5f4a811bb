"""Compile the loops once, at set-up: `python -m vikarsentral.explain.warm`."""

from __future__ import annotations

from vikarsentral.explain.case import Case
from vikarsentral.explain.screen import Screen
from vikarsentral.problemfile import read_problem

_PROBLEM = {
    "format": "vikarsentral/problem/1",
    "timezone": "Europe/Oslo",
    "period": {"start": "2027-01-04T00:00:00+01:00", "end": "2027-01-11T00:00:00+01:00"},
    "units": [{"id": "u", "sector": "s", "area": "a"}],
    "people": [
        {
            "id": "p",
            "kind": "pool",
            "full_week_minutes": 2130,
            "stillingsprosent": 10000,
            "competences": [],
            "sectors": ["s"],
            "hourly_cost_ore": 40000,
            "rota": [
                {
                    "start": "2027-01-05T08:00:00+01:00",
                    "end": "2027-01-05T15:00:00+01:00",
                    "unit": "u",
                }
            ],
        }
    ],
    "needs": [
        {
            "id": "n",
            "unit": "u",
            "start": "2027-01-06T08:00:00+01:00",
            "end": "2027-01-06T15:00:00+01:00",
            "priority": 1,
        }
    ],
}


def warm() -> None:
    """Ask about one need once."""
    problem = read_problem(_PROBLEM)
    Screen(problem, {}).ask(Case(problem, problem.needs["n"]))


if __name__ == "__main__":
    warm()
