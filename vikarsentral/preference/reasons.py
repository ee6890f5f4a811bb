"""The reasons kept with an act, as a witness of whose turn it was beside the record's own line.

Source: AML § 14-3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ARRAY, BigInteger, any_, cast, func, select
from sqlalchemy.orm import Session

from vikarsentral.clock import OSLO
from vikarsentral.preference.area import area_on
from vikarsentral.preference.people import part_timers
from vikarsentral.tables import Decision, DecisionAct, Need, PreferenceScope

NUMBERS = ARRAY(BigInteger)
ACTS = {"agency": DecisionAct.AGENCY, "hourly": DecisionAct.BOOKING}
"""By what was done, the act its reasons are kept with."""


class Reasons:
    """Who among the part-timers could lawfully have had each need, by the reasons kept then."""

    def __init__(self, session: Session) -> None:
        """Read what is kept; one query.

        Args:
            session: an open session.
        """
        people = Decision.facts["part_timers"]
        query = select(Decision.act, Decision.reference_id, people)
        rows = session.execute(query.where(Decision.act.in_(ACTS.values())))
        self._session = session
        self._lawful = {(act, reference): frozenset(some or ()) for act, reference, some in rows}

    def untold(
        self, origin: str, reference_id: int, need_id: int, line: Mapping[str, Any]
    ) -> frozenset[int]:
        """Return the part-timers of the area whom the kept reasons name, and a line does not.

        Args:
            origin: `agency` or `hourly`.
            reference_id: the order or shift.
            need_id: the need.
            line: of the record, with who was inside the area, who had had their turn and who
                was passed over.

        Returns:
            Row ids; nobody where no reasons are kept.
        """
        named = {*line.get("had_turn", ()), *line.get("passed_over", ())}
        lawful = self._lawful.get((ACTS[origin], reference_id), frozenset())
        return self._inside(need_id, lawful - named, line)

    def untold_of_plan(
        self, hired: Mapping[int, frozenset[int]], line: Mapping[str, Any]
    ) -> dict[int, frozenset[int]]:
        """Return, by need, the part-timers whom a plan's reasons name and its line does not.

        Who was inside the area is as it was when the plan was read again, and never as it is now.

        Args:
            hired: as `of_plans` gives them for that plan.
            line: of the record, with the needs where somebody was passed over, and who was
                inside the area of each need; an older line without the latter accuses nobody.

        Returns:
            Row ids by need; only needs where somebody is left out.
        """
        told = {int(one["need"]): frozenset(one["people"]) for one in line["passed_over"]}
        inside = _inside_then(line)
        found = {
            need_id: (lawful & inside.get(need_id, frozenset())) - told.get(need_id, frozenset())
            for need_id, lawful in hired.items()
        }
        return {need_id: silent for need_id, silent in found.items() if silent}

    def of_plans(
        self, lines: Iterable[Mapping[str, Any]]
    ) -> Mapping[int, Mapping[int, frozenset[int]]]:
        """Return the part-timers who could have had what plans gave to hourly people; one query.

        Args:
            lines: of the record, with the needs given to those who were hourly people then.

        Returns:
            Row ids of part-timers, by plan run and need; only where there were any.
        """
        people = Decision.facts["part_timers"]
        hired = cast(sorted({need for line in lines for need in _inside_then(line)}), NUMBERS)
        query = (
            select(Decision.reference_id, Decision.need_id, people)
            .where(Decision.act == DecisionAct.PLAN, func.jsonb_array_length(people) > 0)
            .where(Decision.need_id == any_(hired))
            .order_by(Decision.reference_id, Decision.need_id)
        )
        found: dict[int, dict[int, frozenset[int]]] = defaultdict(dict)
        for run_id, need_id, some in self._session.execute(query):
            found[run_id][need_id] = frozenset(some)
        return found

    def _inside(
        self, need_id: int, silent: frozenset[int], line: Mapping[str, Any]
    ) -> frozenset[int]:
        """Return those of some people who were part-timers of a need's preference area.

        Who they were is as the line kept it; of an older line, which kept only how far the area
        reached, it is worked out from the posts of the day.
        """
        if "inside" in line:
            return silent & {who for who, _ in line["inside"]}
        told = line.get("scope")
        need = self._session.get(Need, need_id) if silent else None
        if need is None:
            return frozenset()
        on = need.starts_at.astimezone(OSLO).date()
        scope = PreferenceScope(told) if told else area_on(self._session, on).scope
        return silent & set(part_timers(self._session, need.unit_id, scope, on, least_minutes=0))


def _inside_then(line: Mapping[str, Any]) -> dict[int, frozenset[int]]:
    """Return who was inside the area of each need of a plan when its line was written."""
    found: dict[int, frozenset[int]] = {}
    for one in line.get("inside", ()):
        found.update(dict.fromkeys(map(int, one["needs"]), frozenset(one["people"])))
    return found
