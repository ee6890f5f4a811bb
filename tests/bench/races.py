"""Section `races`: two hundred people say yes at once, two server processes."""

from __future__ import annotations

from statistics import median

from tests.bench import machine
from tests.bench.browse import NoAnswer
from tests.bench.crowd import Round, gathered, judged
from tests.bench.database import migrated
from tests.bench.processes import data_folder
from tests.bench.report import Block, Reach, reached, seconds
from tests.house.readme import table

TITLE = "Two hundred at once"
PEOPLE, ROUNDS = 200, 20
MOST_SECONDS = 3.0
MODES = ("open", "exclusive")
NAME = "races"


def section(quick: bool) -> Block:
    """Race, and tell what came of it.

    Args:
        quick: few people and rounds, to see that the bench works.
    """
    people, rounds = (20, 1) if quick else (PEOPLE, ROUNDS)
    try:
        found = race(people, rounds)
    except NoAnswer as error:
        return Block(TITLE, [f"Not measured: {error}"])
    return block(found, people)


def race(people: int, rounds: int) -> dict[str, list[Round]]:
    """Let everybody say yes at once, round after round; return the rounds by mode.

    Args:
        people: how many.
        rounds: of each mode.
    """
    with (
        data_folder() as home,
        migrated(home, NAME) as url,
        gathered(url, home, people, len(MODES) * rounds) as crowd,
    ):
        needs = iter(crowd.needs)
        return {mode: [judged(crowd, next(needs), mode) for _ in range(rounds)] for mode in MODES}


def block(found: dict[str, list[Round]], people: int) -> Block:
    """Tell what came of the rounds.

    Args:
        found: by mode.
        people: how many said yes in each.
    """
    every = [one for rounds in found.values() for one in rounds]
    faults = [fault for one in every for fault in one.faults]
    slowest = max(one.slowest for one in every)
    figures = [
        Reach(
            "exactly one winner, the right one; everyone told once; no 5xx",
            "every round",
            f"{sum(not one.faults for one in every)} of {len(every)}",
            not faults,
        ),
        Reach(
            f"slowest of {people} answers in any round",
            f"≤ {seconds(MOST_SECONDS)} s",
            f"{seconds(slowest)} s",
            slowest <= MOST_SECONDS,
        ),
    ]
    rows = [
        [
            *(mode, str(len(rounds)), str(sum(bool(one.faults) for one in rounds))),
            *(seconds(median(one.last for one in rounds)), seconds(max(o.last for o in rounds))),
            *(
                seconds(median(getattr(one.spent, who) for one in rounds))
                for who in ("web", "database", "client")
            ),
        ]
        for mode, rounds in found.items()
    ]
    heads = ["mode", "rounds", "with faults", "median s to the last answer", "slowest round s"]
    heads += ["web CPU s", "database CPU s", "client CPU s"]
    extra = (
        f"{people} people with a token each, one need per round, all yes at the same moment from "
        "threads of one client on the same machine, which takes its share of the cores; gunicorn "
        "with two processes, the product's own settings. CPU is the median of a round."
    )
    parts = [reached(figures), table(heads, rows), *sorted(set(faults))[:5]]
    return Block(TITLE, [*parts, machine.told(("flask", "psycopg", "gunicorn"), extra)])
