"""A sector asks for proofs once they are registered; what says nothing without a day has one."""

from datetime import date

import pytest

from tests.vikarsentral.village import MONDAY
from vikarsentral.administration import (
    add_usual_proofs,
    remove_competence,
    set_competence,
    set_demand,
)
from vikarsentral.administration.proofs import DATED, lacks_day
from vikarsentral.errors import BadInput, Conflict, NotFound
from vikarsentral.plan.problem import need_entry
from vikarsentral.tables import Competence, Post, Proof, ProofKind, SectorDemand

ATTEST = "politiattest_helse"


def give(session, person, code, admin, first=None, last=None):
    set_competence(session, person.id, code, valid_from=first, valid_to=last, act=admin)


def test_usual_proofs_of_a_sector_are_registered_once(village, session, admin, events):
    new = add_usual_proofs(session, "health", act=admin)
    assert ATTEST in new
    assert add_usual_proofs(session, "health", act=admin) == []
    assert session.query(Proof).count() == len(new)
    assert session.query(SectorDemand).count() == 0
    assert [one["proofs"] for one in events("sector.proofs_added")] == [new]


def test_a_competence_that_is_there_already_becomes_the_proof(village, session, admin):
    session.add(Competence(code=ATTEST, name_nb="Vår", name_nn="Vår", name_en="Ours"))
    session.flush()
    assert ATTEST in add_usual_proofs(session, "health", act=admin)
    assert session.get(Competence, ATTEST).name_nb == "Vår"
    assert session.get(Proof, ATTEST).kind is ProofKind.POLICE_CHECK


def test_a_sector_asks_and_asks_no_longer(village, session, admin, events):
    add_usual_proofs(session, "health", act=admin)
    need = village.need(f"{MONDAY}T07:30")
    for _ in range(2):
        set_demand(session, "health", ATTEST, asked=True, act=admin)
    assert need_entry(session, need.id)["requires"] == ["sykepleier", ATTEST]
    for _ in range(2):
        set_demand(session, "health", ATTEST, asked=False, act=admin)
    assert need_entry(session, need.id)["requires"] == ["sykepleier"]
    assert len(events("sector.proof_asked")) == len(events("sector.proof_not_asked")) == 1


def test_only_proofs_and_sectors_of_the_register_are_asked_for(village, session, admin):
    with pytest.raises(NotFound):
        set_demand(session, "health", "sykepleier", asked=True, act=admin)
    add_usual_proofs(session, "health", act=admin)
    with pytest.raises(BadInput):
        set_demand(session, "moon", ATTEST, asked=True, act=admin)
    with pytest.raises(BadInput):
        add_usual_proofs(session, "moon", act=admin)


def test_a_proof_asked_for_stays_in_the_register(village, session, admin):
    add_usual_proofs(session, "health", act=admin)
    set_demand(session, "health", ATTEST, asked=True, act=admin)
    with pytest.raises(Conflict, match="in_use"):
        remove_competence(session, ATTEST, act=admin)
    set_demand(session, "health", ATTEST, asked=False, act=admin)
    remove_competence(session, ATTEST, act=admin)
    assert session.get(Proof, ATTEST) is None


def test_what_was_seen_has_the_day_it_was_seen(village, session, admin):
    for sector in ("health",):
        add_usual_proofs(session, sector, act=admin)
    anna = village.person()
    for code in (ATTEST, "klarert"):
        assert session.get(Proof, code).kind in DATED
        with pytest.raises(BadInput) as refused:
            give(session, anna, code, admin)
        assert [one.where for one in refused.value.faults] == ["valid_from"]
        give(session, anna, code, admin, MONDAY)
    give(session, anna, "legemiddel_2", admin)


@pytest.mark.parametrize(("first", "is_asked"), [((2016, 12, 31), False), ((2017, 1, 1), True)])
def test_5_4_who_was_employed_before_2017_may_have_no_day(
    village, session, admin, first, is_asked
):
    add_usual_proofs(session, "health", act=admin)
    anna = village.person()
    post = session.query(Post).filter_by(person_id=anna.id).one()
    post.valid_from = date(*first)
    session.flush()
    if is_asked:
        with pytest.raises(BadInput):
            give(session, anna, ATTEST, admin)
    else:
        give(session, anna, ATTEST, admin)


@pytest.mark.parametrize(
    ("kind", "first", "since", "lacks"),
    [
        (ProofKind.POLICE_CHECK, None, date(2017, 1, 2), True),
        (ProofKind.POLICE_CHECK, None, date(2016, 12, 31), False),
        (ProofKind.POLICE_CHECK, None, None, True),
        (ProofKind.POLICE_CHECK, date(2027, 1, 1), None, False),
        (ProofKind.CLEARANCE, None, date(2016, 12, 31), True),
        (ProofKind.TEACHER_FOR_NOW, None, date(2016, 12, 31), True),
        (ProofKind.MEDICATION, None, None, False),
        (None, None, None, False),
    ],
)
def test_which_proofs_say_nothing_without_their_day(kind, first, since, lacks):
    assert lacks_day(kind, first, since) is lacks
