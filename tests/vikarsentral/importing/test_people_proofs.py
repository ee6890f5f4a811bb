"""A proof taken in from a file opens work from the day it was seen, and only then."""

from tests.vikarsentral.importing.files import csv_file, take
from tests.vikarsentral.importing.test_people import HEADINGS, OLA
from tests.vikarsentral.village import NOW
from vikarsentral.access import RoleName
from vikarsentral.administration import Act, add_usual_proofs, set_demand
from vikarsentral.plan import judge
from vikarsentral.tables import Person

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
