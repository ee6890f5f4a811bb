import pytest

from tests.vikarsentral.overview.made import planned
from tests.vikarsentral.village import at
from vikarsentral.errors import NotFound
from vikarsentral.overview.repairs import repairs

DAY = "2027-01-11T07:30"


def hole(village):
    """A need only one can take, who has another that somebody else could have."""
    nurse, helper = village.on_duty(), village.on_duty(role="pleieassistent")
    hard, easy = village.need(DAY), village.need(DAY, requires=[])
    return nurse, helper, hard, easy, planned(village, [(easy, nurse)], holes=[hard])


def test_a_way_out_is_told_with_names_times_and_receipts(village):
    nurse, helper, hard, easy, run = hole(village)
    found = repairs(village.session, run, hard.id, language="nb")
    first, second = found.fewest.handovers
    assert (first.need_id, first.name, first.was) == (hard.id, nurse.name, "")
    assert (second.need_id, second.name, second.was) == (easy.id, helper.name, nurse.name)
    assert (first.unit, first.starts_at) == ("Solvang", at(DAY))
    assert first.text.startswith("Kan ta vakten")
    assert second.text.startswith("Kan ta vakten")
    assert (found.is_fewest_proven, found.people) == (True, 2)


def test_receipts_are_in_the_language_asked_for(village):
    *_, hard, _, run = hole(village)
    told = {
        repairs(village.session, run, hard.id, language=one).fewest.handovers[0].text
        for one in ("nb", "nn", "en")
    }
    assert len(told) == 3


def test_a_need_of_another_plan_is_not_found(village):
    *_, run = hole(village)
    with pytest.raises(NotFound):
        repairs(village.session, run, 999_999, language="nb")
