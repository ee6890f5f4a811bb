"""What real people have shown is judged by the rules of a year, where the register keeps it."""

from datetime import date, timedelta

import pytest

from tests.vikarsentral.village import MONDAY
from vikarsentral.overview.workers import kept, workers
from vikarsentral.overview.year import year_roster
from vikarsentral.rules.year import check_year
from vikarsentral.tables import (
    Competence,
    PersonCompetence,
    Post,
    PostKind,
    Proof,
    ProofKind,
    SectorDemand,
    ShiftKind,
)

START = f"{MONDAY}T07:30"


def proof(village, code, kind, scope=None, sector=None):
    village.add(Competence(code=code, name_nb=code, name_nn=code, name_en=code))
    village.add(Proof(competence_code=code, kind=kind, scope=scope))
    if sector:
        village.add(SectorDemand(sector_code=sector, competence_code=code))


def gives(village, person, code, first=None, last=None):
    row = {"competence_code": code, "valid_from": first, "valid_to": last}
    village.add(PersonCompetence(person_id=person.id, **row))


def cover(village, person, *codes):
    """Give a person a need on the Monday that requires some codes."""
    need = village.need(START, requires=list(codes))
    village.shift(person, START, need_id=need.id, requires=list(codes), kind=ShiftKind.COVER)


def found(village):
    return {
        one.excess.rule for one in check_year(year_roster(village.session, MONDAY, 1)).findings
    }


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        (ProofKind.POLICE_CHECK, "police_check"),
        (ProofKind.CLEARANCE, "tb_clearance"),
    ],
)
def test_what_a_sector_asks_for_is_seen_by_the_day(village, kind, rule):
    anna, berit = village.person(), village.person()
    village.shift(anna, START)
    assert rule not in found(village)
    proof(village, "bevis", kind, sector="health")
    assert rule in found(village)
    gives(village, anna, "bevis", MONDAY)
    assert rule not in found(village)
    village.shift(berit, START)
    gives(village, berit, "bevis", MONDAY + timedelta(days=1))
    assert rule in found(village)


def test_5_4_who_was_employed_before_2017_is_not_asked(village):
    anna = village.person()
    village.shift(anna, START)
    proof(village, "attest", ProofKind.POLICE_CHECK, sector="health")
    assert "police_check" in found(village)
    village.add(
        Post(
            person_id=anna.id,
            kind=PostKind.POOL,
            role_code="sykepleier",
            stillingsprosent=100,
            full_week_minutes=2130,
            regime="ROTA_38",
            valid_from=date(2016, 12, 31),
            valid_to=date(2020, 1, 1),
        )
    )
    assert "police_check" not in found(village)


@pytest.mark.parametrize(("last", "is_valid"), [(MONDAY, True), (date(2027, 1, 10), False)])
def test_48_an_authorisation_is_valid_on_the_day(village, last, is_valid):
    anna = village.person()
    row = village.session.query(PersonCompetence).filter_by(person_id=anna.id).one()
    row.valid_to = last
    cover(village, anna, "sykepleier")
    assert ("authorisation" not in found(village)) is is_valid


@pytest.mark.parametrize(("scope", "is_enough"), [(2, True), (3, True), (1, False)])
def test_medication_needs_the_scope_asked_for(village, scope, is_enough):
    anna = village.person()
    for number in (1, 2, 3, 4):
        proof(village, f"legemiddel{number}", ProofKind.MEDICATION, number)
    gives(village, anna, f"legemiddel{scope}")
    cover(village, anna, "legemiddel2")
    assert ("medication" not in found(village)) is is_enough


@pytest.mark.parametrize(
    ("kind", "rule", "days", "is_met"),
    [
        (ProofKind.TEACHER, "teacher", (MONDAY, None), True),
        (ProofKind.TEACHER, "teacher", (MONDAY + timedelta(days=1), None), False),
        (ProofKind.TEACHER_FOR_NOW, "teacher", (date(2026, 8, 1), None), True),
        (ProofKind.TEACHER_FOR_NOW, "teacher", (date(2025, 8, 1), None), False),
        (ProofKind.PEDAGOGUE, "pedagogue", (None, MONDAY), True),
        (ProofKind.PEDAGOGUE, "pedagogue", (None, date(2027, 1, 10)), False),
    ],
)
def test_a_post_that_asks_for_education_is_filled_with_it(village, kind, rule, days, is_met):
    anna = village.person()
    proof(village, "larer", ProofKind.TEACHER)
    proof(village, "pedagog", ProofKind.PEDAGOGUE)
    if kind is ProofKind.TEACHER_FOR_NOW:
        proof(village, "larer_na", kind)
    held_as = {"teacher": "larer", "pedagogue": "pedagog"}[rule]
    gives(village, anna, "larer_na" if kind is ProofKind.TEACHER_FOR_NOW else held_as, *days)
    cover(village, anna, held_as)
    assert (rule not in found(village)) is is_met


def test_regime_is_the_most_protective_of_all_posts(village):
    anna = village.person()
    keeps = kept(village.session)
    (before,) = workers(village.session, {anna.id}, MONDAY, keeps)
    assert before.regime == "ROTA_38"
    more = {"stillingsprosent": 1000, "full_week_minutes": 2016, "regime": "ROTA_36"}
    village.add(
        Post(
            person_id=anna.id,
            kind=PostKind.POOL,
            role_code="sykepleier",
            valid_from=date(2026, 1, 1),
            **more,
        )
    )
    (after,) = workers(village.session, {anna.id}, MONDAY, keeps)
    assert after.regime == "ROTA_36"


def test_rules_without_facts_are_named(village):
    proof(village, "attest", ProofKind.POLICE_CHECK, sector="health")
    assert kept(village.session).unkept({"health", "school"}) == {
        ("police_check", "school"),
        *(
            (rule, sector)
            for rule in ("tb_clearance", "language")
            for sector in ("health", "school")
        ),
    }
