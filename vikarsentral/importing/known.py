"""What a file may name: units, competences, sectors and areas, by code or by name."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.access import Action, Actor, units_for
from vikarsentral.importing.compared import Compared
from vikarsentral.importing.faults import Unreadable, shown
from vikarsentral.tables import Area, Competence, Sector, Unit

Key = TypeVar("Key")


@dataclass(slots=True)
class Names(Generic[Key]):
    """Find something by its code or, where only one has it, by its name.

    Attributes:
        fault: code of the fault when nothing is found.
        keys: by code or name in small letters.
        quiet: those of them that are never suggested.
        exact: by code as it is spelled, before all else.
    """

    fault: str
    keys: dict[str, Key] = field(default_factory=dict)
    quiet: frozenset[str] = frozenset()
    exact: dict[str, Key] = field(default_factory=dict)
    _found: dict[str, Key] = field(default_factory=dict)

    def find(self, told: str) -> Key:
        """Return what a text names.

        Args:
            told: a code or a name.

        Raises:
            Unreadable: nothing has it; tells what is near.
        """
        found = self._found.get(told)
        if found is None:
            found = self.exact.get(told, self.keys.get(told.casefold()))
        if found is None:
            louder = [one for one in self.keys if one not in self.quiet]
            near = difflib.get_close_matches(told.casefold(), louder, n=1)
            raise Unreadable(self.fault, **({"near": near[0]} if near else {}))
        self._found[told] = found
        return found


def _names(fault: str, rows: Iterable[tuple[Key, str, Iterable[str]]]) -> Names[Key]:
    """Let codes win over names, and drop names that two share."""
    by_code: dict[str, Key] = {}
    by_name: dict[str, set[Key]] = {}
    for key, code, names in rows:
        by_code[code.casefold()] = key
        for name in names:
            by_name.setdefault(name.casefold(), set()).add(key)
    single = {name: next(iter(keys)) for name, keys in by_name.items() if len(keys) == 1}
    return Names(fault, {**single, **by_code})


def _units(rows: Sequence[Any], *, with_closed: bool) -> Names[int]:
    """Name the open units; closed ones by their code, and by what no open unit is called."""
    opened, closed = (
        [(one[0], one[1], [one[2]]) for one in rows if one[4] is is_open]
        for is_open in (True, False)
    )
    names = _names("unknown_unit", opened)
    if with_closed:
        called = {name.casefold() for one in opened for name in one[2]} | names.keys.keys()
        more = _names("unknown_unit", closed).keys
        names.quiet = frozenset(more) - called
        names.keys |= {told: more[told] for told in names.quiet}
        names.exact = {one[1]: one[0] for one in closed}
    return names


@dataclass(slots=True)
class Known:
    """Hold the register as a file may name it."""

    units: Names[int]
    competences: Names[str]
    sectors: Names[str]
    areas: Names[str]
    unit_codes: Mapping[int, str]
    unit_sectors: Mapping[int, str]
    own_units: frozenset[int] | None
    closed: frozenset[int] = frozenset()

    def unit(self, told: str) -> int:
        """Return the unit a text names, if it is the actor's to change.

        Args:
            told: a code or a name.

        Raises:
            Unreadable: no unit has it, or it is somebody else's.
        """
        found = self.units.find(told)
        if self.own_units is not None and found not in self.own_units:
            raise Unreadable("not_your_unit")
        return found


def known(session: Session, actor: Actor, *, with_closed: bool = False) -> Known:
    """Read the register once.

    Args:
        session: an open session.
        actor: whose units may be changed.
        with_closed: units that are closed may be named too.
    """
    units = session.execute(
        select(Unit.id, Unit.code, Unit.name, Unit.sector_code, Unit.is_active)
    )
    rows = units.all()
    competences = session.execute(
        select(Competence.code, Competence.name_nb, Competence.name_nn, Competence.name_en)
    )
    sectors = session.execute(select(Sector.code, Sector.name_nb, Sector.name_nn, Sector.name_en))
    areas = session.execute(select(Area.code, Area.name))
    return Known(
        units=_units(rows, with_closed=with_closed),
        competences=_names(
            "unknown_competence", [(one[0], one[0], one[1:]) for one in competences]
        ),
        sectors=_names("unknown_sector", [(one[0], one[0], one[1:]) for one in sectors]),
        areas=_names("unknown_area", [(one[0], one[0], one[1:]) for one in areas]),
        unit_codes={one[0]: one[1] for one in rows},
        unit_sectors={one[0]: one[3] for one in rows},
        own_units=units_for(actor, Action.IMPORT_FILES),
        closed=frozenset(one[0] for one in rows if not one[4]),
    )


def named(
    find: Callable[[str], Any], told: str | None, heading: str, row: int, compared: Compared
) -> Any:
    """Return what a cell names; where nothing has that name, keep a fault.

    Args:
        find: looks a name up.
        told: what stands in the cell, None for nothing.
        heading: of the column.
        row: number of the row.
        compared: takes the fault.

    Returns:
        What was found; None for an empty cell, or with a fault kept.
    """
    if told is None:
        return None
    try:
        return find(told)
    except Unreadable as wrong:
        compared.fault(wrong.code, row, heading, shown(told), **wrong.facts)
        return None
