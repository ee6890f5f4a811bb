"""How far an installation has come, and what is missing to be in operation."""

from tests.vikarsentral.village import NOW
from vikarsentral import access
from vikarsentral.access import RoleName
from vikarsentral.administration import Step, appoint, lacks, progress
from vikarsentral.tables import Municipality, NeedStatus, PostKind

WHO = {"actor": access.system(), "now": NOW}


def test_an_empty_installation_lacks_everything_and_begins_with_its_name(session):
    here = progress(session)
    assert (here.done, here.demo_size, here.is_empty) == (frozenset(), None, True)
    assert here.next_step is Step.MUNICIPALITY
    assert [lack.code for lack in lacks(session)] == [
        "no_municipality",
        "no_sector_on",
        "no_unit",
        "no_people",
        "no_rota",
        "no_pool",
        "no_coordinator",
        "no_tillitsvalgt",
    ]


def test_each_step_is_seen_when_it_is_taken(village, session, admin):
    assert progress(session).done == {Step.SECTORS, Step.UNITS}
    assert not progress(session).is_empty
    village.add(Municipality(id=1, name="Lillevik", sender_name="Lillevik"))
    access.add_user(session, login="kari", name="Kari", password="fjell-og-fjord-2", **WHO)
    appoint(session, village.solvang.id, "kari", valid_from=None, valid_to=None, act=admin)
    person = village.person(kind=PostKind.STAFF, unit=village.solvang)
    village.shift(person, "2027-01-11T07:30")
    need = village.need("2027-01-12T07:30")
    assert progress(session).next_step is Step.COVERED
    need.status = NeedStatus.COVERED
    session.flush()
    assert progress(session).next_step is None


def test_lacks_count_what_they_are_about(village, session, admin):
    village.add(Municipality(id=1, name="Lillevik", sender_name="L", demo_size="small"))
    village.person(email=None)
    access.add_user(session, login="kari", name="Kari", password="fjell-og-fjord-2", **WHO)
    access.grant_role(session, login="kari", role=RoleName.COORDINATOR, unit_code=None, **WHO)
    told = {lack.code: lack.number for lack in lacks(session)}
    assert told == {
        "no_rota": 1,
        "unit_without_leader": 2,
        "unit_without_shifts": 2,
        "person_without_contact": 1,
        "no_tillitsvalgt": 1,
        "demo": 1,
    }
