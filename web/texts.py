"""Translations: Norwegian (bokmål) sentences in the code, catalogues for nynorsk and English.

A catalogue lives in `translations/<part>/<language>/LC_MESSAGES/messages.po`; several parts
are read as one, so that the pages of one audience can be translated without touching the
others. `python -m web.texts` lists what is missing and compiles the rest.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from threading import get_ident
from typing import TypeAlias

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = ("nb", "nn", "en")
Key: TypeAlias = str | tuple[str, ...]
"""A sentence, or the singular and plural of one."""

WEB = Path(__file__).parent
TRANSLATIONS = WEB / "translations"

_METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "say": None,
    "later": None,
    "count": (1, 2),
}


def parts() -> list[Path]:
    """Return the folders that hold catalogues, in the order they are merged."""
    return sorted(path for path in TRANSLATIONS.iterdir() if path.is_dir())


def compile_catalogues() -> int:
    """Write the .mo file of every catalogue whose .po file is newer.

    Returns:
        How many were written.
    """
    written = 0
    for po in sorted(TRANSLATIONS.glob("*/*/LC_MESSAGES/messages.po")):
        mo = po.with_suffix(".mo")
        if mo.is_file() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
            continue
        fresh = mo.with_name(f"{os.getpid()}-{get_ident()}.mo")  # others may write theirs now
        with fresh.open("wb") as target:
            write_mo(target, read(po))
        fresh.replace(mo)
        written += 1
    return written


def read(po: Path) -> Catalog:
    """Return the catalogue in the file *po*; a broken file raises where it is broken."""
    with po.open("rb") as source:
        return read_po(source, locale=po.parent.parent.name, abort_invalid=True)


def used() -> dict[Key, list[str]]:
    """Return every sentence the pages use and where, as `file:line`."""
    found: dict[Key, list[str]] = {}
    for file, line, message, _, _ in extract_from_dir(WEB, _METHODS, keywords=_KEYWORDS):
        key = message if isinstance(message, str) else (str(message[0]), str(message[1]))
        found.setdefault(key, []).append(f"{file}:{line}")
    return found


def translated(language: str) -> set[Key]:
    """Return the sentences that have a translation into *language*, over all parts."""
    done: set[Key] = set()
    for part in parts():
        po = part / language / "LC_MESSAGES" / "messages.po"
        if not po.is_file():
            continue
        catalog = read(po)
        for message in catalog:
            told = message.string
            whole = told if isinstance(told, str) else all(told or ("",))
            if message.id and whole and not message.fuzzy:
                done.add(message.id if isinstance(message.id, str) else tuple(message.id))
    return done


def missing(language: str) -> list[Key]:
    """Return the sentences in use without a translation into *language*, in order."""
    done = translated(language)
    return sorted((key for key in used() if key not in done), key=str)


def main() -> int:
    """Print what is missing as ready .po entries, compile the rest; 1 when any is missing."""
    gaps = 0
    places = used()
    for language in LANGUAGES[1:]:
        for key in missing(language):
            gaps += 1
            sys.stdout.write(f"# {language} {places[key][0]}\n{_entry(key)}\n")
    compile_catalogues()
    return 1 if gaps else 0


def _entry(key: Key) -> str:
    """Return an empty .po entry for *key*."""
    if isinstance(key, str):
        return f'msgid {_quoted(key)}\nmsgstr ""\n'
    one, many = map(_quoted, key)
    return f'msgid {one}\nmsgid_plural {many}\nmsgstr[0] ""\nmsgstr[1] ""\n'


def _quoted(text: str) -> str:
    """Return *text* as a .po string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


if __name__ == "__main__":
    raise SystemExit(main())
