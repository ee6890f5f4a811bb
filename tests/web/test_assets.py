"""Files for browsers."""

import re

import pytest

from vikarsentral.errors import ComponentMissing
from web import assets, bundle


def test_static_files_are_compressed_and_kept_for_ever(client):
    path = re.search(r'href="(/static/vendor/app-[^"]+\.css)"', client.get("/logg-inn").text)
    with client.get(path.group(1), headers={"Accept-Encoding": "gzip"}) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "immutable" in answer.headers["Cache-Control"]


def test_bundle_when_missing_then_says_how_it_is_made(monkeypatch, tmp_path):
    monkeypatch.setattr(assets, "VENDOR", tmp_path)
    assets._files.cache_clear()
    with pytest.raises(ComponentMissing, match="make setup"):
        assets._files()
    assets._files.cache_clear()


def test_icons_all_hide_from_screen_readers():
    drawn = [assets.svg(name) for name in bundle.ICONS]
    assert all('aria-hidden="true"' in one for one in drawn)


def test_icon_when_not_bundled_then_refused():
    with pytest.raises(ComponentMissing, match="Enhorning"):
        assets.svg("Enhorning")
