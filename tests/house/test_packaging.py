"""The wheel holds our four packages and nothing else, and nobody else owns their names."""

import configparser
import importlib.metadata

import pytest

from tests.house.tree import OURS, ROOT


def declared() -> list[str]:
    """Return the packages that setup.cfg sends with the wheel."""
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg")
    return config["options.packages.find"]["include"].split()


def test_packages_are_named_exactly():
    assert sorted(declared()) == sorted([*OURS, *(f"{top}.*" for top in OURS)])


@pytest.mark.parametrize("top", OURS)
def test_each_top_level_name_is_ours_alone(top):
    assert set(importlib.metadata.packages_distributions()[top]) == {"vikarsentral"}


def test_every_package_folder_has_an_init():
    for top in OURS:
        for folder in {path.parent for path in (ROOT / top).rglob("*.py")}:
            if "node_modules" not in folder.parts:
                assert (folder / "__init__.py").exists(), folder
