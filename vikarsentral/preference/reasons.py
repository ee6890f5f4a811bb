"""The reasons kept with an act, as a witness of whose turn it was beside the record's own line.

Source: AML § 14-3.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.clock import OSLO
from vikarsentral.preference.area import area_on
from vikarsentral.preference.turn import part_timers
from vikarsentral.tables import Decision, DecisionAct, Need

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
            line: of the record, with who had had their turn and who was passed over.

        Returns:
            Row ids; nobody where no reasons are kept.
        """
        named = {*line.get("had_turn", ()), *line.get("passed_over", ())}
        silent = self._lawful.get((ACTS[origin], reference_id), frozenset()) - named
        need = self._session.get(Need, need_id) if silent else None
        if need is None:
            return frozenset()
        on = need.starts_at.astimezone(OSLO).date()
        scope = area_on(self._session, on).scope
        return silent & set(part_timers(self._session, need.unit_id, scope, on, least_minutes=0))
