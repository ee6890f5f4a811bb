"""From a named time on a lower competence is enough, once, and it is written down."""

from datetime import timedelta

from tests.vikarsentral.offer.town import NOW, START
from vikarsentral.callout.widening import wait_until, widen
from vikarsentral.tables import Competence, Event, PersonCompetence, PostKind

LATER = NOW + timedelta(minutes=30)


def helper(town):
    """Add one who holds only the lower competence."""
    names = {"name_nb": "x", "name_nn": "x", "name_en": "x"}
    town.add(Competence(code="pleieassistent", **names))
    person = town.someone(PostKind.PART_TIME)
    town.session.query(PersonCompetence).filter_by(person_id=person.id).delete()
    town.add(PersonCompetence(person_id=person.id, competence_code="pleieassistent"))
    return person


def test_the_search_waits_for_the_time_and_then_asks_more_people(town):
    person = helper(town)
    need = town.need(lower_requires=["pleieassistent"], lower_from=LATER)
    town.start(need)
    assert town.asked() == {}
    assert town.state().next_at == LATER
    town.go_on(LATER)
    assert town.asked() == {(1, "part_time"): [person.id]}
    told = town.session.query(Event).filter_by(kind="need.widened").one()
    assert told.data == {"before": ["sykepleier"], "after": ["pleieassistent"]}


def test_lowered_once_it_stays_so(town):
    helper(town)
    need = town.need(lower_requires=["pleieassistent"], lower_from=LATER)
    assert not widen(town.session, need, NOW)
    assert widen(town.session, need, LATER)
    assert not widen(town.session, need, LATER)
    assert not widen(town.session, town.need(starts_at=START), LATER)


def test_the_earliest_of_what_is_still_to_come_is_waited_for(town):
    need = town.need(lower_requires=[], lower_from=LATER)
    assert wait_until(need, None, NOW) == LATER
    assert wait_until(need, NOW + timedelta(minutes=5), NOW) == NOW + timedelta(minutes=5)
    assert wait_until(need, None, LATER) is None
    assert wait_until(town.need(), None, NOW) is None
