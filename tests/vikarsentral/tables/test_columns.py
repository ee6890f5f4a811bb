"""Named choices are stored as written, and nothing else gets in."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.vikarsentral.village import Village
from vikarsentral.tables.columns import Language


def test_choice_is_stored_as_its_value(village):
    person = village.person(language=Language.NN)
    stored = village.session.execute(
        text("select language from person where id = :id"), {"id": person.id}
    ).scalar_one()
    assert stored == "nn"


def test_unknown_choice_is_refused(session):
    person = Village(session).person()
    with pytest.raises(IntegrityError, match="ck_person_language"):
        session.execute(
            text("update person set language = 'se' where id = :id"), {"id": person.id}
        )
