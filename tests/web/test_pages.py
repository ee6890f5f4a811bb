"""Every audience has its room, and the API is there."""

from web import pages


def test_every_room_is_registered(app):
    assert [room for room in pages.ROOMS if room not in app.blueprints] == []


def test_api_is_registered(app):
    assert any(rule.rule.startswith("/api/v1/") for rule in app.url_map.iter_rules())
