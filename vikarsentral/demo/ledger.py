"""Rows of absences, needs and agency orders, written one after the other."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from vikarsentral.clock import OSLO
from vikarsentral.demo.absences import Spell
from vikarsentral.demo.places import UnitPlan
from vikarsentral.demo.tariff import price_lines
from vikarsentral.need import agency_price
from vikarsentral.tables import AgencyBasis, AgencyStatus, LabourSource, NeedStatus

Row = dict[str, Any]

PRIORITY = {"health": 1, "kindergarten": 2, "school": 2, "cleaning": 3}
WHO = "demo"


@dataclass(slots=True)
class Life:
    """Rows by table, with ids, ready to be put in."""

    duty: list[Row] = field(default_factory=list)
    unavailable: list[Row] = field(default_factory=list)
    wishes: list[Row] = field(default_factory=list)
    absences: list[Row] = field(default_factory=list)
    own: list[Row] = field(default_factory=list)
    needs: list[Row] = field(default_factory=list)
    cover: list[Row] = field(default_factory=list)
    orders: list[Row] = field(default_factory=list)
    order_lines: list[Row] = field(default_factory=list)
    offers: list[Row] = field(default_factory=list)
    answers: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)


class Ledger:
    """Write what happens into the rows of a life."""

    def __init__(self, units: Sequence[UnitPlan], now: datetime, rng: random.Random) -> None:
        """Begin with empty rows.

        Args:
            units: every unit.
            now: UTC.
            rng: decides when an absence was known.
        """
        self.life = Life()
        self.unit = {unit.id: unit for unit in units}
        self._now, self._rng = now, rng

    def absent(self, spell: Spell, status: NeedStatus) -> list[Row]:
        """Write an absence and a need of each shift it releases; return the needs."""
        number = len(self.life.absences) + 1
        known_at = min(self._now, spell.starts_at) - timedelta(hours=self._rng.randint(1, 72))
        self.life.absences.append(
            {
                "id": number,
                "person_id": spell.person_id,
                "starts_at": spell.starts_at,
                "ends_at": spell.ends_at,
                "reported_by": WHO,
                "reported_at": known_at,
                "withdrawn_at": None,
            }
        )
        return [self.need(row, status, known_at, number) for row in spell.shifts]

    def need(self, shift: Row, status: NeedStatus, at: datetime, absence: int | None) -> Row:
        """Write a need with the times of a shift; without an absence it is an extra one."""
        sector = self.unit[shift["unit_id"]].sector
        price = _price(sector, shift) if absence else None
        need = {
            "id": len(self.life.needs) + 1,
            "unit_id": shift["unit_id"],
            "starts_at": shift["starts_at"],
            "ends_at": shift["ends_at"],
            "unpaid_break_minutes": shift["unpaid_break_minutes"],
            "requires": list(shift["requires"]),
            "priority": PRIORITY[sector],
            "absence_id": absence,
            "replaces_shift_id": shift["id"] if absence else None,
            "status": status,
            "is_agency_allowed": price is not None,
            "agency_ore_per_hour": price,
            "created_by": WHO,
            "created_at": at,
            "version": 1,
        }
        self.life.needs.append(need)
        return need

    def order(self, need: Row) -> None:
        """Write that a need was bought from an agency, and what it cost."""
        need["status"] = NeedStatus.AGENCY
        minutes = int((need["ends_at"] - need["starts_at"]).total_seconds()) // 60
        number = len(self.life.orders) + 1
        self.life.orders.append(
            {
                "id": number,
                "need_id": need["id"],
                "status": AgencyStatus.APPROVED,
                "basis": AgencyBasis.VIKARIAT,
                "ore_per_hour": need["agency_ore_per_hour"],
                "minutes": minutes,
                "plan_run_id": None,
                "proposed_at": need["created_at"],
                "approved_by": WHO,
                "approved_at": need["created_at"],
            }
        )
        self.life.order_lines.append(
            {
                "unit_id": need["unit_id"],
                "worked_on": need["starts_at"].astimezone(OSLO).date(),
                "source": LabourSource.AGENCY,
                "minutes": minutes,
                "cost_ore": need["agency_ore_per_hour"] * minutes // 60,
                "shift_id": None,
                "agency_order_id": number,
            }
        )


def _price(sector: str, shift: Row) -> int | None:
    return agency_price(
        price_lines(),
        sector=sector,
        requires=shift["requires"][:1],
        starts_at=shift["starts_at"],
        ends_at=shift["ends_at"],
    )
