"""Every page has a picture, or is named beside one that looks the same."""

import pytest

from tests.browser.screenshots import LIKE, PICTURES, TARGET
from web import create_app

# An address for each thing that is found when the pictures are taken.
EXAMPLES = {
    "{away}": "/borte/1",
    "{need}": "/behov/1",
    "{decision}": "/behov/1/begrunnelser/1",
    "{order}": "/bestilling/00000000-0000-4000-8000-000000000000",
    "{cannot}": "/mine-vakter/1/kan-ikke",
    "{why}": "/hvorfor-ikke-jeg/1",
    "{hole}": "/planer/1/vakt/1",
    "{sum}": "/vikarbruk/vakter/1",
}
# What answers with a file or a sign of life, never with a page.
NO_PAGE = {
    *("static", "health-live", "health-ready", "gateway.report", "push.worker", "feed.calendar"),
    *("hours.inspection", "hours.own_file", "hours.payroll", "hours.person", "hours.spend"),
    *("coordinator.plan_file", "coordinator.made_file", "coordinator.certificate_file"),
    *("hours.people", "hours.rota", "hours.needs"),
    *("importing.give", "planner.lines_file", "planner.spend_file"),
}


@pytest.fixture(scope="module")
def app():
    return create_app()


def shown(app):
    """Return the endpoints of the pages that have pictures."""
    where = app.url_map.bind("localhost")
    found = set()
    for _, _, path, _ in PICTURES:
        thing = path.partition("}")[0] + "}"
        found.add(where.match(path.replace(thing, EXAMPLES.get(thing, "")))[0])
    return found


def test_every_page_has_a_picture_or_looks_like_one_that_has(app):
    pages = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods and not rule.endpoint.startswith("api-")
    }
    assert pages - NO_PAGE - shown(app) - LIKE.keys() == set()
    assert LIKE.keys() <= pages - shown(app)
    assert pages >= NO_PAGE


def test_every_picture_is_there_and_every_file_is_a_picture():
    names = [name for name, *_ in PICTURES]
    assert len(names) == len(set(names))
    assert {path.stem for path in TARGET.glob("*.png")} == set(names)
    assert set(LIKE.values()) <= set(names)
