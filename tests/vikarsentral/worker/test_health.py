"""The doctor finds what is wrong, all of it, and says what mends it."""

import pytest

from tests.conftest import fresh_settings
from vikarsentral.worker import health


def found():
    return {finding.name: finding for finding in health.examine()}


def test_a_working_database_is_well(database):
    assert found()["database"].ok
    assert found()["time zone"].seen.endswith("+0200")


def test_a_database_that_is_down_is_told_with_what_starts_it(database, monkeypatch):
    monkeypatch.setenv("VIKARSENTRAL_DATABASE_URL", "postgresql://u:hemmelig@127.0.0.1:1/d")
    fresh_settings()
    finding = found()["database"]
    assert (finding.ok, finding.needed) == (False, True)
    assert "VIKARSENTRAL_DATABASE_URL" in finding.mend
    assert "hemmelig" not in str(found())


@pytest.mark.usefixtures("database")
def test_every_finding_that_is_not_well_says_what_mends_it(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("VIKARSENTRAL_DATABASE_URL", "not an address")
    fresh_settings()
    wrong = [finding for finding in health.examine() if not finding.ok]
    assert {"database", "chromium"} <= {finding.name for finding in wrong}
    assert all(finding.mend for finding in wrong)
