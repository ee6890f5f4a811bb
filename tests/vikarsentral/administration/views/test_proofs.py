from datetime import date, timedelta

from vikarsentral.administration import add_usual_proofs, set_demand
from vikarsentral.administration.views.proofs import WARN_DAYS, proofs_by_sector
from vikarsentral.tables import PersonCompetence

TODAY = date(2027, 1, 5)
ATTEST = "politiattest_helse"


def line(session, code=ATTEST):
    (health,) = proofs_by_sector(session, TODAY)
    return next(one for one in health.lines if one.code == code)


def test_a_sector_tells_what_it_may_ask_for(village, session, admin):
    (health,) = proofs_by_sector(session, TODAY)
    assert (health.lines, health.is_new, health.people) == ((), True, 0)
    add_usual_proofs(session, "health", act=admin)
    village.person()
    (health,) = proofs_by_sector(session, TODAY)
    assert (health.is_new, health.people) == (False, 1)
    assert line(session).is_usual
    assert not line(session).is_asked
    assert not line(session, "legemiddel_1").is_usual
    set_demand(session, "health", ATTEST, asked=True, act=admin)
    assert line(session).is_asked


def test_who_lacks_a_proof_and_whose_ends_soon_are_told(village, session, admin):
    add_usual_proofs(session, "health", act=admin)
    ends = {
        "never": None,
        "yesterday": TODAY - timedelta(days=1),
        "soon": TODAY + timedelta(days=WARN_DAYS),
        "later": TODAY + timedelta(days=WARN_DAYS + 1),
    }
    people = {name: village.person() for name in ends}
    nobody, gone = village.person(), village.person(is_active=False)
    for name, last in ends.items():
        row = {
            "competence_code": ATTEST,
            "valid_from": TODAY - timedelta(days=9),
            "valid_to": last,
        }
        village.add(PersonCompetence(person_id=people[name].id, **row))
    found = line(session)
    assert {one.id for one in found.lacking} == {people["yesterday"].id, nobody.id}
    assert [(one.id, one.until) for one in found.expiring] == [(people["soon"].id, ends["soon"])]
    assert gone.id not in {one.id for one in found.lacking}
