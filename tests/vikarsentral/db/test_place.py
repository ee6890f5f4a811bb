"""The server's user can reach what it needs, and nobody else can."""

import stat
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from vikarsentral.db import place
from vikarsentral.errors import ComponentMissing


@pytest.fixture
def closed(tmp_path, monkeypatch):
    """A folder that only its owner can enter, and a far home of the test's own."""
    monkeypatch.setattr(place, "FAR_HOME", tmp_path / "far")
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o700)
    return folder


def test_a_closed_folder_on_the_way_is_seen(closed):
    (closed / "inner").mkdir(mode=0o755)
    assert not place._open_way(closed / "inner" / "not there yet")
    assert place._open_way(place.Path("/usr/bin/env"))


def test_programs_behind_a_closed_folder_are_copied_once(closed):
    programs = closed / "pginstall" / "bin"
    programs.mkdir(parents=True)
    (programs / "pg_config").write_text("version 1")
    (programs / "pg_config").chmod(0o755)
    copied = place._within_reach(programs)
    assert (copied / "pg_config").read_text() == "version 1"
    assert copied.stat().st_mode & stat.S_IXOTH
    assert place._within_reach(programs) == copied
    (programs / "pg_config").write_text("version 2")
    assert place._within_reach(programs) != copied
    assert len(list(place.FAR_HOME.iterdir())) == 2


def test_a_home_that_is_led_away_is_led_to_the_same_place_again(closed):
    target = place.FAR_HOME / "pg-1"
    for _ in range(2):
        place._lead_away(closed / "pg", target)
        assert (closed / "pg").resolve() == target


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ComponentMissing, match="VIKARSENTRAL_DATA") as refused:
        place.settle(tmp_path / "file" / "var")
    assert refused.value.exit_code == 3


def test_the_programs_come_with_the_package():
    assert (place.binaries() / "pg_dump").exists()


def test_processes_that_start_beside_each_other_settle_in_one_place(tmp_path):
    tmp_path.chmod(0o755)
    start = threading.Barrier(8)

    def settle(number):
        start.wait()
        return place.settle(tmp_path / f"var-{number}")

    with ThreadPoolExecutor(8) as pool:
        for number in range(20):
            found = list(pool.map(settle, [number] * 8))
            assert len({one.cluster for one in found}) == 1
