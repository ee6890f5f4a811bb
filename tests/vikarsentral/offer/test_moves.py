"""A unit that gives somebody away for a while is told, and told again when they are back."""

from tests.vikarsentral.compound.conftest import Halves
from tests.vikarsentral.offer.town import LENGTH, NOW, START, leader
from vikarsentral import compound, offer
from vikarsentral.tables import Message


def told(town, person):
    query = town.session.query(Message).filter(Message.person_id == person.id)
    kinds = ("person_moved", "person_back")
    return [(one.kind, one.body) for one in query.order_by(Message.id) if one.kind in kinds]


def moved(session):
    """Let one of three help Solvang; return the town, the need, who moved, and both leaders."""
    town = Halves(session)
    other, people, _ = town.neighbours(3, least=2)
    there, here = town.person(), town.person()
    for login, unit, person in (("nabosjef", other, there), ("sjef", town.unit, here)):
        town.user(login, ("manager", unit.id), person=person)
    office = town.add_unit("kontor")
    for busy in (there, here):
        town.rota(busy, START, START + LENGTH, unit_id=office.id)
    need = town.need()
    town.start(need)
    town.answer(people[0], offer.accept)
    return town, need, people[0], there, here


def test_the_leader_of_the_unit_is_told_once_by_name_and_time(session):
    town, _, person, there, here = moved(session)
    ((kind, body),) = told(town, there)
    assert kind == "person_moved"
    assert body.startswith(f"{person.name} hjelper Solvang 04.01.2027 07:30–15:00")
    assert "Fjellheim" in body
    assert told(town, here) == told(town, person) == []


def test_taken_back_the_same_leader_is_told_that_too(session):
    town, need, person, there, _ = moved(session)
    held = compound.view(town.session, need.id)
    for _ in range(2):
        compound.undo(town.session, compound_id=held.id, actor=leader(town), now=NOW)
    assert [kind for kind, _ in told(town, there)] == ["person_moved", "person_back"]
    assert f"{person.name} skal likevel ikke hjelpe Solvang" in told(town, there)[1][1]
