"""Erasing takes away who it was; hours, sums and the log stay as they were."""

import pytest
from sqlalchemy import select

from tests.vikarsentral.retention.conftest import NOW, days
from vikarsentral import retention, spend
from vikarsentral.access import sign_in
from vikarsentral.db.base import Base
from vikarsentral.errors import Conflict, NotAllowed, NotFound
from vikarsentral.tables import (
    Erasure,
    Event,
    FileImport,
    ImportState,
    LabourLine,
    Person,
    RosterCopy,
    Shift,
    ShiftStatus,
    WorkedEntry,
)

AFTER_ALL = NOW + days(5 * 365)
SPELLINGS = ("Åse Østby", "åse østby", "ÅSE ØSTBY")
LOCKED = {"event"}
"""Where a name may stand after erasure: the log of what was done is not changed."""


def erase(village, person, actor, **changes):
    facts = {"now": NOW, "everything": False}
    return retention.erase(
        village.session, person_id=person.id, actor=actor, **{**facts, **changes}
    )


def anywhere(session, *words):
    """Tables that hold one of the words in any column."""
    found = set()
    for table in Base.metadata.sorted_tables:
        rows = session.execute(select(*table.columns))
        held = "\n".join(repr(tuple(row)) for row in rows)
        if any(word in held for word in words):
            found.add(table.name)
    return found


def figures(session):
    from datetime import date

    return spend.figures(session, first_on=date(2027, 1, 1), last_on=date(2027, 12, 31))


def test_contact_and_sign_in_go_at_once_and_name_waits_for_the_period(village, gone, admin):
    done = erase(village, gone, admin)
    assert not done.is_whole
    assert done.kept_until.isoformat() == "2032-01-10"
    assert (gone.phone, gone.email, gone.name) == (None, None, "Åse Østby")
    assert done.rows > 0
    told = village.session.query(Event).filter_by(kind="person.stripped").one()
    assert told.subject_id == str(gone.id)


def test_after_the_period_nothing_names_the_person(village, gone, admin):
    before = anywhere(village.session, *SPELLINGS, "+4740012345", "10012", gone.email)
    assert {"person", "message"} <= before
    email = gone.email
    done = erase(village, gone, admin, now=AFTER_ALL)
    assert done.is_whole
    village.session.expire_all()
    words = (*SPELLINGS, "+4740012345", "10012", email, f"leads{gone.id}")
    assert anywhere(village.session, *words) - LOCKED == set()
    assert village.session.get(Erasure, gone.id).erased_by == admin.label


def test_statistics_record_and_log_stay_whole(village, gone, admin):
    session = village.session
    sums, shifts = figures(session), session.query(Shift).count()
    lines, entries = session.query(LabourLine).count(), session.query(WorkedEntry).count()
    log = [(row.id, row.kind, row.data) for row in session.query(Event).order_by(Event.id)]
    erase(village, gone, admin, everything=True)
    assert figures(session) == sums != []
    assert session.query(Shift).count() == shifts
    assert (session.query(LabourLine).count(), session.query(WorkedEntry).count()) == (
        lines,
        entries,
    )
    after = [(row.id, row.kind, row.data) for row in session.query(Event).order_by(Event.id)]
    assert after[: len(log)] == log
    assert [kind for _, kind, _ in after[len(log) :]] == ["person.erased"]


def test_registered_by_mistake_is_erased_at_once_and_twice_is_once(village, gone, admin):
    assert erase(village, gone, admin, everything=True).is_whole
    again = erase(village, gone, admin, everything=True)
    assert (again.rows, again.is_whole) == (0, True)
    assert village.session.query(Erasure).count() == 1
    assert retention.erased_numbers(village.session) == [gone.id]


def test_erased_person_cannot_sign_in_any_more(village, gone, admin):
    login = f"leads{gone.id}"
    erase(village, gone, admin, everything=True)
    answer = sign_in(village.session, login=login, password="x", now=NOW)
    assert answer.user_id is None


def taken_in(village, state, *told, kind="people"):
    """A file of people, with a report of the lines it changed."""
    row = FileImport(
        kind=kind,
        file_name="ansatte.csv",
        sha256="0" * 64,
        content=None if state is ImportState.STORED else b"10012;Ola",
        state=state,
        report={"changed_lines": [{"label": one, "details": []} for one in told], "faults": []},
        requested_by="admin",
        requested_at=NOW,
    )
    village.session.add(row)
    village.session.flush()
    return row


@pytest.mark.parametrize("everything", [True, False])
def test_files_that_name_the_person_are_emptied_and_others_are_not(
    village, gone, admin, everything
):
    labels = (f"Åse Ås ({gone.employee_no})", f"{gone.name}, 04.01.2027", gone.employee_no)
    stored = [taken_in(village, ImportState.STORED, one) for one in labels]
    waits = taken_in(village, ImportState.READ, labels[0])
    busy = taken_in(village, ImportState.STORING, labels[0])
    other = taken_in(village, ImportState.STORED, "Kari Ås (100123)", "910012")
    needs = taken_in(village, ImportState.READ, "solvang, 12.01.2027", kind="needs")
    erase(village, gone, admin, everything=everything)
    village.session.expire_all()
    assert [(one.state, one.report) for one in stored] == [(ImportState.STORED, None)] * 3
    assert (waits.state, waits.report, waits.content) == (ImportState.CANCELLED, None, None)
    assert waits.finished_at == NOW
    assert (busy.state, busy.content) == (ImportState.STORING, b"10012;Ola")
    assert other.report is not None
    assert (needs.state, needs.content) == (ImportState.READ, b"10012;Ola")


@pytest.mark.parametrize("state", [ImportState.READING, ImportState.READ])
@pytest.mark.parametrize("kind", ["people", "rota"])
def test_a_waiting_file_that_may_hold_the_person_is_dropped_at_once(
    village, gone, admin, kind, state
):
    waits = taken_in(village, state, "Kari Ås (100123)", kind=kind)
    erase(village, gone, admin)
    village.session.expire_all()
    assert (waits.state, waits.content, waits.report) == (ImportState.CANCELLED, None, None)


def test_somebody_in_use_or_with_shifts_to_come_is_not_erased(village, gone, admin):
    village.shift(gone, "2027-03-01T07:30")
    with pytest.raises(Conflict, match="person_has_shifts"):
        erase(village, gone, admin)
    gone.is_active = True
    with pytest.raises(Conflict, match="person_active"):
        erase(village, gone, admin)
    assert gone.phone == "+4740012345"


def test_only_the_administrator_may_erase(village, gone, admin):
    for actor in (village.leader, village.coordinator):
        with pytest.raises(NotAllowed):
            erase(village, gone, actor)
    with pytest.raises(NotFound, match="person"):
        retention.erase(village.session, person_id=999_999_999, actor=admin, now=NOW)


def test_period_counts_from_the_last_shift_that_was_worked(village, gone):
    assert retention.kept_until(village.session, gone.id).isoformat() == "2032-01-10"
    for shift in village.session.query(Shift).filter_by(person_id=gone.id):
        shift.status = ShiftStatus.CANCELLED
    village.session.flush()
    assert retention.kept_until(village.session, gone.id) is None


def test_nobody_else_is_touched(village, gone, admin):
    other = village.person()
    seen = (other.name, other.email, other.employee_no)
    erase(village, gone, admin, everything=True)
    village.session.expire_all()
    held = village.session.get(Person, other.id)
    assert (held.name, held.email, held.employee_no) == seen


def test_copies_of_packed_facts_go_with_whoever_is_erased(village, gone, admin):
    packed = {"first_on": NOW.date(), "made_by": "x", "place": "x", "snapshot": "1:1:"}
    village.add(RosterCopy(**packed, at=NOW, packed=b"times and posts"))
    erase(village, gone, admin)
    assert village.session.query(RosterCopy).count() == 0
