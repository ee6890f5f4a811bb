from datetime import date

import pytest

from vikarsentral.administration import (
    Reach,
    reach_of,
    remove_competence_of,
    set_competence,
    set_reach,
)
from vikarsentral.errors import BadInput, Conflict
from vikarsentral.tables import PersonCompetence

FROM, TO = date(2027, 1, 1), date(2027, 12, 31)


def test_a_competence_has_days_and_is_changed_and_taken(village, session, admin, events):
    person = village.person()
    days = {"valid_from": FROM, "valid_to": None}
    set_competence(session, person.id, "pleieassistent", **days, act=admin)
    days["valid_to"] = TO
    set_competence(session, person.id, "pleieassistent", **days, act=admin)
    held = session.query(PersonCompetence).filter_by(competence_code="pleieassistent").one()
    assert (held.valid_from, held.valid_to) == (FROM, TO)
    for _ in range(2):
        remove_competence_of(session, person.id, "pleieassistent", act=admin)
    assert events("person.competence_changed")[0]["after"] == {"valid_to": "2027-12-31"}
    assert len(events("person.competence_removed")) == 1


def test_days_in_wrong_order_are_refused(village, session, admin):
    with pytest.raises(BadInput, match="valid_to"):
        set_competence(
            session, village.person().id, "sykepleier", valid_from=TO, valid_to=FROM, act=admin
        )


def test_reach_is_set_whole_and_recorded(village, session, admin, events):
    person = village.person()
    units = frozenset({village.solvang.id})
    wanted = Reach(frozenset({"health"}), units, units)
    for _ in range(2):
        set_reach(session, person.id, wanted, seen=None, act=admin)
    assert reach_of(session, person.id) == wanted
    (data,) = events("person.reach_changed")
    assert data["before"]["allowed"] == []
    assert data["after"]["allowed"] == [village.solvang.id]


def test_reach_that_moved_meanwhile_is_told(village, session, admin):
    person = village.person()
    seen = reach_of(session, person.id).plain()
    one = Reach(frozenset(), frozenset(), frozenset())
    set_reach(session, person.id, one, seen=seen, act=admin)
    other = Reach(frozenset({"health"}), frozenset({village.solvang.id}), frozenset())
    with pytest.raises(Conflict, match="changed_meanwhile"):
        set_reach(session, person.id, other, seen=seen, act=admin)


@pytest.mark.parametrize(
    "wish",
    [
        Reach(frozenset({"none"}), frozenset(), frozenset()),
        Reach(frozenset(), frozenset({999_999}), frozenset()),
    ],
)
def test_unknown_places_are_refused(village, session, admin, wish):
    with pytest.raises(BadInput):
        set_reach(session, village.person().id, wish, seen=None, act=admin)
