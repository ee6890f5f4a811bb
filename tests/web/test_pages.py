"""Every audience has its room, and the API is there."""

import pytest
from werkzeug.routing import IntegerConverter

from web import pages


def test_every_room_is_registered(app):
    assert [room for room in pages.ROOMS if room not in app.blueprints] == []


def test_api_is_registered(app):
    assert any(rule.rule.startswith("/api/v1/") for rule in app.url_map.iter_rules())


@pytest.mark.parametrize("number", ["9" * 18, "9" * 19, "99999999999999999999"])
def test_a_number_that_no_row_has_is_an_address_of_nothing(as_user, number):
    leader = as_user("leder")
    for path in ("behov", "borte", "vikarbruk/bestillinger"):
        assert leader.get(f"/{path}/{number}").status_code == 404
    assert leader.post(f"/ansvarsvakt/{number}/slutt").status_code == 404


def test_every_number_in_an_address_is_bounded(app):
    found = {
        type(one)
        for rule in app.url_map.iter_rules()
        for one in rule._converters.values()
        if isinstance(one, IntegerConverter)
    }
    assert found == {pages.RowId}
