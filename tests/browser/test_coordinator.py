"""The plan pages in a real Chromium: axe, console, width, and without JavaScript."""

import re

import pytest

from tests.browser.conftest import serving
from tests.conftest import clone
from tests.web.coordinator.conftest import seeded  # noqa: F401 - a fixture

PATHS = (
    "/planer",
    "/planer/1",
    "/planer/1/hull",
    "/planer/1/kontroll",
    "/planer/1/uke",
    "/planer/1/turnuser",
    "/planer/1/vakt/4",
    "/planer/1/vakt/8",
)


@pytest.fixture(scope="module")
def site(cluster, seeded, tmp_path_factory):  # noqa: F811 - the imported fixture
    """The address of a server on the town with a finished plan."""
    with (
        clone(cluster, template=seeded) as name,
        serving(cluster.place.url_of(name), tmp_path_factory.mktemp("site")) as address,
    ):
        yield address


def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(visit):
    visitor = visit("koordinator")
    found = [one for path in PATHS for one in visitor.faults_in_every_look(path)]
    assert found == []
    assert visitor.said == []


def test_progress_is_free_of_faults_and_ends_when_stopped(visit):
    visitor = visit("koordinator")
    visitor.open("/planer")
    visitor.page.get_by_role("button", name="Lag plan").click()
    visitor.page.wait_for_url(re.compile(r"/planer/\d+$"))
    assert visitor.faults() == []
    visitor.page.get_by_role("button", name="Stopp planen").click()
    visitor.page.get_by_text("Planen ble stoppet").wait_for()
    assert visitor.faults() == []
    assert visitor.said == []


def test_everything_works_without_scripts(visit):
    visitor = visit("koordinator", java_script_enabled=False)
    page = visitor.page
    visitor.open("/planer")
    page.get_by_role("button", name="Lag plan").click()
    page.wait_for_url(re.compile(r"/planer/\d+$"))
    page.get_by_role("link", name="Oppdater siden").click()
    page.get_by_role("button", name="Stopp planen").click()
    page.get_by_text("Planen ble stoppet").wait_for()
    visitor.open("/planer/1/uke")
    page.locator("#fra").select_option(index=0)
    page.get_by_role("button", name="Vis", exact=True).click()
    page.get_by_role("table").get_by_role("link").last.click()
    page.wait_for_url(re.compile(r"/vakt/\d+$"))
    page.get_by_role("button", name=re.compile("^Lås .* til vakten$")).click()
    page.get_by_role("button", name="Fjern låsen").click()
    page.get_by_text("Låsen er fjernet.").wait_for()
