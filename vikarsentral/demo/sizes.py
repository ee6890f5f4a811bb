"""How big a demo is: people in the pool's reach, open needs, units."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Hold the measures of one demo.

    Attributes:
        name: as on the command line.
        pool: full, permanent posts at the vikarsentral.
        part_time: unit staff who want more hours.
        hourly: people without a permanent post.
        overtime: full-time unit staff who say yes to overtime.
        needs: open needs over the next four weeks.
        units: number of units by sector, in the order of `places.SECTORS`.
        seconds: how long the first plan looks.
    """

    name: str
    pool: int
    part_time: int
    hourly: int
    overtime: int
    needs: int
    units: tuple[int, int, int, int]
    seconds: int


SIZES = {
    size.name: size
    for size in (
        Size("small", 9, 12, 6, 3, 150, (3, 2, 1, 1), 10),
        Size("medium", 46, 60, 28, 16, 1000, (20, 13, 7, 6), 30),
        Size("large", 155, 200, 95, 50, 4000, (80, 52, 28, 24), 60),
    )
}
"""`pool + part_time + hourly + overtime` is 30, 150 and 500."""
