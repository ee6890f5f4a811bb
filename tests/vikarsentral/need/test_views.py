import pytest
from sqlalchemy import event

from tests.vikarsentral.village import NOW, at
from vikarsentral import need
from vikarsentral.errors import NotFound
from vikarsentral.tables import AgencyOrder, AgencyStatus, NeedStatus, Pin, ShiftStatus

DAY = "2027-01-11T07:30"
PERIOD = {"starts_at": at("2027-01-11T00:00"), "ends_at": at("2027-02-08T00:00")}


def test_view_shows_who_covers(village):
    person, row = village.on_duty(), village.need(DAY)
    [shift] = need.assign(
        village.session,
        [need.Assignment(row.id, person.id)],
        status=ShiftStatus.PLANNED,
        actor=village.leader,
        now=NOW,
    )
    seen = need.view(village.session, row.id)
    assert (seen.status, seen.person_id, seen.person_name, seen.shift_id) == (
        NeedStatus.COVERED,
        person.id,
        person.name,
        shift.id,
    )
    assert (seen.unit_code, seen.sector) == ("solvang", "health")


def test_view_after_release_shows_nobody(village):
    person, row = village.on_duty(), village.need(DAY)
    who = {"actor": village.leader, "now": NOW}
    pair = [need.Assignment(row.id, person.id)]
    need.assign(village.session, pair, status=ShiftStatus.PLANNED, **who)
    need.release(village.session, [row.id], **who)
    assert need.view(village.session, row.id).person_id is None


def test_view_shows_pin_and_live_order(village):
    row = village.need(DAY, is_agency_allowed=True, agency_ore_per_hour=90_000)
    person = village.person()
    village.add(Pin(need_id=row.id, person_id=person.id, pinned_by="x", pinned_at=NOW))
    for status in (AgencyStatus.DECLINED, AgencyStatus.PROPOSED):
        last = village.add(
            AgencyOrder(need_id=row.id, status=status, ore_per_hour=1, minutes=1, proposed_at=NOW)
        )
    seen = need.view(village.session, row.id)
    assert (seen.pinned_person_id, seen.order_id) == (person.id, last.id)
    assert seen.agency_ore_per_hour == 90_000


def test_unknown_need_is_told(village):
    with pytest.raises(NotFound):
        need.view(village.session, 999_999)


def test_list_filters_and_needs_one_query(village):
    for day in range(11, 16):
        village.need(f"2027-01-{day}T07:30")
    village.need(DAY, unit=village.fjellheim)
    village.need(DAY, status=NeedStatus.WITHDRAWN)
    village.need("2027-02-08T00:00")
    units = [village.solvang.id]
    asked = []
    listen = lambda *args: asked.append(args[2])  # noqa: E731 - removed again below
    event.listen(village.session.connection(), "before_cursor_execute", listen)
    found = need.needs_of(village.session, **PERIOD, unit_ids=units, statuses=[NeedStatus.OPEN])
    event.remove(village.session.connection(), "before_cursor_execute", listen)
    assert [each.starts_at.day for each in found] == [11, 12, 13, 14, 15]
    assert len(asked) == 1
    assert len(need.needs_of(village.session, **PERIOD)) == 7


def test_a_need_s_unit_is_told_by_itself(village):
    row = village.need(DAY, unit=village.fjellheim)
    found = need.unit_of(village.session, row.id)
    assert found == (row.id, village.fjellheim.id, village.fjellheim.name)
    with pytest.raises(NotFound):
        need.unit_of(village.session, 999_999)
