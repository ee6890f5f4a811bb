"""A proof taken in from a file opens work from the day it was seen, and only then."""

from tests.vikarsentral.importing.files import counts, csv_file, take
from tests.vikarsentral.importing.test_people import HEADINGS, KARI, OLA
from tests.vikarsentral.village import NOW
from vikarsentral.access import RoleName
from vikarsentral.administration import Act, add_usual_proofs, set_demand
from vikarsentral.importing.wording import what_and_allowed
from vikarsentral.plan import judge
from vikarsentral.tables import Person, PersonCompetence

ATTEST = "politiattest_helse"


def test_a_police_check_from_a_file_opens_work_from_the_day_it_was_seen(session, village):
    admin = Act(village.actor(RoleName.ADMIN), NOW)
    add_usual_proofs(session, "health", act=admin)
    set_demand(session, "health", ATTEST, asked=True, act=admin)
    row = (*OLA[:-1], f"{ATTEST} (fra 12.01.2027)")
    assert take(session, "people", csv_file(HEADINGS, row), NOW).is_stored
    ola = session.query(Person).filter_by(employee_no="124").one()
    told = {}
    for day in (11, 12):
        need = village.need(f"2027-01-{day}T07:30", requires=["pleieassistent"])
        found = judge.breaches(session, need.id, ola.id, now=NOW)
        told[day] = [one["numbers"]["missing"] for one in found if one["rule"] == "competence"]
    assert told == {11: [[ATTEST]], 12: []}


def test_an_undated_proof_is_refused_as_on_the_page(session, village):
    admin = Act(village.actor(RoleName.ADMIN), NOW)
    add_usual_proofs(session, "health", act=admin)
    rows = (
        (*OLA[:-1], f"{ATTEST}, klarert"),
        (*KARI[:8], "31.12.2016", ATTEST),
    )
    report = take(session, "people", csv_file(HEADINGS, *rows), NOW)
    assert not report.is_stored
    assert [(one.code, one.row, one.column, one.value) for one in report.faults] == [
        ("proof_undated", 2, "Kompetanser", ATTEST),
        ("proof_undated", 2, "Kompetanser", "klarert"),
    ]
    told = what_and_allowed(report.faults[0], "nb")
    assert told[1] == f"Koden med dag, slik: {ATTEST} (fra 12.01.2027)."
    good = take(session, "people", csv_file(HEADINGS, *rows), NOW, is_good_rows=True)
    assert (good.is_stored, counts(good)) == (True, (1, 0, 0, 0))


def test_an_undated_proof_that_is_there_already_stays(session, village):
    admin = Act(village.actor(RoleName.ADMIN), NOW)
    add_usual_proofs(session, "health", act=admin)
    assert take(session, "people", csv_file(HEADINGS, OLA), NOW).is_stored
    ola = session.query(Person).filter_by(employee_no="124").one()
    village.add(PersonCompetence(person_id=ola.id, competence_code=ATTEST))
    same = (*OLA[:-1], f"pleieassistent, {ATTEST}")
    assert counts(take(session, "people", csv_file(HEADINGS, same), NOW)) == (0, 0, 1, 0)
