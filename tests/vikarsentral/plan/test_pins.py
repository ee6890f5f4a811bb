import pytest

from tests.vikarsentral.village import NOW
from vikarsentral.errors import Conflict, NotAllowed, NotFound
from vikarsentral.plan import pins
from vikarsentral.tables import Event, NeedStatus, Pin

DAY = "2027-01-11T07:30"


def pin(village, row, person, actor=None):
    pins.pin(
        village.session,
        need_id=row.id,
        person_id=person.id,
        actor=actor or village.coordinator,
        now=NOW,
    )


def test_pin_is_kept_replaced_and_taken_away(village):
    row, first, second = village.need(DAY), village.person(), village.person()
    pin(village, row, first)
    pin(village, row, second)
    assert village.session.query(Pin).one().person_id == second.id
    for _ in range(2):
        pins.unpin(village.session, need_id=row.id, actor=village.coordinator, now=NOW)
    assert village.session.query(Pin).count() == 0
    kinds = [line.kind for line in village.session.query(Event).order_by(Event.id)]
    assert kinds == ["need.pinned", "need.pinned", "need.unpinned"]


def test_leader_does_not_pin(village):
    with pytest.raises(NotAllowed):
        pin(village, village.need(DAY), village.person(), village.leader)


def test_pin_needs_a_live_need_and_an_active_person(village):
    nobody = type("Row", (), {"id": 999_999})
    with pytest.raises(NotFound, match="need"):
        pin(village, nobody, village.person())
    with pytest.raises(NotFound, match="person"):
        pin(village, village.need(DAY), nobody)
    with pytest.raises(NotFound, match="person"):
        pin(village, village.need(DAY), village.person(is_active=False))
    with pytest.raises(Conflict, match="need_withdrawn"):
        pin(village, village.need(DAY, status=NeedStatus.WITHDRAWN), village.person())
