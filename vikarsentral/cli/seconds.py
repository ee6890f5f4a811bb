"""The limit in seconds that commands take: a number in its range, and never NaN."""

from __future__ import annotations

import math
from typing import Any

import click


class Seconds(click.FloatRange):
    """Take seconds from 0.1 to a day."""

    def __init__(self) -> None:
        """Set the range."""
        super().__init__(0.1, 86400)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number; NaN is larger than no limit and would pass both.

        Args:
            value: as typed.
            param: which option.
            ctx: of the command.

        Raises:
            BadParameter: it is no number in the range.
        """
        number = float(super().convert(value, param, ctx))
        if math.isnan(number):
            self.fail(f"{value} is not in the range {self._describe_range()}", param, ctx)
        return number
