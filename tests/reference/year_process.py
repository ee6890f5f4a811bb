"""The slow reading of shift templates and orders to agencies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

Told = tuple[str, int, int, int]


def judge(roster: dict[str, Any]) -> Iterator[Told]:
    """Judge the templates and the orders of a roster."""
    for one in roster["templates"]:
        least = 30 if one["minutes"] >= 480 else 1 if one["minutes"] > 330 else 0
        if one["break"] < least:
            yield "breaks", least, one["break"], least - one["break"]
    for order in roster["orders"]:
        if order["decided"] >= date(2023, 4, 1) and not has_basis(roster, order):
            yield "agency_basis", 0, 1, 1
        if order["left"]:
            yield "preference", 0, order["left"], order["left"]
        if order["since"] is not None:
            yield from hired(order["since"], order["decided"])


def has_basis(roster: dict[str, Any], order: dict[str, Any]) -> bool:
    """Tell whether the basis of an order holds on the day."""
    if order["basis"] == "VIKARIAT":
        return order["replaces"] is not None
    if order["basis"] == "TV_AGREEMENT":
        first, last = roster["hire_agreements"].get(order["agreement"], (date.max, date.min))
        return bool(first <= order["decided"] <= last)
    discussed = order["discussed"]
    return bool(order["health"] and discussed is not None and discussed <= order["decided"])


def hired(since: date, decided: date) -> Iterator[Told]:
    """Judge how long the same person has been hired; three years end on the same date."""
    day = since
    while (day.year, day.month, day.day) < (since.year + 3, since.month, since.day):
        day += timedelta(days=1)
    if (since.month, since.day) == (2, 29):
        day = date(since.year + 3, 2, 28)
    most = (day - since).days
    if (decided - since).days > most:
        yield "hired_years", most, (decided - since).days, (decided - since).days - most
