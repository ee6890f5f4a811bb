"""Proofs count like any competence: what is held opens what it stands for."""

from datetime import date

import pytest

from tests.vikarsentral.village import MONDAY
from vikarsentral.commitments.people import people
from vikarsentral.commitments.proofs import entries, held
from vikarsentral.commitments.window import window_of
from vikarsentral.plan.problem import build_for_need, facts, need_entry
from vikarsentral.rules.options import options
from vikarsentral.tables import Competence, PersonCompetence, Proof, ProofKind, SectorDemand

PROOFS = (
    ("attest", ProofKind.POLICE_CHECK, None),
    *((f"legemiddel{scope}", ProofKind.MEDICATION, scope) for scope in (1, 2, 3, 4)),
    ("larer", ProofKind.TEACHER, None),
    ("larer_na", ProofKind.TEACHER_FOR_NOW, None),
    ("norsk", ProofKind.LANGUAGE, None),
    ("norsk_unntak", ProofKind.LANGUAGE_WAIVED, None),
)


@pytest.fixture
def proved(village):
    for code, kind, scope in PROOFS:
        village.add(Competence(code=code, name_nb=code, name_nn=code, name_en=code))
        village.add(Proof(competence_code=code, kind=kind, scope=scope))
    return village


def gives(village, person, code, first=None, last=None):
    village.add(
        PersonCompetence(
            person_id=person.id, competence_code=code, valid_from=first, valid_to=last
        )
    )


def of(village, person):
    return entries(held(village.session, PersonCompetence.person_id == person.id)[person.id])


def test_a_larger_scope_of_medication_is_each_smaller_one(proved):
    anna = proved.person()
    gives(proved, anna, "legemiddel3", date(2027, 1, 1), date(2027, 6, 30))
    days = {"valid_from": "2027-01-01", "valid_to": "2027-06-30"}
    told = [{"id": f"legemiddel{scope}", **days} for scope in (1, 2, 3)]
    assert of(proved, anna) == [*told, {"id": "sykepleier"}]


def test_a_temporary_teacher_is_a_teacher_to_31_july(proved):
    anna = proved.person()
    gives(proved, anna, "larer_na", date(2027, 1, 1))
    told = {"id": "larer", "valid_from": "2027-01-01", "valid_to": "2027-07-31"}
    assert of(proved, anna) == [told, {"id": "sykepleier"}]


def test_a_waiver_stands_for_the_language_from_august_2026(proved):
    anna, berit = proved.person(), proved.person()
    gives(proved, anna, "norsk_unntak")
    gives(proved, berit, "norsk_unntak", None, date(2026, 7, 31))
    assert {"id": "norsk", "valid_from": "2026-08-01"} in of(proved, anna)
    assert [one["id"] for one in of(proved, berit)] == ["sykepleier"]


def test_a_proof_held_twice_is_told_once(proved):
    anna = proved.person()
    gives(proved, anna, "larer", date(2027, 3, 1))
    gives(proved, anna, "larer_na", date(2027, 1, 1), date(2027, 2, 28))
    assert {"id": "larer", "valid_from": "2027-01-01"} in of(proved, anna)


@pytest.mark.parametrize(("seen", "is_possible"), [(MONDAY, True), (None, False)])
def test_5_4_nobody_comes_before_the_certificate_was_seen(proved, seen, is_possible):
    anna = proved.on_duty()
    need = proved.need(f"{MONDAY}T07:30")
    proved.add(SectorDemand(sector_code="health", competence_code="attest"))
    if seen is not None:
        gives(proved, anna, "attest", seen)
    assert "attest" in need_entry(proved.session, need.id)["requires"]
    made = facts(build_for_need(proved.session, need.id))
    (one,) = options(made, next(iter(made.needs.values())))
    assert (one.rules == ()) is is_possible
    if not is_possible:
        assert one.rules == ("competence",)


def test_5_4_a_certificate_seen_the_day_after_opens_nothing(proved):
    anna = proved.on_duty()
    need = proved.need(f"{MONDAY}T07:30")
    proved.add(SectorDemand(sector_code="health", competence_code="attest"))
    gives(proved, anna, "attest", date(2027, 1, 12))
    made = facts(build_for_need(proved.session, need.id))
    (one,) = options(made, next(iter(made.needs.values())))
    assert one.rules == ("competence",)


def test_a_sector_that_asks_for_nothing_changes_no_need(proved):
    need = proved.need(f"{MONDAY}T07:30")
    assert need_entry(proved.session, need.id)["requires"] == ["sykepleier"]
    told = people(proved.session, window_of(MONDAY, 1))
    assert told == []
