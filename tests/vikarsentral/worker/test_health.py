"""The doctor finds what is wrong, all of it, and says what mends it."""

import inspect

import pytest

from tests.conftest import fresh_settings
from vikarsentral import access, administration, clock, db
from vikarsentral.administration import first_day
from vikarsentral.worker import health
from web.admin import front


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


def test_an_empty_installation_is_told_what_is_missing_to_be_in_operation(database):
    told = health.missing()
    codes = [one.code for one in told]
    assert codes[:3] == ["no_admin", "no_municipality", "no_sector_on"]
    assert codes[-3:] == ["test_mode", "no_https", "no_email"]
    assert all(one.seen and one.mend for one in told)


def test_what_is_done_is_no_longer_missing(database):
    who = {"actor": access.system(), "now": clock.now()}

    def begin(session):
        access.add_user(session, login="aa", name="A", password="fjell-og-fjord-2", **who)
        role = access.RoleName.ADMIN
        access.grant_role(session, login="aa", role=role, unit_code=None, **who)
        wish = administration.MunicipalityWish("Lillevik", "Lillevik")
        act = administration.Act(who["actor"], who["now"])
        administration.set_municipality(session, wish, seen=None, act=act)

    db.transaction(begin)
    codes = {one.code for one in health.missing()}
    assert not codes & {"no_admin", "no_municipality"}
    assert "no_sector_on" in codes


def test_every_lack_has_its_words():
    lacks = inspect.getsource(first_day)
    assert all(f'"{code}"' in lacks for code in health.OPERATION)
    assert set(front.LACKS) == set(health.OPERATION)
