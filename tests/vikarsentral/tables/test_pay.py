from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from tests.vikarsentral.village import NOW
from vikarsentral.tables import PayBasis, PaySetting

DAY = date(2027, 1, 1)


def test_pay_is_above_nothing(village):
    row = PayBasis(person_id=village.person().id, annual_ore=0, valid_from=DAY)
    with pytest.raises(IntegrityError, match="ck_pay_basis_annual"):
        village.add(row)


def test_a_person_has_one_pay_from_a_date(village):
    person = village.person()
    village.add(PayBasis(person_id=person.id, annual_ore=1, valid_from=DAY))
    with pytest.raises(IntegrityError, match="uq_pay_basis_person_id_valid_from"):
        village.add(PayBasis(person_id=person.id, annual_ore=2, valid_from=DAY))


def test_an_own_value_is_one_from_a_date(village):
    def setting(value):
        return PaySetting(
            key="zone", value=value, valid_from=DAY, reference="1/27", set_by="x", set_at=NOW
        )

    village.add(setting(1))
    with pytest.raises(IntegrityError, match="uq_pay_setting_key_valid_from"):
        village.add(setting(2))
