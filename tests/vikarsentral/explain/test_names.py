"""Names of units, sectors, areas and competences, by kind and code, in three languages."""

import pytest

from vikarsentral.explain import memory
from vikarsentral.explain.names import names


@pytest.fixture(autouse=True)
def fresh():
    memory.forget()
    yield
    memory.forget()


def test_every_code_of_the_village_has_its_name(village):
    found = names(village.session)
    assert found["unit", "solvang"]["nn"] == "Solvang"
    assert found["area", "sor"]["en"] == "Sør"
    assert found["sector", "health"] == {"nb": "helse", "nn": "helse", "en": "H"}
    assert found["competence", "sykepleier"]["nb"] == "sykepleier"
