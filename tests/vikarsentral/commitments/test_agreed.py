from datetime import date

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import commitments
from vikarsentral.commitments import person_ref
from vikarsentral.tables import (
    Agreement,
    AgreementLevel,
    AgreementPerson,
    AgreementUnit,
    Weights,
)

YEAR = (date(2027, 1, 1), date(2027, 12, 31))


def agree(village, units=(), people=(), **changes):
    values = {
        "code": "A",
        "title": "x",
        "level": AgreementLevel.LOCAL_TV,
        "limits": {"daily_rest": 480},
        "valid_from": YEAR[0],
        "valid_to": YEAR[1],
        "document_ref": "x",
        "employer_signed_at": NOW,
        "counterpart_signed_at": NOW,
    }
    row = village.add(Agreement(**{**values, **changes}))
    for unit in units:
        village.add(AgreementUnit(agreement_id=row.id, unit_id=unit.id))
    for person in people:
        village.add(AgreementPerson(agreement_id=row.id, person_id=person.id))
    village.session.expire(row)


def test_signed_agreement_is_written_with_its_scope(village):
    person = village.person()
    agree(village, [village.solvang], [person])
    assert commitments.agreements(village.session, *YEAR) == [
        {
            "id": "A",
            "level": "LOCAL_TV",
            "scope": {"units": ["solvang"], "people": [person_ref(person.id)]},
            "valid_from": "2027-01-01",
            "valid_to": "2027-12-31",
            "limits": {"daily_rest": 480},
        }
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"employer_signed_at": None},
        {"counterpart_signed_at": None},
        {"valid_from": date(2028, 1, 1), "valid_to": date(2028, 12, 31)},
        {"valid_from": date(2026, 1, 1), "valid_to": date(2026, 12, 31)},
    ],
)
def test_what_is_unsigned_or_out_of_time_opens_nothing(village, changes):
    agree(village, **changes)
    assert commitments.agreements(village.session, *YEAR) == []


def weigh(village, version, change_ore, **changes):
    values = {
        "version": version,
        "weights": {"change_ore": change_ore},
        "valid_from": date(2026, 1, version),
        "employer_signed_at": NOW,
        "tillitsvalgt_signed_at": NOW,
    }
    village.add(Weights(**{**values, **changes}))


def test_newest_signed_weights_decide(village):
    assert commitments.weights(village.session, YEAR[0]) == {}
    weigh(village, 1, 10)
    weigh(village, 2, 20)
    weigh(village, 3, 30, tillitsvalgt_signed_at=None)
    weigh(village, 4, 40, employer_signed_at=None)
    assert commitments.weights(village.session, YEAR[0]) == {"change_ore": 20}
    assert commitments.weights(village.session, date(2026, 1, 1)) == {"change_ore": 10}
