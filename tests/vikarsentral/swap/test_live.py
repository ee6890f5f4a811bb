"""Exchanges against the live roster: found where nobody can take the shift as it stands."""

from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW, at
from vikarsentral import need, shift, swap
from vikarsentral.commitments import need_ref, person_ref
from vikarsentral.errors import NotFound
from vikarsentral.plan.repair import Handover
from vikarsentral.tables import Compound, CompoundPart, ShiftStatus, Way

DAY = "2027-01-11T07:30"


def given(village, row, person):
    """Give a need to a person as a published plan does."""
    (made,) = need.assign(
        village.session,
        [need.Assignment(row.id, person.id)],
        status=ShiftStatus.PLANNED,
        actor=village.coordinator,
        now=NOW,
    )
    return made


def hole(village, **changes):
    """A need only one can take, who has another that somebody else could have."""
    nurse, helper = village.on_duty(), village.on_duty(role="pleieassistent")
    hard, easy = village.need(DAY), village.need(DAY, requires=[], **changes)
    given(village, easy, nurse)
    return nurse, helper, hard, easy


def found(village, row, **changes):
    return swap.proposed(village.session, row.id, now=NOW, **changes)


def test_who_can_takes_it_and_another_takes_what_they_had(village):
    nurse, helper, hard, easy = hole(village)
    way = found(village, hard).way
    assert way.handovers == (
        Handover(need_ref(hard.id), person_ref(nurse.id), None),
        Handover(need_ref(easy.id), person_ref(helper.id), person_ref(nurse.id)),
    )


def test_what_is_found_can_be_booked(village):
    nurse, helper, hard, easy = hole(village)
    village.session.flush()
    shifts = shift.own_shifts(
        village.session, person_id=nurse.id, starts_at=at(DAY), ends_at=at(DAY) + timedelta(1)
    )
    assert [one.need_id for one in shifts] == [easy.id]
    shift.cancel(village.session, shift_id=shifts[0].id, actor=village.coordinator, now=NOW)
    for row, person in ((hard, nurse), (easy, helper)):
        shift.book(
            village.session, need_id=row.id, person_id=person.id, actor=village.leader, now=NOW
        )


@pytest.mark.parametrize("who", [0, 1])
def test_who_has_said_no_is_left_in_peace(village, who):
    *people, hard, _ = hole(village)
    assert found(village, hard, out=[people[who].id]) is None


def test_no_exchange_where_somebody_can_just_take_it(village):
    *_, hard, _ = hole(village)
    village.on_duty()
    assert found(village, hard) is None


def test_no_exchange_where_nobody_else_could_take_the_other(village):
    *_, hard, easy = hole(village)
    easy.requires = ["sykepleier"]
    village.session.flush()
    assert found(village, hard) is None


def test_what_has_begun_and_own_rota_stay(village):
    nurse, _, hard, _ = hole(village)
    late = at(DAY) + timedelta(hours=1)
    assert swap.proposed(village.session, hard.id, now=late) is None
    other = village.need("2027-01-12T07:30")
    village.shift(nurse, "2027-01-12T07:30", kind="rota")
    assert found(village, other) is None


@pytest.mark.parametrize(("state", "is_free"), [("booked", False), ("undone", True)])
def test_a_part_of_a_combination_stays_while_it_is_booked(village, state, is_free):
    nurse, _, hard, easy = hole(village)
    whole = village.add(
        Compound(
            need_id=easy.id, state=state, starts_at=easy.starts_at, ends_at=easy.ends_at,
            cost_ore=0, window_ends_at=NOW, created_by="x", created_at=NOW, settled_at=NOW,
        )
    )  # fmt: skip
    village.add(
        CompoundPart(
            compound_id=whole.id, person_id=nurse.id, way=Way.TAKES_PART, need_id=easy.id,
            starts_at=easy.starts_at, ends_at=easy.ends_at,
        )
    )  # fmt: skip
    assert (found(village, hard) is not None) is is_free


def test_an_unknown_need_is_not_found(village):
    with pytest.raises(NotFound):
        swap.proposed(village.session, 999_999_999, now=NOW)
