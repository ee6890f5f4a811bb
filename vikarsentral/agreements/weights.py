"""The weights of the objective: drafted, then signed by both sides, version by version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access import Action, Actor, may, require
from vikarsentral.agreements.faults import AgreementFault, fault
from vikarsentral.agreements.order import costs, order_faults
from vikarsentral.agreements.scope import today
from vikarsentral.agreements.sign import SIGNING, Side
from vikarsentral.errors import BadInput, Conflict, NotFound
from vikarsentral.tables import Weights

MOST_ORE = 1_000_000_000
PRIORITIES = ("1", "2", "3")
OPEN = "open_ore_per_minute"
PLAIN = (
    "agency_surcharge_ore_per_minute",
    "overtime_factor_percent",
    "overtime_surcharge_ore_per_minute",
    "merarbeid_ore_per_minute",
    "hourly_ore_per_minute",
    "unused_ore_per_minute",
    "unknown_unit_ore",
    "quick_return_ore",
    "weekend_share_ore",
    "change_ore",
)
OWN_COST = ("merarbeid_ore_per_minute", "hourly_ore_per_minute")
"""Weights that may be None: then the person's own cost per minute counts."""


@dataclass(frozen=True, slots=True)
class WeightsVersion:
    """One version of the weights as pages list it.

    Attributes:
        version: 1 and up.
        weights: by the contract's names.
        valid_from: first Oslo date.
        drafted_by: who drafted it, where known.
        employer_signed_by: who signed for the employer.
        employer_signed_at: UTC.
        tillitsvalgt_signed_by: who signed for the staff.
        tillitsvalgt_signed_at: UTC.
    """

    version: int
    weights: Mapping[str, Any]
    valid_from: date
    drafted_by: str | None
    employer_signed_by: str | None
    employer_signed_at: datetime | None
    tillitsvalgt_signed_by: str | None
    tillitsvalgt_signed_at: datetime | None

    @property
    def is_signed(self) -> bool:
        """Tell whether both sides have signed."""
        return self.employer_signed_by is not None and self.tillitsvalgt_signed_by is not None


def weights_versions(session: Session) -> list[WeightsVersion]:
    """Return every version of the weights, the newest first.

    Args:
        session: an open session.

    Source: contract 2 (objective).
    """
    return [
        WeightsVersion(
            row.version,
            row.weights,
            row.valid_from,
            row.drafted_by,
            row.employer_signed_by,
            row.employer_signed_at,
            row.tillitsvalgt_signed_by,
            row.tillitsvalgt_signed_at,
        )
        for row in session.scalars(select(Weights).order_by(Weights.version.desc()))
    ]


def draft_weights(
    session: Session,
    weights: Mapping[str, Any],
    *,
    valid_from: date,
    actor: Actor,
    now: datetime,
) -> int:
    """Keep a new version of the weights for both sides to sign; until then it decides nothing.

    Args:
        session: an open session; the caller commits.
        weights: every weight by the contract's names.
        valid_from: first Oslo date, today or later.
        actor: who drafts.
        now: UTC.

    Returns:
        The version.

    Raises:
        BadInput: a weight is missing, unknown or out of range, the date has passed, or the
            agreed order could turn for one and the same need.
        NotAllowed: the actor may not draft.

    Source: contract 2 (objective; prices, weights and wishes up to 10⁹).
    """
    require(actor, Action.DRAFT_AGREEMENT)
    found = weight_faults(weights)
    if valid_from < today(now):
        found.append(fault("valid_from", "has_passed", f"{valid_from}", "today or later"))
    found = found or order_faults(weights, costs(session, today(now)))
    if found:
        raise BadInput([*found])
    session.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": SIGNING})
    version = (session.scalar(select(func.max(Weights.version))) or 0) + 1
    row = Weights(
        version=version,
        weights=dict(weights),
        valid_from=valid_from,
        drafted_by=actor.label,
        drafted_at=now,
    )
    session.add(row)
    session.flush()
    _record(session, row, "weights.drafted", actor, now, {})
    return version


def weight_faults(weights: Mapping[str, Any]) -> list[AgreementFault]:
    """Find what is wrong with a set of weights, every row at once.

    Args:
        weights: by the contract's names.

    Source: contract 2 (objective).
    """
    by_priority = weights.get(OPEN)
    nested = by_priority if isinstance(by_priority, Mapping) else {}
    rows = {f"{OPEN}.{key}": nested.get(key) for key in PRIORITIES}
    rows |= {name: weights.get(name) for name in PLAIN}
    found = [
        fault(name, "unknown_limit", "no such weight", ", ".join((OPEN, *PLAIN)))
        for name in weights
        if name not in PLAIN and name != OPEN
    ]
    for name, value in rows.items():
        if value is None and name in OWN_COST:
            continue
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        if not (is_whole and 0 <= value <= MOST_ORE):  # type: ignore[operator]  # checked before
            facts = {"at_least": 0, "at_most": MOST_ORE}
            allowed = f"a whole number, 0 to {MOST_ORE}"
            found.append(fault(name, "not_a_weight", f"{value!r}", allowed, **facts))
    return found


def sign_weights(
    session: Session, *, version: int, side: Side, actor: Actor, now: datetime
) -> None:
    """Sign a version for one side; the same signature again changes nothing.

    Args:
        session: an open session; the caller commits.
        version: which version.
        side: which side signs.
        actor: who signs.
        now: UTC.

    Raises:
        BadInput: the actor may not sign for that side, or has signed for the other.
        Conflict: `already_signed` by someone else; `weights_older` when a newer version is
            signed by both sides.
        NotFound: there is no such version.

    Source: contract 2 (every weight is readable and signed by the parties).
    """
    session.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": SIGNING})
    row = session.get(Weights, version, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound("weights", version)
    if faults := _signer_faults(row, side, actor):
        raise BadInput([*faults])
    held = row.employer_signed_by if side is Side.EMPLOYER else row.tillitsvalgt_signed_by
    if held == actor.label:
        return
    if held is not None:
        raise Conflict("already_signed", {"weights": version, "by": held})
    if (newer := _newest_signed(session)) > version:
        raise Conflict("weights_older", {"weights": version, "newer": newer})
    if side is Side.EMPLOYER:
        row.employer_signed_by, row.employer_signed_at = actor.label, now
    else:
        row.tillitsvalgt_signed_by, row.tillitsvalgt_signed_at = actor.label, now
    session.flush()
    is_complete = None not in (row.employer_signed_at, row.tillitsvalgt_signed_at)
    _record(
        session,
        row,
        "weights.signed",
        actor,
        now,
        {"side": side.value, "is_complete": is_complete},
    )


def weight_sides(actor: Actor) -> frozenset[Side]:
    """Return the sides an actor may sign weights for.

    Args:
        actor: who asks.
    """
    rights = {
        Side.EMPLOYER: Action.SIGN_FOR_EMPLOYER,
        Side.COUNTERPART: Action.SIGN_FOR_STAFF,
    }
    return frozenset(side for side, action in rights.items() if may(actor, action))


def _signer_faults(row: Weights, side: Side, actor: Actor) -> list[AgreementFault]:
    is_employer = side is Side.EMPLOYER
    who = "a planner or an administrator" if is_employer else "a tillitsvalgt"
    where = f"weights {row.version}.{side.value}"
    if side not in weight_sides(actor):
        told = f"{actor.label} may not sign for this side"
        return [fault(where, "wrong_role", told, who, side=side.value, level="LOCAL_TV")]
    other = row.tillitsvalgt_signed_by if is_employer else row.employer_signed_by
    if other == actor.label:
        told = f"{actor.label} has signed for the other side"
        return [fault(where, "same_person", told, f"another person, {who}", side=side.value)]
    return []


def _newest_signed(session: Session) -> int:
    query = select(func.max(Weights.version)).where(
        Weights.employer_signed_at.is_not(None), Weights.tillitsvalgt_signed_at.is_not(None)
    )
    return session.scalar(query) or 0


def _record(
    session: Session,
    row: Weights,
    kind: str,
    actor: Actor,
    now: datetime,
    data: dict[str, Any],
) -> None:
    audit.write(
        session, actor=actor.label, now=now, kind=kind, subject=("weights", row.version), data=data
    )
