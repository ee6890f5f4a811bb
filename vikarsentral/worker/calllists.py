"""Write the lists to phone by into the data folder, so that they are there when the pages are not.

There is one file for each open need, made anew now and then; a list nobody needs any more is
removed. Folder and files are for the operator's own eyes.
"""

from __future__ import annotations

import logging
import re
import secrets
from datetime import datetime
from functools import partial
from pathlib import Path

from vikarsentral import calling, clock, db, settings
from vikarsentral.calling import CallList
from vikarsentral.clock import OSLO
from vikarsentral.errors import ComponentMissing, VikarsentralError

FOLDER = "ringelister"

logger = logging.getLogger(__name__)


def write_lists() -> int:
    """Write a list for every need that stands open in the next day and a half.

    Returns:
        How many lists there are now; one that cannot be made stops no other.

    Raises:
        ComponentMissing: the database is away; then the lists stay as they are.
    """
    now = clock.now()
    folder = settings.current().data / FOLDER
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = {_write(folder, held) for held in _lists(now)}
        for file in folder.glob("*.txt"):
            if file.name not in kept:
                file.unlink(missing_ok=True)
    except OSError as error:
        logger.warning("the lists to phone by were not written: %s", error.strerror)
        return 0
    return len(kept)


def _lists(now: datetime) -> list[CallList]:
    found = []
    for need_id in db.transaction(partial(calling.open_needs, now=now)):
        try:
            found.append(db.transaction(partial(calling.call_list, need_id=need_id, now=now)))
        except ComponentMissing:
            raise
        except VikarsentralError as refused:
            logger.warning("no list to phone by for need %s: %s", need_id, refused)
    return found


def _write(folder: Path, held: CallList) -> str:
    """Put a list in place at once, so that nobody ever opens half of one."""
    starts = held.need.starts_at.astimezone(OSLO)
    unit = re.sub(r"[^A-Za-z0-9]+", "-", held.need.unit_code).strip("-")
    name = f"{starts:%Y-%m-%d_%H%M}_{unit}_{held.need.id}.txt"
    draft = folder / f"{name}.{secrets.token_hex(4)}"
    draft.touch(mode=0o600)
    draft.write_text(calling.as_text(held), encoding="utf-8-sig", newline="")
    draft.replace(folder / name)
    return name
