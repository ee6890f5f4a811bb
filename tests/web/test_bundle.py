"""The front end is bundled once, and again only when something it is made from has changed."""

import json

from web import bundle


def test_bundle_when_nothing_changed_then_ready(capsys):
    assert bundle.main() == 0
    assert capsys.readouterr().out == "front end is ready\n"


def test_mark_follows_the_sources(monkeypatch, tmp_path):
    before = bundle.fingerprint()
    (tmp_path / "app.css").write_text("body {}")
    monkeypatch.setattr(bundle, "FRONTEND", tmp_path)
    assert bundle.fingerprint() != before


def test_bundle_when_a_file_is_gone_then_not_ready(monkeypatch, tmp_path):
    manifest = {"mark": "m", "files": {"app.css": "app-1.css"}}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    monkeypatch.setattr(bundle, "VENDOR", tmp_path)
    assert not bundle.is_ready("m")
    (tmp_path / "app-1.css").write_text("")
    assert bundle.is_ready("m")
    assert not bundle.is_ready("another")


def test_bundle_when_manifest_is_broken_then_not_ready(monkeypatch, tmp_path):
    (tmp_path / "manifest.json").write_text("{")
    monkeypatch.setattr(bundle, "VENDOR", tmp_path)
    assert not bundle.is_ready("m")


def test_lock_names_no_place_to_fetch_packages_from():
    lock = json.loads((bundle.ROOT / "package-lock.json").read_text("utf-8"))
    assert [name for name, one in lock["packages"].items() if "resolved" in one] == []
    assert all("integrity" in one for name, one in lock["packages"].items() if name)
