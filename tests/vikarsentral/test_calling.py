"""The list to phone by: the order people are asked in, whoever said no left in peace."""

from datetime import timedelta

import pytest

from tests.vikarsentral.callout.conftest import Search
from tests.vikarsentral.offer.town import NOW, START
from vikarsentral import calling, offer
from vikarsentral.calling import MOST, Standing
from vikarsentral.errors import NotFound
from vikarsentral.tables import NeedStatus, PostKind


@pytest.fixture
def town(session):
    """A small town in a transaction that is rolled back."""
    return Search(session)


def listed(town, need, now=NOW):
    """Return the list of a need, and who stands on it in short."""
    held = calling.call_list(town.session, need.id, now)
    return held, [(one.name, one.standing.value) for one in held.callees]


def test_the_order_is_the_one_people_are_asked_in(town):
    kinds = (PostKind.STAFF, PostKind.HOURLY, PostKind.PART_TIME, PostKind.POOL)
    people = [town.someone(kind) for kind in kinds]
    held, shown = listed(town, town.need())
    assert shown == [(one.name, "next") for one in reversed(people)]
    assert [one.stage for one in held.callees] == ["pool", "part_time", "hourly", "overtime"]
    assert held.callees[0].phone == people[-1].phone


def test_who_said_yes_stands_first_then_who_is_asked_and_a_no_is_left_out(town):
    people = [town.someone() for _ in range(4)]
    need = town.need()
    town.start(need)
    asked = town.asked()[(1, "part_time")]
    by_id = {one.id: one for one in people}
    assert len(asked) >= 3
    town.answer(by_id[asked[0]])
    town.answer(by_id[asked[2]], offer.accept)
    _, shown = listed(town, need)
    names = {one.id: one.name for one in people}
    assert shown[:2] == [(names[asked[2]], "said_yes"), (names[asked[1]], "asked")]
    assert names[asked[0]] not in [name for name, _ in shown]


def test_quiet_ones_stand_last_with_their_hour_and_a_reached_cap_is_peace(town):
    quiet = town.someone(PostKind.POOL, contact={"is_early_ok": False})
    town.someone(contact={"most_a_week": 0})
    awake = town.someone()
    held, shown = listed(town, town.need())
    assert shown == [(awake.name, "next"), (quiet.name, "quiet")]
    assert f"{held.callees[1].quiet_until:%H:%M}" == "06:00"
    assert held.in_peace == 1


def test_the_text_fits_one_page_and_says_why(town):
    for _ in range(MOST + 2):
        town.someone()
    held, _ = listed(town, town.need())
    text = calling.as_text(held)
    lines = text.split("\r\n")
    assert len(lines) <= 64
    assert max(map(len, lines)) <= 90
    assert "neste i avtalt rekkefølge" in text
    assert "2 til kan" in text
    assert lines[1] == "Vakt 04.01.2027 07:30-15:00"


def test_nobody_left_is_told(town):
    held, shown = listed(town, town.need())
    assert shown == []
    assert "Ingen av kommunens egne" in calling.as_text(held)


def test_a_person_without_a_number_is_told_as_such(town):
    town.someone(phone=None)
    held, _ = listed(town, town.need())
    assert "uten telefon" in calling.as_text(held)


def test_needs_that_are_near_and_open_are_listed(town):
    near = town.need()
    start = NOW + timedelta(days=3)
    far = town.need(starts_at=start, ends_at=start + timedelta(hours=8))
    covered, over = town.need(), town.need()
    covered.status = NeedStatus.WITHDRAWN
    over.starts_at, over.ends_at = NOW - timedelta(hours=8), NOW
    town.session.flush()
    assert calling.open_needs(town.session, NOW) == [near.id]
    assert far.starts_at > NOW + calling.AHEAD


def test_no_such_need(town):
    with pytest.raises(NotFound):
        calling.call_list(town.session, 999_999, NOW)
    assert set(calling.WHY) == set(Standing)
    assert START > NOW
