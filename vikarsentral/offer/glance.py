"""Where somebody stands in an offer, in one look and before anything is locked.

Most who answer at the same moment change nothing for the others: what they need to know is read
here, so that only what may decide waits for its turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Boolean, ColumnElement, bindparam, literal_column, text
from sqlalchemy.orm import Session

from vikarsentral.errors import Conflict
from vikarsentral.tables import AnswerState, OfferState

LONGEST_SECONDS = 12 * 3600
"""How long a judgement may be old; half as long as the database keeps its notes."""

LATE_CODES = {
    OfferState.SETTLED: "offer_taken",
    OfferState.WITHDRAWN: "offer_withdrawn",
    OfferState.EXPIRED: "offer_expired",
}
"""What one who comes too late is told, by how the offer ended."""

_MOMENT = text(
    """
    SELECT jsonb_build_object(
        'place', concat_ws('/', oid, pg_postmaster_start_time()),
        'at', extract(epoch FROM clock_timestamp())::bigint,
        'own', pg_current_xact_id_if_assigned()::text,
        'snapshot', pg_current_snapshot()::text)
    FROM pg_database WHERE datname = current_database()
    """
)

# A need is locked and read again before an answer counts; pins and agency orders judge nobody.
# A snapshot counts its own transaction's work as seen, so what that did is asked about by itself.
_STANDS = """EXISTS (
        SELECT FROM pg_database d
        WHERE d.datname = current_database()
          AND MOMENT ->> 'place' = concat_ws('/', d.oid, pg_postmaster_start_time())
          AND (MOMENT ->> 'at')::bigint
              > extract(epoch FROM clock_timestamp())::bigint - :longest
          AND NOT EXISTS (
              SELECT FROM roster_change c
              WHERE c.source NOT IN ('need', 'pin', 'agency_order') WHOSE
                AND c.xid >= least(
                    (MOMENT ->> 'own')::bigint,
                    pg_snapshot_xmin((MOMENT ->> 'snapshot')::pg_snapshot)::text::bigint)
                AND (c.xid::text = MOMENT ->> 'own' OR NOT pg_visible_in_snapshot(
                    c.xid::text::xid8, (MOMENT ->> 'snapshot')::pg_snapshot))))"""


def _stands(moment: str, whose: str) -> str:
    told = _STANDS.replace("MOMENT", moment).replace("WHOSE", whose)
    return told.replace(":longest", str(LONGEST_SECONDS))


_GLANCE = text(
    """
    SELECT o.need_id, o.compound_id, o.state, a.state AS answer,
           STANDS AS is_judged
    FROM offer o JOIN offer_answer a ON a.offer_id = o.id
    WHERE o.id = :offer AND a.person_id = :person
    """.replace("STANDS", _stands("o.judged_as", "AND c.person_id IN (0, a.person_id)"))
).bindparams(
    bindparam("offer", type_=BigInteger),
    bindparam("person", type_=BigInteger),
)


@dataclass(frozen=True, slots=True)
class Glance:
    """Where one person stands, as it was when they were looked up.

    Attributes:
        offer_id: the offer.
        need_id: what it asks about.
        compound_id: the combination it is part of; None for a whole shift.
        state: the offer's.
        answer: theirs.
        is_judged: the rules said yes when they were asked, and nothing that the rules read about
            them has changed since.
    """

    offer_id: int
    need_id: int
    compound_id: int | None
    state: OfferState
    answer: AnswerState
    is_judged: bool

    def refuse_ended(self) -> None:
        """Refuse one who comes too late to an offer that never opens again, without a lock.

        An expired one is no such: its search may still look.

        Raises:
            Conflict: `offer_taken` or `offer_withdrawn`.
        """
        told = (AnswerState.YOURS, AnswerState.DECLINED)
        if self.state in (OfferState.SETTLED, OfferState.WITHDRAWN) and self.answer not in told:
            raise Conflict(LATE_CODES[self.state], {"offer": self.offer_id})


def moment(session: Session) -> dict[str, Any]:
    """Return what the database is now, to be kept with what is judged right after.

    Args:
        session: an open session; one query.
    """
    found: dict[str, Any] = session.execute(_MOMENT).scalar_one()
    return found


def stands(column: str) -> ColumnElement[bool]:
    """Return whether a roster is still as it was at a kept moment, as a condition of a query.

    What only tells of needs, pins and agency orders counts as no change.

    Args:
        column: `table.column` of what `moment` gave; none kept is as a changed roster.
    """
    return literal_column(_stands(column, ""), Boolean)


def glance(session: Session, offer_id: int, person_id: int | None) -> Glance | None:
    """Look up where somebody stands in an offer.

    Args:
        session: an open session; one query, nothing is locked.
        offer_id: row id.
        person_id: who; None for one who is no employee.

    Returns:
        None where there is no such offer or they were not asked.
    """
    if person_id is None:
        return None
    row = session.execute(_GLANCE, {"offer": offer_id, "person": person_id}).one_or_none()
    if row is None:
        return None
    state, answer = OfferState(row.state), AnswerState(row.answer)
    return Glance(offer_id, row.need_id, row.compound_id, state, answer, row.is_judged)
