"""Ten weeks of Fjordvik: rotas, duty plans, absences, needs, and who covered in the past."""

from __future__ import annotations

import random
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from vikarsentral.commitments.window import midnight
from vikarsentral.demo import agreed, rota, turns
from vikarsentral.demo.absences import Spell, spells
from vikarsentral.demo.cover import Hand
from vikarsentral.demo.ledger import Ledger, Life
from vikarsentral.demo.places import SECTOR, UnitPlan
from vikarsentral.demo.sizes import Size
from vikarsentral.demo.staff import Member
from vikarsentral.plan.problem import first_monday
from vikarsentral.tables import (
    NeedStatus,
    PostKind,
    ShiftKind,
    ShiftStatus,
)

Row = dict[str, Any]

HISTORY_WEEKS = 4
PERIOD_WEEKS = 4
WEEK = timedelta(weeks=1)
HISTORY_SHARE = 0.9
STILL_OPEN_SHARE = 0.35
EXTRA_SHARE = 0.05
AGENCY_SHARE = 0.1


def live(
    size: Size,
    units: Sequence[UnitPlan],
    members: Sequence[Member],
    *,
    now: datetime,
    rng: random.Random,
) -> Life:
    """Let ten weeks pass: four behind, this one, four to plan and one after.

    Args:
        size: how many open needs the four weeks to plan have, exactly.
        units: every unit.
        members: everyone.
        now: UTC; what has ended is worked.
        rng: decides.

    Returns:
        The rows.
    """
    return _Maker(size, units, members, now, rng).make()


class _Maker:
    """Hold what the parts of ten weeks share."""

    def __init__(
        self,
        size: Size,
        units: Sequence[UnitPlan],
        members: Sequence[Member],
        now: datetime,
        rng: random.Random,
    ) -> None:
        self.size, self.units, self.members, self.now, self.rng = size, units, members, now, rng
        self.ledger = Ledger(units, now, rng)
        self.life = self.ledger.life
        self.rotas: dict[int, list[Row]] = defaultdict(list)
        self.duty: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
        self.planned_on = first_monday(now)
        self.first_on = self.planned_on - (HISTORY_WEEKS + 1) * WEEK
        self.weeks = [self.first_on + index * WEEK for index in range(HISTORY_WEEKS + 1 + 5)]

    def make(self) -> Life:
        """Make everything in the order it happens."""
        for member in self.members:
            self._rota(member)
            self._duty(member)
            self._wants(member)
        past, this_week, coming = self._spells()
        self._history([*past, *this_week])
        for spell in coming:
            self.ledger.absent(spell, NeedStatus.OPEN)
        self._extra(self.size.needs - sum(len(spell.shifts) for spell in coming))
        for row in self.life.own:
            if row["status"] == "planned" and row["ends_at"] <= self.now:
                row["status"] = ShiftStatus.WORKED
        return self.life

    def _rota(self, member: Member) -> None:
        for week in self.weeks:
            for on, shift in rota.week(member, week):
                starts_at, ends_at = rota.instants(on, shift.starts, shift.ends)
                row = self._shift(member, starts_at, ends_at, shift.unpaid_break)
                row["unit_id"] = member.unit.id if member.unit else 0
                row["kind"], row["status"] = ShiftKind.ROTA, ShiftStatus.PLANNED
                self.life.own.append(row)
                self.rotas[member.id].append(row)

    def _shift(
        self, member: Member, starts_at: datetime, ends_at: datetime, unpaid_break: int
    ) -> Row:
        made_at = min(self.now, starts_at) - timedelta(days=21)
        return {
            "id": len(self.life.own) + len(self.life.cover) + 1,
            "person_id": member.id,
            "unit_id": 0,
            "need_id": None,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "unpaid_break_minutes": unpaid_break,
            "requires": [member.role],
            "kind": ShiftKind.ROTA,
            "status": ShiftStatus.PLANNED,
            "uid": str(uuid.UUID(int=self.rng.getrandbits(128), version=4)),
            "sequence": 0,
            "created_at": made_at,
            "changed_at": made_at,
            "version": 1,
        }

    def _duty(self, member: Member) -> None:
        if member.kind is not PostKind.POOL:
            return
        for week in self.weeks:
            for starts_at, ends_at in rota.duty_times(member, week):
                self.duty[member.id].append((starts_at, ends_at))
                self.life.duty.append(
                    {
                        "id": len(self.life.duty) + 1,
                        "person_id": member.id,
                        "starts_at": starts_at,
                        "ends_at": ends_at,
                        "published_at": starts_at - timedelta(days=28),
                    }
                )

    def _wants(self, member: Member) -> None:
        """Give hourly people days they cannot, and part-timers wishes."""
        if member.kind is PostKind.HOURLY:
            for week in self.weeks:
                for day in self.rng.sample(range(7), 2):
                    self._day(self.life.unavailable, member, week + timedelta(days=day))
        elif member.merarbeid:
            for week in self.weeks[HISTORY_WEEKS + 1 :]:
                wish = self._day(
                    self.life.wishes, member, week + timedelta(days=self.rng.randrange(7))
                )
                wish["ore"] = self.rng.choice((-1, 1)) * agreed.WISH_ORE

    def _day(self, rows: list[Row], member: Member, on: date) -> Row:
        row: Row = {
            "id": len(rows) + 1,
            "person_id": member.id,
            "starts_at": midnight(on),
            "ends_at": midnight(on + timedelta(days=1)),
        }
        rows.append(row)
        return row

    def _spells(self) -> tuple[list[Spell], list[Spell], list[Spell]]:
        staff = [member for member in self.members if member.unit]
        planned = self.planned_on
        parts = (
            (self.first_on, planned - WEEK, round(self.size.needs * HISTORY_SHARE)),
            (planned - WEEK, planned, round(self.size.needs * HISTORY_SHARE / HISTORY_WEEKS)),
            (
                planned,
                planned + PERIOD_WEEKS * WEEK,
                round(self.size.needs * (1 - EXTRA_SHARE)),
            ),
        )
        drawn = []
        for first, last, wanted in parts:
            found = spells(
                staff,
                self.rotas,
                first=midnight(first),
                last=midnight(last),
                wanted=wanted,
                rng=self.rng,
            )
            for spell in found:
                for row in spell.shifts:
                    row["status"], row["sequence"] = ShiftStatus.ABSENT, 1
            drawn.append(found)
        return drawn[0], drawn[1], drawn[2]

    def _history(self, past: Iterable[Spell]) -> None:
        listed = list(past)
        hand = Hand(self.members, self.rotas, self.duty, self.rng)
        for spell in listed:
            hand.away(spell.person_id, spell.starts_at, spell.ends_at)
        opened = [row for spell in listed for row in self.ledger.absent(spell, NeedStatus.COVERED)]
        for need in sorted(opened, key=lambda row: (row["starts_at"], row["id"])):
            self._settle(need, hand)

    def _settle(self, need: Row, hand: Hand) -> None:
        """Cover a need of the past, order it from an agency, or leave it open this week."""
        ahead = need["starts_at"] > self.now
        if ahead and self.rng.random() < STILL_OPEN_SHARE:
            need["status"] = NeedStatus.OPEN
            return
        bought = self.rng.random() < AGENCY_SHARE
        bought = bought and need["is_agency_allowed"] and not ahead
        sector = self.ledger.unit[need["unit_id"]].sector
        able, inside = hand.part_timers(need, sector)
        member = None if bought else hand.cover(need, sector)
        if member is not None:
            self._cover(need, member)
            if member.kind is PostKind.HOURLY:
                turns.hired(self.life, need, able, inside, self.now)
        elif ahead:
            need["status"] = NeedStatus.OPEN
        elif need["is_agency_allowed"]:
            self.ledger.order(need)
            turns.ordered(self.life, need, able, inside, self.now)
        else:
            need["status"] = NeedStatus.WITHDRAWN

    def _cover(self, need: Row, member: Member) -> None:
        row = self._shift(member, need["starts_at"], need["ends_at"], need["unpaid_break_minutes"])
        ended = need["ends_at"] <= self.now
        row["unit_id"], row["need_id"] = need["unit_id"], need["id"]
        row["requires"] = list(need["requires"])
        row["kind"] = ShiftKind.COVER
        row["status"] = ShiftStatus.WORKED if ended else ShiftStatus.CONFIRMED
        self.life.cover.append(row)

    def _extra(self, count: int) -> None:
        """Ask for more hands, without anybody being away, until the number is reached."""
        start, end = midnight(self.planned_on), midnight(self.planned_on + PERIOD_WEEKS * WEEK)
        shifts = [row for row in self.life.own if start <= row["starts_at"] < end]
        for row in self.rng.sample(shifts, min(count, len(shifts))):
            role = SECTOR[self.ledger.unit[row["unit_id"]].sector].roles[-1][0]
            self.ledger.need(
                {**row, "requires": [role]}, NeedStatus.OPEN, self.now - timedelta(days=2), None
            )
