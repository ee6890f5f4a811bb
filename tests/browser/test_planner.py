"""The spend pages in a real Chromium: axe, console, width."""

import pytest

from tests.browser.conftest import serving
from tests.conftest import clone
from tests.web.planner.conftest import seeded  # noqa: F401 - a fixture

PATHS = {
    "planlegger": (
        *("/vikarbruk", "/vikarbruk/vakter", "/vikarbruk/bestillinger", "/vikarbruk/vakter/1"),
        *("/vikarbruk/satser", "/vikarbruk/satser/evening_ore", "/vikarbruk/satser/zone"),
        *("/vikarbruk/priser", "/vikarbruk/deltid"),
    ),
    "nabo": ("/vikarbruk/bestillinger",),
}


@pytest.fixture(scope="module")
def site(cluster, seeded, tmp_path_factory):  # noqa: F811 - the imported fixture
    """The address of a server on the town with labour of every source."""
    with (
        clone(cluster, template=seeded) as name,
        serving(cluster.place.url_of(name), tmp_path_factory.mktemp("site")) as address,
    ):
        yield address


@pytest.mark.parametrize("login", PATHS)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(visit, login):
    visitor = visit(login)
    found = [one for path in PATHS[login] for one in visitor.faults_in_every_look(path)]
    if login == "nabo":
        visitor.open("/vikarbruk/bestillinger")
        order = visitor.page.locator('form[action^="/vikarbruk/bestillinger/"]').first
        found += visitor.faults_in_every_look(order.get_attribute("action"))
    assert found == []
    assert visitor.said == []
