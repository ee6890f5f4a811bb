"""An exchange in words: names, times, receipts, and who must have said yes."""

from tests.vikarsentral.swap.test_live import DAY, given, hole
from tests.vikarsentral.village import NOW, at
from vikarsentral.overview.swaps import told_swap
from vikarsentral.swap import Step
from vikarsentral.tables import PostKind


def told(village, row, **changes):
    return told_swap(village.session, row.id, language="nb", now=NOW, **changes)


def test_it_is_told_with_names_times_and_receipts(village):
    nurse, helper, hard, easy = hole(village)
    found = told(village, hard)
    first, second = found.way.handovers
    assert (first.name, first.was, first.starts_at) == (nurse.name, "", at(DAY))
    assert (second.name, second.was) == (helper.name, nurse.name)
    assert first.text.startswith("Kan ta vakten")
    assert second.text.startswith("Kan ta vakten")
    assert found.steps == (Step(hard.id, nurse.id), Step(easy.id, helper.id))
    assert found.asks == ()
    assert found.unit_ids == {village.solvang.id}
    assert told(village, hard, out=[helper.id]) is None


def test_who_is_not_on_the_pools_time_must_have_said_yes(village):
    nurse = village.on_duty()
    own = village.person(
        PostKind.STAFF, village.solvang, accepts_overtime=True, role="pleieassistent"
    )
    hard, easy = village.need(DAY), village.need(DAY, requires=[], unit=village.solvang)
    given(village, easy, nurse)
    assert told(village, hard).asks == ((own.id, own.name),)


def test_all_units_concerned_are_told(village):
    *_, hard, _ = hole(village, unit=village.fjellheim)
    assert told(village, hard).unit_ids == {village.solvang.id, village.fjellheim.id}
