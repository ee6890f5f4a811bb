"""The clock is the world's, or in test mode the test's."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from vikarsentral import clock, settings
from vikarsentral.errors import BadInput

START = "2027-01-04T06:10:00+01:00"


@pytest.fixture
def told(monkeypatch):
    def tell(value):
        monkeypatch.setenv("VIKARSENTRAL_NOW", value)
        monkeypatch.delenv(clock.STARTED, raising=False)
        settings.current.cache_clear()

    yield tell
    monkeypatch.undo()
    os.environ.pop(clock.STARTED, None)
    settings.current.cache_clear()


def test_without_a_test_clock_it_is_now():
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)
    assert clock.now().tzinfo is UTC


def test_a_test_clock_starts_where_told_and_ticks_on(told):
    told(START)
    first = clock.now()
    assert datetime.fromisoformat(START) <= first < datetime.fromisoformat(START) + timedelta(1)
    while clock.now() == first:
        pass
    assert clock.now() > first


def test_a_child_goes_on_where_its_parents_clock_stands(told):
    told(START)
    before = clock.now()
    code = "from vikarsentral import clock; print(clock.now().isoformat())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert before < datetime.fromisoformat(done.stdout.strip()) <= clock.now()


def test_a_file_is_read_at_every_use(told, tmp_path):
    file = tmp_path / "now"
    told(str(file))
    for text in (START, "2027-03-28T03:30:00+02:00"):
        file.write_text(text + "\n")
        assert clock.now() == datetime.fromisoformat(text)


@pytest.mark.parametrize("text", ["", "tomorrow", "2027-01-04T06:10:00", "\x00"])
def test_a_file_that_tells_no_time_is_refused(told, tmp_path, text):
    file = tmp_path / "now"
    file.write_text(text)
    told(str(file))
    with pytest.raises(BadInput, match="VIKARSENTRAL_NOW"):
        clock.now()
