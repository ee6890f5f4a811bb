"""A need is cut in parts that are needs of their own, and joined again."""

from tests.vikarsentral.village import NOW, at
from vikarsentral.need.split import Piece, join, split
from vikarsentral.tables import NeedStatus

DAY = "2027-01-11T07:30"
START, NOON, END = at(DAY), at("2027-01-11T11:30"), at("2027-01-11T15:00")


def test_the_first_part_is_the_need_itself_and_each_part_keeps_what_it_says(village):
    need = village.need(
        DAY, handover_note="Nøkkel i skapet", core_starts_at=START, core_ends_at=NOON
    )
    pieces = [Piece(START, NOON, 0), Piece(NOON, END, 0)]
    first, second = split(village.session, need, pieces, actor=village.leader, now=NOW)
    assert first is need
    assert (first.ends_at, first.core_starts_at) == (NOON, None)
    assert (second.starts_at, second.ends_at, second.part_of_id) == (NOON, END, need.id)
    assert (second.requires, second.handover_note) == (["sykepleier"], "Nøkkel i skapet")
    assert second.status is NeedStatus.OPEN


def test_joined_again_one_need_has_the_old_times(village):
    need = village.need(DAY)
    pieces = [Piece(START, NOON, 0), Piece(NOON, END, 0)]
    first, second = split(village.session, need, pieces, actor=village.leader, now=NOW)
    old = Piece(START, END, 30)
    join(village.session, first, [second], old, actor=village.leader, now=NOW)
    assert (first.starts_at, first.ends_at, first.unpaid_break_minutes) == (START, END, 30)
    assert second.status is NeedStatus.WITHDRAWN
