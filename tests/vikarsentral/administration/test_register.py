import pytest

from vikarsentral.administration.register import Named, known
from vikarsentral.errors import BadInput
from vikarsentral.tables import Area


def test_names_left_out_are_the_bokmal_name():
    assert Named(" Skole ", "Skule").fields() == {
        "name_nb": "Skole",
        "name_nn": "Skule",
        "name_en": "Skole",
    }
    assert [fault.where for fault in Named("").faults()] == ["name_nb", "name_nn", "name_en"]


def test_what_is_not_in_the_register_is_refused(village, session):
    assert known(session, Area, "nord") == "nord"
    with pytest.raises(BadInput, match="area"):
        known(session, Area, "vest")
