"""The tests mirror the code, so that the place of a test follows from the name of a module."""

from tests.house import measure
from tests.house.tree import ROOT, exceptions, modules, name


def test_each_module_has_its_test_file():
    missing = set(measure.without_test())
    listed = set(exceptions()["without_test"])
    assert missing - listed == set(), "modules without a test file"
    assert listed - missing == set(), "no longer needed in tests/house/exceptions.toml"


def test_each_test_folder_is_a_package():
    folders = {path.parent for path in modules("tests")}
    plain = [name(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()]
    assert plain == [], "equal file names clash in folders that are no packages"


def test_each_test_file_holds_a_test():
    empty = [
        name(path)
        for path in modules("tests")
        if path.name.startswith("test_") and "def test_" not in path.read_text()
    ]
    assert empty == []


def test_the_root_holds_the_four_packages_and_the_tests():
    tops = {path.name for path in ROOT.iterdir() if (path / "__init__.py").exists()}
    assert tops == {"solver", "vikarsentral", "web", "migrations", "tests"}
