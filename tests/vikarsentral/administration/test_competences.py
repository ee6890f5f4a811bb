import pytest

from vikarsentral.administration import (
    Named,
    add_competence,
    change_competence,
    remove_competence,
)
from vikarsentral.errors import Conflict, NotFound
from vikarsentral.tables import Competence


def test_a_competence_is_added_changed_and_removed(village, session, admin, events):
    code = add_competence(session, Named("Lege", "Lege", "Doctor"), is_health=False, act=admin)
    change_competence(
        session, code, Named("Lege", "Lege", "Doctor"), is_health=True, seen=None, act=admin
    )
    assert session.get(Competence, code).is_health_personnel
    remove_competence(session, code, act=admin)
    assert session.get(Competence, code) is None
    kinds = ("competence.added", "competence.changed", "competence.removed")
    assert [len(events(kind)) for kind in kinds] == [1, 1, 1]


def test_the_same_name_twice_is_refused(village, session, admin):
    with pytest.raises(Conflict, match="already_there"):
        add_competence(session, Named("Sykepleier"), is_health=True, act=admin)


@pytest.mark.parametrize("use", ["person", "need", "shift"])
def test_a_competence_in_use_stays(village, session, admin, use):
    code = add_competence(session, Named("Lege"), is_health=True, act=admin)
    person = village.person()
    if use == "person":
        village.person(role=code)
    elif use == "need":
        village.need("2027-01-11T07:30", requires=[code])
    else:
        village.shift(person, "2027-01-11T07:30", requires=[code])
    with pytest.raises(Conflict, match="in_use"):
        remove_competence(session, code, act=admin)


def test_an_unknown_one_is_not_found(village, session, admin):
    with pytest.raises(NotFound):
        remove_competence(session, "x", act=admin)
