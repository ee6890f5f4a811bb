"""The database is killed while others write: what was confirmed is there, and they go on."""

import subprocess
import sys

from tests.flow.kill import command, kill_server, municipality, started, until

# Writes one row after the other for ever, and says each number once it is confirmed.
WRITER = """
import itertools, sys
from vikarsentral import db
from vikarsentral.errors import Conflict
from vikarsentral.tables import Area
for number in itertools.count():
    code = f"{sys.argv[1]}-{number}"
    try:
        db.transaction(lambda session: session.add(Area(code=code, name=code)))
    except Conflict:
        pass  # confirmed by a try whose answer was lost
    print(code, flush=True)
"""
READER = """
from sqlalchemy import select
from vikarsentral import db
from vikarsentral.tables import Area
with db.begin() as session:
    print(*session.scalars(select(Area.code)))
"""


def written(file):
    return file.read_text().split("\n")[:-1]


def grow(files, by):
    """Wait until every file has so many more lines."""
    before = [len(written(file)) for file in files]
    until(lambda: all(len(written(f)) >= n + by for f, n in zip(files, before, strict=True)))


def test_nothing_confirmed_is_lost_when_the_server_is_killed(tmp_path):
    files = [tmp_path / name for name in "ab"]
    with municipality() as environment:
        with (
            files[0].open("wb") as first,
            files[1].open("wb") as second,
            started(environment, [sys.executable, "-c", WRITER, "a"], stdout=first) as one,
            started(environment, [sys.executable, "-c", WRITER, "b"], stdout=second) as two,
        ):
            grow(files, 20)
            kill_server(environment)
            grow(files, 20)
            kill_server(environment)
            one.kill()
            two.kill()
        assert command(environment, "db", "check").returncode == 0
        done = subprocess.run(
            [sys.executable, "-c", READER],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        confirmed = {code for file in files for code in written(file)}
        assert len(confirmed) >= 80
        assert confirmed - set(done.stdout.split()) == set()
