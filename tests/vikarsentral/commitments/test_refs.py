import pytest

from tests.vikarsentral.village import at
from vikarsentral.commitments.refs import local, need_id, need_ref, person_id, person_ref
from vikarsentral.errors import NotFound


def test_refs_go_there_and_back():
    assert need_id(need_ref(12)) == 12
    assert person_id(person_ref(7)) == 7


@pytest.mark.parametrize("ref", ["", "n", "p1", "n-1", "n1x", "n١", "n" + "9" * 19, "1"])
def test_other_texts_are_no_need(ref):
    with pytest.raises(NotFound):
        need_id(ref)


def test_instants_are_written_with_the_offset_of_the_day():
    assert local(at("2027-03-27T12:00")) == "2027-03-27T12:00:00+01:00"
    assert local(at("2027-03-28T12:00")) == "2027-03-28T12:00:00+02:00"
