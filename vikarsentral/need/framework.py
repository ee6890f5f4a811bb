"""The agency price list: framework prices by sector and competence, each with its dates.

For a sector and competence one line at most is in force on a date, so that a need has one price.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access import Action, Actor, require
from vikarsentral.errors import BadInput, Conflict, Fault, NotFound
from vikarsentral.tables import Competence, Price, Sector

MOST_ORE = 1_000_000
"""The dearest hour the list takes: 10 000 kroner."""

LONGEST_FRAMEWORK = 200
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FrameworkPrice:
    """One line for the price list.

    Attributes:
        sector: code.
        competence: code.
        day_ore: øre an hour, Monday to Friday 07 to 17, without VAT.
        inconvenient_ore: øre an hour on evenings, nights, weekends and holidays, without VAT.
        has_vat: whether VAT comes on top.
        framework: the framework agreement the price stands in.
        valid_from: first Oslo date.
        valid_to: last Oslo date; None until further.
    """

    sector: str
    competence: str
    day_ore: int
    inconvenient_ore: int
    has_vat: bool
    framework: str
    valid_from: date
    valid_to: date | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Return what at most one line may be in force for."""
        return self.sector, self.competence


def framework_prices(session: Session) -> list[Price]:
    """Return every line of the price list, by sector and competence, newest first.

    Args:
        session: an open session.
    """
    order = (Price.sector_code, Price.competence_code, Price.valid_from.desc())
    return list(session.scalars(select(Price).order_by(*order)))


def add_prices(
    session: Session, lines: Sequence[FrameworkPrice], *, actor: Actor, now: datetime
) -> list[int]:
    """Add lines to the price list, all or none.

    Args:
        session: an open session; the caller commits.
        lines: in the order of the rows they come from, the first is row 1.
        actor: who adds them.
        now: UTC.

    Returns:
        Ids of the lines, in the same order; a line that is there already is not added again.

    Raises:
        BadInput: a fault per row: unknown sector or competence, a price outside what is
            allowed, dates in the wrong order, or dates that overlap another line's.
        NotAllowed: the actor may not set prices.
    """
    require(actor, Action.SET_PAY_VALUES)
    held = framework_prices(session)
    there = {_line(row): row for row in held}
    new = [line for line in lines if line not in there]
    if faults := _faults(session, lines, held):
        raise BadInput(faults)
    rows = {line: _row(line) for line in new}
    session.add_all(rows.values())
    session.flush()
    for row in rows.values():
        _record(session, row, "price.added", actor, now)
    return [(there | rows)[line].id for line in lines]


def end_price(
    session: Session, *, price_id: int, valid_to: date, actor: Actor, now: datetime
) -> None:
    """Set the last day of a line; ended on the same day twice, it stays ended.

    Args:
        session: an open session; the caller commits.
        price_id: the line.
        valid_to: its last Oslo date.
        actor: who ends it.
        now: UTC.

    Raises:
        BadInput: before its first day.
        Conflict: `price_ended` when it already ends earlier.
        NotAllowed: the actor may not set prices.
        NotFound: there is no such line.
    """
    require(actor, Action.SET_PAY_VALUES)
    row = session.get(Price, price_id, with_for_update=True)
    if row is None:
        raise NotFound("price", price_id)
    if row.valid_to == valid_to:
        return
    if valid_to < row.valid_from:
        raise BadInput([Fault("valid_to", f"{valid_to} is too early", f"from {row.valid_from}")])
    if row.valid_to is not None and row.valid_to < valid_to:
        raise Conflict("price_ended", {"price": price_id, "valid_to": row.valid_to})
    row.valid_to = valid_to
    session.flush()
    _record(session, row, "price.ended", actor, now)


def _row(line: FrameworkPrice) -> Price:
    return Price(
        sector_code=line.sector,
        competence_code=line.competence,
        day_ore_per_hour=line.day_ore,
        inconvenient_ore_per_hour=line.inconvenient_ore,
        has_vat=line.has_vat,
        framework=line.framework,
        valid_from=line.valid_from,
        valid_to=line.valid_to,
    )


def _line(row: Price) -> FrameworkPrice:
    return FrameworkPrice(
        row.sector_code,
        row.competence_code,
        row.day_ore_per_hour,
        row.inconvenient_ore_per_hour,
        row.has_vat,
        row.framework or "",
        row.valid_from,
        row.valid_to,
    )


def _faults(
    session: Session, lines: Sequence[FrameworkPrice], rows: Sequence[Price]
) -> list[Fault]:
    sectors = set(session.scalars(select(Sector.code)))
    competences = set(session.scalars(select(Competence.code)))
    stored = [_line(row) for row in rows]
    held = sorted(stored, key=lambda line: line.valid_from)
    faults: list[Fault] = []
    for number, line in enumerate(lines, start=1):
        if line in stored:
            continue
        where = f"row {number}"
        own = list(_own_faults(where, line, sectors, competences))
        faults += own or _overlaps(where, line, held)
        held.append(line)
    return faults


def _own_faults(
    where: str, line: FrameworkPrice, sectors: set[str], competences: set[str]
) -> Iterable[Fault]:
    if line.sector not in sectors:
        yield Fault(f"{where}.sector", f"{line.sector!r} is unknown", ", ".join(sorted(sectors)))
    if line.competence not in competences:
        known = ", ".join(sorted(competences))
        yield Fault(f"{where}.competence", f"{line.competence!r} is unknown", known)
    for name, ore in (("day_ore", line.day_ore), ("inconvenient_ore", line.inconvenient_ore)):
        if not 0 <= ore <= MOST_ORE:
            yield Fault(f"{where}.{name}", f"{ore} øre", f"0 to {MOST_ORE} øre an hour")
    if not line.framework.strip() or len(line.framework) > LONGEST_FRAMEWORK:
        allowed = f"the framework agreement, at most {LONGEST_FRAMEWORK} characters"
        yield Fault(f"{where}.framework", "is empty or too long", allowed)
    if line.valid_to is not None and line.valid_to < line.valid_from:
        yield Fault(f"{where}.valid_to", f"{line.valid_to} is too early", f"{line.valid_from}")


def _overlaps(where: str, line: FrameworkPrice, held: Iterable[FrameworkPrice]) -> list[Fault]:
    for other in held:
        if other.key != line.key or not _meet(line, other):
            continue
        last = other.valid_to
        until = "until further" if last is None else f"to {last}"
        what = f"another line is in force from {other.valid_from} {until}"
        allowed = "end that line first" if last is None else f"from {last + DAY}"
        return [Fault(f"{where}.valid_from", what, allowed)]
    return []


def _meet(one: FrameworkPrice, other: FrameworkPrice) -> bool:
    ends_before = one.valid_to is not None and one.valid_to < other.valid_from
    return not ends_before and (other.valid_to is None or one.valid_from <= other.valid_to)


def _record(session: Session, row: Price, kind: str, actor: Actor, now: datetime) -> None:
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind=kind,
        subject=("price", row.id),
        data={
            "sector": row.sector_code,
            "competence": row.competence_code,
            "day_ore": row.day_ore_per_hour,
            "inconvenient_ore": row.inconvenient_ore_per_hour,
            "framework": row.framework,
            "valid_from": row.valid_from.isoformat(),
            "valid_to": row.valid_to.isoformat() if row.valid_to else None,
        },
    )
