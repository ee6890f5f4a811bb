"""`options` over HTTP: everyone with every reason in words, by the product's own web server."""

from __future__ import annotations

import gzip
import json
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from tests.bench.browse import NoAnswer, wait_for
from tests.bench.cold import _needs, _seed
from tests.bench.database import in_force
from tests.bench.processes import PYTHON, data_folder, free_port, running
from vikarsentral import access, clock, db
from vikarsentral import demo as fjordvik
from vikarsentral.commitments import person_id
from vikarsentral.tables import Need, Wish

ANEW, AGAIN, PLAIN, HELD, CHANGED = 20, 200, 100, 100, 20
KINDS = ("anew", "again", "plain", "held", "changed")
KEPT, WITHIN, UNCHANGED = 3, 240, 304
WHO = "koordinator"


@dataclass(frozen=True, slots=True)
class Caller:
    """A program that asks the API.

    Attributes:
        address: of the server.
        token: of its user.
    """

    address: str
    token: str

    def ask(self, path: str, held: str = "", packing: str = "gzip") -> tuple[bytes, str]:
        """Return what the API answers, as it came, and its ETag.

        Args:
            path: after `/api/v1`.
            held: the ETag of what the program has already; empty where it has nothing.
            packing: how the answer may be packed, as browsers and most programs take it;
                `identity` for not at all.

        Raises:
            NoAnswer: refused, or nobody there.
        """
        heads = {"Authorization": f"Bearer {self.token}", "Accept-Encoding": packing}
        heads |= {"If-None-Match": held} if held else {}
        url = f"{self.address}/api/v1{path}"
        asked = urllib.request.Request(url, headers=heads)  # noqa: S310 - our own
        try:
            with urllib.request.urlopen(asked, timeout=WITHIN) as answer:  # noqa: S310 - our own
                return answer.read(), answer.headers["ETag"] or ""
        except urllib.error.HTTPError as error:
            if error.code == UNCHANGED:
                return b"", held
            raise NoAnswer(f"{path}: {error}") from error
        except OSError as error:
            raise NoAnswer(f"{path}: {error}") from error

    def ask_about(self, need: int, held: str = "", packing: str = "gzip") -> tuple[bytes, str]:
        """Return everyone considered for a need as it came, and the answer's ETag.

        Args:
            need: row id.
            held: the ETag of what the program has already.
            packing: how the answer may be packed.
        """
        return self.ask(f"/needs/n{need}/options", held, packing)


def measured(
    size: str = "large", counts: tuple[int, ...] = (ANEW, AGAIN, PLAIN, HELD, CHANGED)
) -> Any:
    """Make a municipality, serve it, and ask who could take its needs.

    Args:
        size: of the demo it is made from.
        counts: askings about another need each, about needs asked about before, the same with
            nothing packed, with an answer that still holds, and just after a change to one person.

    Returns:
        How many people and bytes, and the server's milliseconds of each kind, in order of size.
    """
    from vikarsentral.worker.serving import _web

    with data_folder() as home, in_force(home, "options", {}) as url:
        db.transaction(lambda session: _seed(session, size))
        needs = db.transaction(_needs)
        token = db.transaction(_token)
        port, log = free_port(), home / "access.log"
        command = [PYTHON, "-m", *_web("127.0.0.1", port, 1)]
        command += ["--access-logfile", str(log), "--access-logformat", "%(D)s %(U)s"]
        changes = {"VIKARSENTRAL_DATA": str(home), "VIKARSENTRAL_DATABASE_URL": url}
        with running(command, changes, home / "web.log") as server:
            caller = Caller(f"http://127.0.0.1:{port}", token)
            wait_for(lambda: caller.ask("/health/live"), WITHIN, lambda: server.poll() is None)
            told = _asked(caller, Random(1).sample(needs, min(len(needs), counts[0] + 1)), counts)
        told |= dict(zip(KINDS, _times(log, counts), strict=True))
        db.close()
    return told


def _token(session: Any) -> str:
    fjordvik.make_logins(session, now=clock.now())
    return access.add_token(session, login=WHO, actor=access.system(), now=clock.now())


def _asked(caller: Caller, needs: list[int], counts: tuple[int, ...]) -> dict[str, Any]:
    """Ask in the order that the log is read in; return how much came."""
    sizes, packed, held = [], [], {}
    for need in needs:
        told, held[need] = caller.ask_about(need)
        packed.append(len(told))
    few = needs[-KEPT:]
    for number in range(counts[1]):
        packed.append(len(caller.ask_about(few[number % len(few)])[0]))
    for number in range(counts[2]):
        need = few[number % len(few)]
        sizes.append(len(caller.ask_about(need, packing="identity")[0]))
    for number in range(counts[3]):
        need = few[number % len(few)]
        if caller.ask_about(need, held[need])[0]:
            raise NoAnswer("an answer that still holds was sent again")
    people = [one["person"] for one in json.loads(gzip.decompress(told))["options"]]
    for number in range(counts[4]):
        change = partial(_change, who=people[number % len(people)], need_id=few[-1])
        db.transaction(change)
        caller.ask_about(few[-1])
    means = {"bytes": sum(sizes) / len(sizes), "packed": sum(packed) / len(packed)}
    return {"people": len(people), "largest": max(sizes), **means}


def _change(session: Any, *, who: str, need_id: int) -> None:
    """Give somebody a wish at the time of a need."""
    starts_at = session.get_one(Need, need_id).starts_at
    ends_at = starts_at + timedelta(hours=8)
    session.add(Wish(person_id=person_id(who), starts_at=starts_at, ends_at=ends_at, ore=500))


def _times(log: Path, counts: tuple[int, ...]) -> list[list[float]]:
    """Sort the server's times by what was asked; the first of all reads the facts."""
    lines = [line.split(" ", maxsplit=1) for line in log.read_text(encoding="utf-8").splitlines()]
    every = [int(spent) / 1000 for spent, path in lines if path.endswith("/options")][1:]
    anew = len(every) - sum(counts[1:])
    found, at = [], 0
    for count in (anew, *counts[1:]):
        found.append(sorted(every[at : at + count]))
        at += count
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured(*sys.argv[1:2])))
