"""What was weighed is kept when several people are asked to share a duty."""

import pytest

from vikarsentral.explain import kept, memory
from vikarsentral.tables import Compound, DecisionAct, DecisionPart


@pytest.fixture(autouse=True)
def fresh():
    memory.forget()
    yield
    memory.forget()


def decision(town, need):
    (made,) = kept.decisions_of(town.session, need.id)
    return made, kept.people_of(town.session, made.id)


def test_a_combination_keeps_each_part_with_its_sum(town):
    early, late = town.early(), town.late()
    need = town.need()
    town.start(need)
    made, people = decision(town, need)
    whole = town.session.query(Compound).one()
    assert (made.act, made.reference_id) == (DecisionAct.COMBINED, whole.id)
    assert made.lawful == 0
    chosen = [one for one in people if one.part is DecisionPart.CHOSEN]
    assert {one.person_id for one in chosen} == {early.id, late.id}
    assert sum(one.marginal_ore for one in chosen) == whole.cost_ore
    first = next(one for one in chosen if one.person_id == early.id).receipt
    assert first["verdict"] == "asked"
    assert first["numbers"]["start"].startswith("2027-01-04T07:30")
    assert first["numbers"]["end"].startswith("2027-01-04T11:30")
    assert sum(first["numbers"]["terms"].values()) == first["numbers"]["part_ore"]
    assert first["numbers"]["steps"].keys() == first["numbers"]["terms"].keys()
    assert (first["numbers"]["minutes"], first["numbers"]["unpaid_break"]) == (240, 0)
    assert first["text"]["nb"].startswith("Er valgt for delen fra mandag 4. januar 2027")
    assert all(set(one.receipt["text"]) == {"nb", "nn", "en"} for one in people)


def test_somebody_who_is_moved_is_told_from_where(town):
    other, people, _ = town.neighbours(3, 1)
    need = town.need()
    town.start(need)
    _, kept_people = decision(town, need)
    chosen = [one for one in kept_people if one.part is DecisionPart.CHOSEN]
    assert {one.person_id for one in chosen} <= {one.id for one in people}
    (text,) = {one.receipt["text"]["nb"].rsplit(". ", 1)[-1] for one in chosen}
    assert text == f"Flyttes så lenge fra sin egen vakt på {other.name}."
