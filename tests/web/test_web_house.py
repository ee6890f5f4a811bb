"""The house opens only when what it needs is there, and tells all that is wrong."""

import pytest

from tests.conftest import fresh_settings
from vikarsentral.errors import BadInput, ComponentMissing
from web import assets, create_app


def test_settings_when_wrong_then_every_fault_is_told(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setenv("VIKARSENTRAL_BASE_URL", "ftp://tull")
        patch.setenv("VIKARSENTRAL_TRUSTED_PROXIES", "mange")
        fresh_settings()
        with pytest.raises(BadInput) as refused:
            create_app()
    fresh_settings()
    told = {fault.where for fault in refused.value.faults}
    assert told == {"VIKARSENTRAL_BASE_URL", "VIKARSENTRAL_TRUSTED_PROXIES"}


def test_bundle_when_missing_then_the_house_does_not_open(monkeypatch, tmp_path):
    monkeypatch.setattr(assets, "VENDOR", tmp_path)
    assets._files.cache_clear()
    with pytest.raises(ComponentMissing, match="has not been bundled"):
        create_app()
    assets._files.cache_clear()


def test_house_opens_twice_in_one_process(one_app):
    assert create_app().url_map.is_endpoint_expecting("common.rules") == (
        one_app.url_map.is_endpoint_expecting("common.rules")
    )


def test_cookies_demand_https_when_people_use_it(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setenv("VIKARSENTRAL_BASE_URL", "https://vikar.example")
        fresh_settings()
        assert create_app().config["SESSION_COOKIE_SECURE"] is True
    fresh_settings()
