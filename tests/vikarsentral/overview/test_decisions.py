"""A decision as it was, beside what the rules say of the same people today."""

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import shift
from vikarsentral.errors import NotFound
from vikarsentral.explain import memory
from vikarsentral.overview.decisions import decided, decision_lines
from vikarsentral.tables import ShiftStatus

DAY = "2027-01-11T07:30"


@pytest.fixture(autouse=True)
def fresh():
    memory.forget()
    yield
    memory.forget()


def book(village, row, person):
    return shift.book(
        village.session, need_id=row.id, person_id=person.id, actor=village.leader, now=NOW
    )


def test_then_and_today_stand_side_by_side(village):
    chosen, busy = village.on_duty(), village.on_duty()
    kept_from_it = village.shift(busy, DAY)
    row = village.need(DAY)
    book(village, row, chosen)
    kept_from_it.status = ShiftStatus.CANCELLED
    village.session.flush()
    (line,) = decision_lines(village.session, row.id)
    found = decided(village.session, row.id, line.id, language="nb")
    assert [(one.name, one.verdict, one.today) for one in found.people] == [
        (chosen.name, "asked", "possible"),
        (busy.name, "not_allowed", "possible"),
    ]
    assert found.people[1].text.startswith("Er allerede på jobb fra mandag 11. januar")
    assert set(found.stopped.values()) == {1}
    assert found.is_same_table


def test_a_decision_about_another_need_is_not_found(village):
    chosen = village.on_duty()
    row, other = village.need(DAY), village.need("2027-01-12T07:30")
    book(village, row, chosen)
    (line,) = decision_lines(village.session, row.id)
    assert decision_lines(village.session, other.id) == []
    for need_id, decision_id in ((other.id, line.id), (row.id, 999_999)):
        with pytest.raises(NotFound):
            decided(village.session, need_id, decision_id, language="nb")
