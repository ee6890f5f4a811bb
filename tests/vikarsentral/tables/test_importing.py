"""What the database refuses about files taken in and invoiced hire."""

import pytest
from sqlalchemy.exc import IntegrityError

from tests.vikarsentral.village import NOW
from vikarsentral.tables import AgencyHire, ImportedReference, LabourLine, LabourSource


def hire(village, **changes):
    values = {"unit_id": village.solvang.id, "worked_on": NOW.date(), "agency": "Byrået"}
    return AgencyHire(**{**values, "minutes": 450, "cost_ore": 1, **changes})


def test_a_line_of_hire_has_minutes_and_no_negative_cost(village):
    with pytest.raises(IntegrityError, match="ck_agency_hire_minutes"):
        village.add(hire(village, minutes=0))


def test_one_reference_is_one_line(village):
    village.add(hire(village, reference="F-1"))
    with pytest.raises(IntegrityError, match="uq_agency_hire_reference"):
        village.add(hire(village, reference="F-1"))


def test_a_reference_of_a_kind_is_one_row(village):
    village.add(ImportedReference(kind="needs", reference="B-1", row_id=1))
    village.session.expunge_all()
    with pytest.raises(IntegrityError, match="pk_imported_reference"):
        village.add(ImportedReference(kind="needs", reference="B-1", row_id=2))


def test_hire_is_labour_of_an_agency_and_nothing_else(village):
    row = village.add(hire(village))
    values = {"unit_id": row.unit_id, "worked_on": row.worked_on, "minutes": 1, "cost_ore": 1}
    with pytest.raises(IntegrityError, match="ck_labour_line_agency"):
        village.add(LabourLine(source=LabourSource.POOL, agency_hire_id=row.id, **values))
