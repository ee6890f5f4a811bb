"""Settings are judged as a whole, and secrets are never told."""

import stat

import pytest

from vikarsentral import settings
from vikarsentral.errors import BadInput


def faults(**environ):
    with pytest.raises(BadInput) as refused:
        settings.read({f"VIKARSENTRAL_{name}": value for name, value in environ.items()})
    assert refused.value.exit_code == 2
    return refused.value.faults


def test_every_row_of_the_table_is_a_field_and_back():
    rows = [setting.name.lower() for setting in settings.SETTINGS]
    assert rows == list(settings.Settings.__dataclass_fields__)


def test_nothing_set_gives_the_defaults():
    held = settings.read({"PATH": "/bin", "OTHER": "x"})
    assert (str(held.data), held.test_mode, held.smtp_starttls) == ("var", False, True)


def test_all_faults_are_told_together_each_with_what_is_allowed():
    told = faults(DB_POOL="0", PLAN_SECONDS="soon", BASE_URL="ftp://x", TEST_MODE="perhaps")
    assert [fault.where.removeprefix("VIKARSENTRAL_") for fault in told] == [
        "BASE_URL",
        "DB_POOL",
        "PLAN_SECONDS",
        "TEST_MODE",
    ]
    assert all(fault.allowed for fault in told)


def test_a_misspelt_name_is_told_with_the_nearest():
    (told,) = faults(DATABSE_URL="postgresql://x/y")
    assert "VIKARSENTRAL_DATABASE_URL" in told.allowed


@pytest.mark.parametrize("name", ["NOW", "MESSAGE_SINK"])
def test_the_test_clock_and_sink_are_refused_outside_test_mode(name):
    (told,) = faults(**{name: "2027-01-04T06:10:00+01:00"})
    assert told.where == f"VIKARSENTRAL_{name}"
    held = settings.read({"VIKARSENTRAL_TEST_MODE": "1", f"VIKARSENTRAL_{name}": "x"})
    assert getattr(held, name.lower()) == "x"


def test_a_short_secret_is_refused_without_being_told():
    (told,) = faults(SECRET_KEY="hemmelig")
    assert "hemmelig" not in str(told)


def test_what_is_shown_hides_secrets_only():
    held = settings.read(
        {
            "VIKARSENTRAL_DATABASE_URL": "postgresql://u:passord@h/d",
            "VIKARSENTRAL_SMTP_PASSWORD": "passord",
            "VIKARSENTRAL_BASE_URL": "https://vikar.example/",
        }
    )
    shown = settings.shown(held)
    assert "passord" not in str(shown)
    assert shown["VIKARSENTRAL_BASE_URL"] == "https://vikar.example"
    assert held.cookies_secure
    assert list(shown) == [setting.variable for setting in settings.SETTINGS]


def test_the_key_is_made_once_and_only_its_owner_can_read_it(tmp_path):
    held = settings.read({"VIKARSENTRAL_DATA": str(tmp_path / "var")})
    key = settings.secret_key(held)
    assert len(key) >= settings.SHORTEST_SECRET
    assert settings.secret_key(held) == key
    (kept,) = (tmp_path / "var").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_key_that_is_set_is_the_one(tmp_path):
    held = settings.read({"VIKARSENTRAL_DATA": str(tmp_path), "VIKARSENTRAL_SECRET_KEY": "k" * 40})
    assert settings.secret_key(held) == "k" * 40
    assert list(tmp_path.iterdir()) == []
