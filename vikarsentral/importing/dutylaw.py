"""Known times of the pool from a file, judged by the rules before they are published.

Times at least 14 days ahead are published by the file, and one that breaks a rule is a fault of
its row. Nearer times can only be those of a first plan, published before this product was taken
into use: they are facts like a unit's rota, and what they break is told, not refused. The same
holds for what is allowed where the work is needed and discussed.

Source: AML § 10-3, § 10-8, § 10-10, § 10-11; contract 2 (rota is work already fixed).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.administration.duty_lawful import is_in_time
from vikarsentral.administration.grounds import GROUNDS
from vikarsentral.administration.judged_ground import Ground, ground_of
from vikarsentral.administration.judging import DUTY_RULES, Judged, Work, judge
from vikarsentral.importing.compared import Compared
from vikarsentral.importing.told import Told
from vikarsentral.tables import DutyTime

BLOCK = timedelta(weeks=50)
"""How long a stretch of time is judged at once: rules read at most a year."""
HEADING = "Fra"
Plans = Mapping[int, list[Told]]


def lawful(
    session: Session, wanted: Iterable[Told], compared: Compared, now: datetime
) -> list[Told]:
    """Return the known times that may be published; the others become faults of their rows.

    Args:
        session: an open session.
        wanted: known times that are not there yet.
        compared: takes faults and remarks.
        now: UTC.
    """
    plans: dict[int, list[Told]] = defaultdict(list)
    for one in wanted:
        plans[one.person_id].append(one)
    if not plans:
        return []
    judging = _Judging(session, compared, now, plans, _published(session, plans))
    refused: set[int] = set()
    for block in _blocks(plans):
        refused |= judging.block(block)
    return [one for plan in plans.values() for one in plan if one.row not in refused]


def _published(session: Session, plans: Plans) -> dict[int, list[Work]]:
    """Return the known times there are, by person."""
    query = select(DutyTime.person_id, DutyTime.starts_at, DutyTime.ends_at)
    found: dict[int, list[Work]] = defaultdict(list)
    for person, start, end in session.execute(query.where(DutyTime.person_id.in_(plans))):
        found[person].append(Work(start, end))
    return found


def _blocks(plans: Plans) -> Iterable[Plans]:
    """Part the times into stretches that can be judged at once."""
    first = min(one.starts for plan in plans.values() for one in plan)
    blocks: dict[int, dict[int, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for person, plan in plans.items():
        for one in plan:
            place = timedelta(minutes=one.starts - first) // BLOCK
            blocks[place][person].append(one)
    return [blocks[place] for place in sorted(blocks)]


@dataclass(frozen=True, slots=True)
class _Judging:
    """Judge the plans of a file, block by block."""

    session: Session
    compared: Compared
    now: datetime
    plans: Plans
    published: Mapping[int, list[Work]]

    def block(self, block: Plans) -> set[int]:
        """Judge a block; return the rows that may not be published."""
        starts = [_instant(one.starts) for plan in block.values() for one in plan]
        ground = ground_of(self.session, list(block), starts)
        refused: set[int] = set()
        for person, plan in block.items():
            refused |= self._person(person, plan, ground)
        return refused

    def _person(self, person: int, plan: list[Told], ground: Ground) -> set[int]:
        mine = {one.row for one in plan}
        beside = [_work(one) for one in self.plans[person] if one.row not in mine]
        judged = judge(
            self.session,
            person,
            [_work(one) for one in plan],
            beside=[*self.published.get(person, ()), *beside],
            rules=DUTY_RULES,
            now=self.now,
            ground=ground,
        )
        if judged is None:
            for one in plan:
                self.compared.fault("no_pool_post", one.row, HEADING)
            return mine
        return self._told(plan, judged)

    def _told(self, plan: list[Told], judged: Judged) -> set[int]:
        """Tell what each finding says, at the rows that can be moved; return the refused."""
        refused: set[int] = set()
        remarked: set[tuple[str, int]] = set()
        for finding, receipt in zip(judged.findings, judged.receipts(), strict=True):
            named = [plan[int(name[1:])] for name in finding.excess.needs if name[0] == "w"]
            rows = sorted(named or plan)
            late = [one for one in rows if is_in_time(_instant(one.starts), self.now)]
            facts = _facts(receipt)
            if receipt["rule"] in GROUNDS or not late:
                code = "duty_ground" if receipt["rule"] in GROUNDS else "duty_fact"
                if (code, rows[0].row) not in remarked:
                    remarked.add((code, rows[0].row))
                    self.compared.remark(code, rows[0].row, HEADING, **facts)
                continue
            for one in late:
                if one.row not in refused:
                    self.compared.fault("duty_rule", one.row, HEADING, **facts)
            refused |= {one.row for one in late}
        return refused


def _facts(receipt: Mapping[str, Any]) -> dict[str, str]:
    """Return what the phrases name: the rule's sentence in each language, and its paragraph."""
    told = {language: text.rstrip(".") for language, text in receipt["text"].items()}
    return {**told, "source": receipt["source"], "rule": receipt["rule"]}


def _work(one: Told) -> Work:
    return Work(_instant(one.starts), _instant(one.ends))


def _instant(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)
