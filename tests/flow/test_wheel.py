"""The wheel, built from the tracked files and the bundle, installed away from the checkout."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VENDOR = "web/static/vendor"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel in a copy, so that nothing is left in the checkout."""
    source = tmp_path_factory.mktemp("source")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, source / name)
    shutil.copytree(ROOT / VENDOR, source / VENDOR, dirs_exist_ok=True)
    for built in (ROOT / "web/translations").rglob("*.mo"):
        shutil.copy2(built, source / built.relative_to(ROOT))
    made = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", made, source],
        check=True,
        capture_output=True,
        timeout=300,
    )
    (only,) = made.glob("*.whl")
    return only


def test_the_wheel_holds_rooms_migrations_and_bundle_and_no_tests(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"migrations/script.py.mako", "migrations/versions/0001_tables.py"} <= names
    assert f"{VENDOR}/manifest.json" in names
    assert "web/templates/base.html" in names
    assert "vikarsentral/py.typed" in names
    assert not [name for name in names if name.startswith("tests/")]


def test_the_installed_wheel_upgrades_a_database_and_makes_the_pages(wheel, tmp_path):
    target = tmp_path / "installed"
    install = ["-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps"]
    subprocess.run(
        [sys.executable, *install, "--target", target, wheel], check=True, capture_output=True
    )
    kept = {name: value for name, value in os.environ.items() if "VIKARSENTRAL" not in name}
    around = {**kept, "PYTHONPATH": str(target), "VIKARSENTRAL_DATA": str(tmp_path / "data")}

    def run(*arguments):
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env=around,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    command = "import sys; from vikarsentral.cli import main; sys.argv[1:] = {}; main()"
    upgraded = run("-c", command.format(["db", "upgrade"]))
    assert upgraded.returncode == 0, upgraded.stderr
    checked = run("-c", command.format(["db", "check"]))
    assert checked.returncode == 0, checked.stderr
    count = "len(list(web.create_app().url_map.iter_rules()))"
    made = run("-c", f"import web; print(web.__file__, {count})")
    assert made.returncode == 0, made.stderr
    place, routes = made.stdout.split()
    assert Path(place).is_relative_to(target)
    assert int(routes) > 40
