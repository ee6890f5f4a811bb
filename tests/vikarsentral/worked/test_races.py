"""Many tell at once, and the worker settles meanwhile: one line of entries, nothing lost."""

from concurrent.futures import ThreadPoolExecutor

from tests.vikarsentral.village import Village
from tests.vikarsentral.worked.conftest import AFTER, DAY, minutes, self_of
from vikarsentral import db, worked
from vikarsentral.tables import PostKind, Shift, ShiftStatus, WorkedEntry

AT_ONCE = 12


def test_entries_of_one_shift_are_numbered_in_one_line(database):
    del database
    with db.begin() as session:
        village = Village(session)
        person = village.person(kind=PostKind.STAFF, unit=village.solvang)
        shift = village.shift(person, DAY)
        number, start, end = shift.id, shift.starts_at, shift.ends_at
    actors = (village.leader, self_of(person))

    def one(place):
        if place % 3 == 2:
            return db.transaction(lambda session: worked.settle(session, now=AFTER))
        return db.transaction(
            lambda session: worked.correct(
                session,
                shift_id=number,
                starts_at=start,
                ends_at=end + minutes(place + 1),
                actor=actors[place % 2],
                now=AFTER,
            )
        )

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(one, range(AT_ONCE)))
    with db.begin() as session:
        entries = session.query(WorkedEntry).order_by(WorkedEntry.number).all()
        assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
        told = [entry for entry in entries if entry.side.value != "system"]
        assert len(told) == 8
        row = session.get(Shift, number)
        assert (row.status, row.ends_at) == (ShiftStatus.WORKED, entries[-1].ends_at)
        assert {entry.planned_ends_at for entry in entries} == {end}
