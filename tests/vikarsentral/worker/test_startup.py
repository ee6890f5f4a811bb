"""What is unsafe is refused before anything is served, and so is a clock far behind."""

from datetime import timedelta

import pytest

from tests.conftest import fresh_settings
from tests.vikarsentral.village import NOW
from vikarsentral import audit, clock, db
from vikarsentral.errors import BadInput, ComponentMissing
from vikarsentral.worker import health
from vikarsentral.worker.startup import (
    clock_fault,
    is_own,
    refuse_unsafe,
    refuse_wrong_clock,
)

HERE, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104 - refused, never listened on


@pytest.fixture
def with_settings():
    """A function that puts settings in force."""
    with pytest.MonkeyPatch.context() as changed:

        def put(**values):
            for name in ("TEST_MODE", "MESSAGE_SINK", "NOW", "BASE_URL"):
                changed.delenv(f"VIKARSENTRAL_{name}", raising=False)
            for name, value in values.items():
                changed.setenv(f"VIKARSENTRAL_{name}", value)
            fresh_settings()

        yield put
    fresh_settings()


@pytest.mark.parametrize("told", ["1", "true", "YES", " on"])
def test_debugging_is_refused_by_name(with_settings, told):
    with_settings()
    with pytest.raises(BadInput) as refused:
        refuse_unsafe(HERE, {"FLASK_DEBUG": told})
    assert [fault.where for fault in refused.value.faults] == ["FLASK_DEBUG"]
    refuse_unsafe(HERE, {"FLASK_DEBUG": "0"})


@pytest.mark.parametrize("address", ["http://vikar.example", "http://10.0.0.5:8000", "http://*"])
def test_an_address_for_people_without_https_is_refused(with_settings, address):
    with_settings(BASE_URL=address)
    with pytest.raises(BadInput) as refused:
        refuse_unsafe(HERE, {"FLASK_DEBUG": "1"})
    assert [fault.where for fault in refused.value.faults] == [
        "FLASK_DEBUG",
        "VIKARSENTRAL_BASE_URL",
    ]


@pytest.mark.parametrize("host", [EVERYWHERE, "::", "192.168.1.4", "vikar.example", "*"])
def test_listening_to_all_needs_https(with_settings, host):
    with_settings()
    with pytest.raises(BadInput) as refused:
        refuse_unsafe(host, {})
    assert [fault.where for fault in refused.value.faults] == ["--host"]
    with_settings(BASE_URL="https://vikar.example")
    refuse_unsafe(host, {})


def test_this_machine_alone_and_test_mode_need_none(with_settings):
    with_settings()
    refuse_unsafe("::1", {})
    with_settings(TEST_MODE="1", BASE_URL="http://vikar.example")
    refuse_unsafe(EVERYWHERE, {})


def test_names_of_this_machine():
    assert [is_own(host) for host in ("localhost", "127.0.0.9", "::1")] == [True] * 3
    assert not is_own("localhost.example")


def test_a_clock_more_than_a_day_behind_the_record_is_wrong():
    assert clock_fault(None, NOW) == ""
    assert clock_fault(NOW + timedelta(days=1), NOW) == ""
    assert clock_fault(NOW - timedelta(days=400), NOW) == ""
    assert "2027-01-07" in clock_fault(NOW + timedelta(days=2), NOW)


def test_nothing_starts_on_a_wrong_clock_except_in_test_mode(database, with_settings):
    def write(session):
        later = clock.now() + timedelta(days=3)
        audit.write(session, actor="x", now=later, kind="x", subject=("person", 1))

    with_settings(TEST_MODE="1")
    db.transaction(write)
    refuse_wrong_clock()
    with_settings()
    with pytest.raises(ComponentMissing, match="clock: it says") as refused:
        refuse_wrong_clock()
    assert "set the clock" in refused.value.start
    finding = {one.name: one for one in health.examine()}["clock"]
    assert (finding.ok, finding.needed) == (False, True)
