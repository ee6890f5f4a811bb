"""What has moved between the ground a plan was made on and the ground as it is now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

PARTS = {"needs": "need", "people": "person", "agreements": "agreement", "units": "unit"}
WHOLE = ("period", "travel_minutes", "objective", "published")


def moved(before: bytes, after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """List what differs between two problems.

    Args:
        before: the problem file a plan was made on.
        after: the problem as it is now, as a document.

    Returns:
        One entry per need, person, agreement or unit, and per other part of the file:
        `kind`, `id`, `change` (`added`, `gone` or `changed`) and, for a change, `fields`.
    """
    then = json.loads(before)
    entries: list[dict[str, Any]] = []
    for part, kind in PARTS.items():
        entries.extend(_rows(kind, then[part], after[part]))
    entries.extend(
        {"kind": part, "id": part, "change": "changed"}
        for part in WHOLE
        if then[part] != after[part]
    )
    return entries


def _rows(
    kind: str, before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    old = {row["id"]: row for row in before}
    new = {row["id"]: row for row in after}
    entries: list[dict[str, Any]] = [
        {"kind": kind, "id": key, "change": "gone"} for key in old if key not in new
    ]
    for key, row in new.items():
        if key not in old:
            entries.append({"kind": kind, "id": key, "change": "added"})
        elif old[key] != row:
            fields = sorted(
                name
                for name in old[key].keys() | row.keys()
                if old[key].get(name) != row.get(name)
            )
            entries.append({"kind": kind, "id": key, "change": "changed", "fields": fields})
    return entries
