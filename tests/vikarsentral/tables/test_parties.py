"""The database itself keeps two people apart, and a narrower preference area discussed."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from tests.vikarsentral.village import NOW
from vikarsentral.tables import (
    Agreement,
    AgreementKind,
    AgreementLevel,
    EmergencyCode,
    EmergencyException,
    PreferenceArea,
    PreferenceScope,
    Weights,
)


def refused(village, row, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        village.add(row)


def exception(village, **changes):
    values = {
        "need_id": village.need("2027-01-11T07:30").id,
        "person_id": village.person().id,
        "code": EmergencyCode.ACCIDENT,
        "rules": ["daily_rest"],
        "receipts": [],
        "decided_by": "kari",
        "decided_at": NOW,
    }
    return EmergencyException(**{**values, **changes})


def test_aml_10_12_exception_is_seen_by_another_person_than_decided(village):
    refused(village, exception(village, seen_by="kari", seen_at=NOW), "two_people")


def test_exception_names_at_least_one_rule(village):
    refused(village, exception(village, rules=[]), "names_a_rule")


def test_exception_is_used_only_after_it_was_seen(village):
    shift = village.shift(village.person(), "2027-01-11T07:30")
    refused(village, exception(village, shift_id=shift.id), "seen_before_use")


def test_aml_14_3_area_narrower_than_the_municipality_was_discussed(village):
    row = PreferenceArea(
        scope=PreferenceScope.SECTOR,
        valid_from=date(2027, 1, 1),
        document_ref="x",
        decided_by="kari",
        decided_at=NOW,
    )
    refused(village, row, "narrower_is_discussed")


def agreement(**changes):
    values = {
        "code": "A",
        "title": "A",
        "level": AgreementLevel.LOCAL_TV,
        "limits": {},
        "valid_from": date(2027, 1, 1),
        "valid_to": date(2027, 12, 31),
        "document_ref": "x",
    }
    return Agreement(**{**values, **changes})


def test_nobody_signs_an_agreement_for_both_sides(village):
    row = agreement(
        employer_signed_by="kari",
        employer_signed_at=NOW,
        counterpart_signed_by="kari",
        counterpart_signed_at=NOW,
    )
    refused(village, row, "two_people")


def test_aml_14_12_agreement_on_hire_is_with_tillitsvalgte(village):
    row = agreement(kind=AgreementKind.HIRE, level=AgreementLevel.INDIVIDUAL)
    refused(village, row, "hire_is_local")


def test_nobody_signs_weights_for_both_sides(village):
    row = Weights(
        version=1,
        weights={},
        valid_from=date(2027, 1, 1),
        employer_signed_by="kari",
        employer_signed_at=NOW,
        tillitsvalgt_signed_by="kari",
        tillitsvalgt_signed_at=NOW,
    )
    refused(village, row, "two_people")
