"""Section `kills`: pages and jobs are killed while cover is looked for, again and again.

What was answered is compared with what is stored and sent after.
"""

from __future__ import annotations

import time

from tests.bench import machine
from tests.bench.database import in_force
from tests.bench.killing import Killed, build, play
from tests.bench.processes import data_folder
from tests.bench.report import Block, Reach, reached, seconds, whole
from tests.house.readme import table
from tests.vikarsentral.offer.town import NOW

TITLE = "Killed under load"
SOME_KILLS, ALL_KILLS, NEEDS_PER_KILL = 30, 100, 12


def section(quick: bool, long: bool = False) -> Block:
    """Kill, and tell what came of it.

    Args:
        quick: a few kills, to see that the bench works.
        long: a hundred of them, which takes about ten minutes.
    """
    kills = 3 if quick else ALL_KILLS if long else SOME_KILLS
    with data_folder() as home:
        sink = home / "sent"
        sink.touch()
        changes = {
            "VIKARSENTRAL_TEST_MODE": "1",
            "VIKARSENTRAL_MESSAGE_SINK": str(sink),
            "VIKARSENTRAL_NOW": NOW.isoformat(),
            "VIKARSENTRAL_NOW_STARTED": repr(time.time()),
        }
        with in_force(home, "kills", changes):
            tokens, needs = build(NEEDS_PER_KILL * (kills + 1))
            return block(play(tokens, needs, sink, kills))


def block(found: Killed) -> Block:
    """Tell what came of the kills.

    Args:
        found: the figures.
    """
    figures = [
        Reach(
            f"confirmed things lost, {found.kills} kills of pages and jobs",
            "0",
            whole(found.lost + found.doubled),
            found.lost + found.doubled == 0,
        ),
        Reach(
            "messages sent again, each with the key it had",
            f"≤ {found.kills}",
            whole(found.repeats),
            found.repeats <= found.kills and found.unsent == 0,
        ),
        Reach(
            "winners who ask again and get the same answer",
            "all",
            f"{whole(found.retried)} of {whole(found.asked_again)}",
            found.retried == found.asked_again > 0,
        ),
    ]
    rows = [
        ["kills while cover was looked for", whole(found.under_load)],
        ["answers of 500 and more, without 503", whole(found.faults)],
        ["seconds in all", seconds(found.seconds)],
    ]
    extra = (
        "`vikarsentral serve` with one web process and one worker; the web process, its parent "
        "and the worker are killed in turn (-9), each after at least one more confirmed shift."
    )
    told = machine.told(("gunicorn", "psycopg"), extra)
    return Block(TITLE, [reached(figures), table(["what", "figure"], rows), told])
