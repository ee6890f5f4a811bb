"""What is kept in the project says nothing about the machine it was written on."""

import configparser
import json
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.house.tree import OURS, ROOT, kept_files, modules, name

TEXT = {
    *(".py", ".md", ".toml", ".cfg", ".json", ".txt", ".lock", ".mako", ".html", ".css", ".js"),
    *(".po", ".pot", ".mjs", ".svg", ".ics", ".yml", ".yaml", ".sh", ".npmrc", ".gitignore", ""),
}
TEXT_FILES = [path for path in kept_files() if path.suffix in TEXT]
INDEX_SETTINGS = ("PIP_INDEX_URL", "UV_INDEX_URL", "UV_DEFAULT_INDEX", "NPM_CONFIG_REGISTRY")


def index_hosts() -> set[str]:
    """Return the hosts of package indexes this machine is set to use, and the public ones."""
    hosts = {"files.pythonhosted" + ".org", "registry.npmjs" + ".org"}
    addresses = [
        os.environ.get(key, "") for name in INDEX_SETTINGS for key in (name, name.lower())
    ]
    for path in (
        Path("/etc/pip.conf"),
        Path.home() / ".config/pip/pip.conf",
        Path.home() / ".pip",
    ):
        if path.is_file():
            config = configparser.ConfigParser(interpolation=None)
            config.read(path)
            addresses += [value for part in config.values() for value in part.values()]
    hosts |= {urlsplit(address).hostname or "" for address in addresses if "://" in address}
    return hosts - {"", "localhost", "127.0.0.1"}


def machine_paths() -> set[str]:
    """Return the places on this machine that no file may name."""
    return {f"{place}/" for place in (ROOT, ROOT.parent, Path.home()) if len(place.parts) > 1}


def test_no_file_names_a_place_on_this_machine_or_a_package_index():
    told = index_hosts() | machine_paths()
    found = {
        (name(path), word)
        for path in TEXT_FILES
        for word in told
        if word in path.read_text(encoding="utf-8")
    }
    assert found == set()


def test_the_lock_has_hashes_and_no_addresses():
    lock = (ROOT / "requirements.lock").read_text()
    assert "://" not in lock
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n?", "", lock).strip())
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_front_end_lock_has_hashes_and_no_addresses():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = {key: entry for key, entry in lock["packages"].items() if key}
    assert packages
    assert [key for key, entry in packages.items() if "resolved" in entry] == []
    assert [key for key, entry in packages.items() if "integrity" not in entry] == []


@pytest.mark.parametrize("path", modules(*OURS, "tests"), ids=name)
def test_each_exception_from_a_check_has_its_code_and_its_reason(path):
    marks = re.compile(r"#\s*(noqa|type:\s*ignore)(.*)$")
    bare = []
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        found = marks.search(line)
        if found and "re.compile" not in line and not _has_reason(found.group(2)):
            bare.append((number, line.strip()))
    assert bare == []


def _has_reason(rest: str) -> bool:
    code = re.match(r"(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|\[[a-z, -]+\])\s*[-#]*\s*(.*)", rest)
    return bool(code and len(code.group(1).strip()) > 5)


def test_no_test_is_skipped_and_nothing_of_ours_is_faked():
    shy = re.compile(
        r"pytest\.(?:mark\.)?(?:skip|skipif|xfail|importorskip)\b|unittest" + r"\.mock"
    )
    found = [
        name(path) for path in modules("tests") if shy.search(path.read_text()) and path != HERE
    ]
    assert found == []


HERE = Path(__file__)


def test_nothing_is_left_to_do_in_silence():
    marks = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|raise NotImplementedError")
    found = [name(path) for path in modules(*OURS) if marks.search(path.read_text())]
    assert found == []


def test_no_docs_tree_no_utils_no_scripts():
    parts = {part for path in kept_files() for part in path.relative_to(ROOT).parts}
    assert parts & {"docs", "utils", "utils.py", "scripts", "helpers.py", "misc.py"} == set()
