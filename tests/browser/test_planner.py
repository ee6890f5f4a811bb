"""The spend pages in a real Chromium: axe, console, width."""

import pytest

from tests.browser.conftest import PHONE, SMALLEST, WIDE, serving
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
    found = []
    for path in PATHS[login]:
        assert visitor.open(path).status == 200, path
        for scheme in ("light", "dark"):
            visitor.page.emulate_media(color_scheme=scheme)
            for size in (PHONE, WIDE):
                visitor.page.set_viewport_size(size)
                faults = visitor.faults(only_colours=scheme == "dark")
                found += [f"{path} {scheme} {size['width']} {one}" for one in faults]
        visitor.page.set_viewport_size(SMALLEST)
        if visitor.is_sideways():
            found.append(f"{path} is wider than 320")
    assert found == []
    assert visitor.said == []
