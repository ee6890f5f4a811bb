import pytest
from sqlalchemy.exc import IntegrityError

from tests.vikarsentral.village import NOW, at
from vikarsentral.tables import PostKind, Side, Went, WorkedEntry, WorkedObjection

START, END = at("2027-01-11T07:30"), at("2027-01-11T15:00")


def entry(village, **changes):
    person = village.person(kind=PostKind.STAFF, unit=village.solvang)
    shift = village.shift(person, "2027-01-11T07:30")
    values = {
        "shift_id": shift.id,
        "number": 1,
        "person_id": person.id,
        "unit_id": village.solvang.id,
        "went": Went.AS_PLANNED,
        "planned_starts_at": START,
        "planned_ends_at": END,
        "planned_break_minutes": 0,
        "starts_at": START,
        "ends_at": END,
        "unpaid_break_minutes": 0,
        "minutes": 450,
        "side": Side.SYSTEM,
        "told_by": "system",
        "told_at": NOW,
    }
    return WorkedEntry(**{**values, **changes})


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"went": Went.DID_NOT_COME, "minutes": 0}, "times_unless_away"),
        ({"starts_at": None, "ends_at": None, "minutes": 0}, "times_unless_away"),
        (
            {"went": Went.DID_NOT_COME, "starts_at": None, "ends_at": None, "minutes": 1},
            "no_minutes_when_away",
        ),
        ({"starts_at": END, "ends_at": START}, "ends_later"),
        ({"planned_starts_at": END, "planned_ends_at": START}, "planned_ends_later"),
        ({"number": 0}, "number"),
        ({"minutes": -1}, "minutes"),
    ],
)
def test_entry_that_contradicts_itself_is_refused(village, changes, constraint):
    with pytest.raises(IntegrityError, match=f"ck_worked_entry_{constraint}"):
        village.add(entry(village, **changes))


def test_two_entries_never_have_the_same_number(village):
    first = village.add(entry(village))
    with pytest.raises(IntegrityError, match="uq_worked_entry_shift_id_number"):
        village.add(entry(village, shift_id=first.shift_id))


def test_objection_is_to_one_entry(village):
    first = village.add(entry(village, side=Side.LEADER))
    village.add(WorkedObjection(entry_id=first.id, side=Side.PERSON, told_by="x", told_at=NOW))
    village.session.expunge_all()
    with pytest.raises(IntegrityError, match="pk_worked_objection"):
        village.add(WorkedObjection(entry_id=first.id, side=Side.PERSON, told_by="x", told_at=NOW))
