import pytest
from sqlalchemy.exc import IntegrityError

from vikarsentral.tables import Competence, Proof, ProofKind, SectorDemand


def competence(village, code):
    village.add(Competence(code=code, name_nb=code, name_nn=code, name_en=code))
    return code


@pytest.mark.parametrize(
    ("kind", "scope"), [(ProofKind.MEDICATION, None), (ProofKind.POLICE_CHECK, 1)]
)
def test_only_medication_has_a_scope(village, kind, scope):
    code = competence(village, "bevis")
    with pytest.raises(IntegrityError, match="ck_proof_scope_of_medication"):
        village.add(Proof(competence_code=code, kind=kind, scope=scope))


@pytest.mark.parametrize("scope", [0, 5])
def test_medication_has_four_scopes(village, scope):
    code = competence(village, "legemiddel")
    with pytest.raises(IntegrityError, match="ck_proof_scope"):
        village.add(Proof(competence_code=code, kind=ProofKind.MEDICATION, scope=scope))


def test_a_sector_asks_for_proofs_only(village):
    with pytest.raises(IntegrityError, match="fk_sector_demand_competence_code_proof"):
        village.add(SectorDemand(sector_code="health", competence_code="sykepleier"))
