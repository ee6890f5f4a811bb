"""Where the public instances lie: read in place, never part of the project."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.house.tree import ROOT
from vikarsentral import settings

PUBLISHED = (
    *("best_published_seen", "cplex_2012_1800s", "heuristic_2012_1800s", "sat_2014_1800s"),
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about one public SMPTSP instance.

    Attributes:
        family: folder.
        name: file name without its endings.
        tasks: number of tasks.
        bound: best lower bound known.
        best: best value known.
        published: the best of papers, mostly in 1 800 s; None where the table has none.
    """

    family: str
    name: str
    tasks: int
    bound: int
    best: int
    published: int | None = None

    @property
    def file(self) -> Path:
        """Return the instance's file, packed or plain."""
        plain = folder() / "smptsp" / self.family / f"{self.name}.dat"
        return plain if plain.exists() else plain.with_name(f"{plain.name}.gz")


def folder() -> Path:
    """Return the folder of the setting VIKARSENTRAL_BENCH_DATA, or the one beside the tree."""
    told = settings.read(os.environ).bench_data
    return Path(told) if told else ROOT.parent / "shared" / "bench"


def missing(files: Sequence[Path]) -> str:
    """Say in one line that instances are not there; an empty text when all are.

    Args:
        files: what is needed.
    """
    gone = [file for file in files if not file.exists()]
    if not gone:
        return ""
    return (
        f"Not measured: {len(gone)} of {len(files)} files are missing, such as {gone[0].name}. "
        "Set VIKARSENTRAL_BENCH_DATA to the folder that holds `problems` and `smptsp`."
    )


def known() -> list[Known]:
    """Return the table of best known values; empty where it is not there."""
    file = folder() / "smptsp" / "best_known.csv"
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as rows:
        return [
            Known(
                row["family"],
                row["instance"],
                int(row["tasks"]),
                int(row["lower_bound"]),
                int(row["best_seen"]),
                min((int(row[name]) for name in PUBLISHED if row.get(name)), default=None),
            )
            for row in csv.DictReader(rows)
        ]
