"""What pages read: registers in Norwegian order, with what the one who changes them saw."""

from datetime import date, time

import pytest

from tests.vikarsentral.village import NOW, Village
from vikarsentral.administration import views
from vikarsentral.errors import NotFound
from vikarsentral.tables import Person, PostKind, ShiftTemplate

ON = date(2027, 1, 5)


@pytest.fixture
def village(session):
    return Village(session)


def test_registers_tell_uses_and_what_was_seen(village, session):
    village.person()
    (sector,) = views.sectors(session)
    assert (sector.key, sector.uses, sector.is_pool_on) == ("health", 2, True)
    assert sector.seen["name_nb"] == "Helse"
    assert [(one.key, one.uses) for one in views.areas(session)] == [("nord", 1), ("sor", 1)]
    assert [(one.key, one.uses) for one in views.competences(session)] == [
        ("pleieassistent", 0),
        ("sykepleier", 1),
    ]
    assert views.municipality(session) is None


def test_units_are_in_norwegian_order_and_closed_ones_last(village, session):
    for code in ("aasgard", "vik", "østby"):
        village.unit(code, "nord")
    village.solvang.is_active = False
    session.flush()
    names = [one.name for one in views.units(session)]
    assert names == ["Fjellheim", "Vik", "Østby", "Aasgard", "Solvang"]
    assert [one.name for one in views.units(session, {village.solvang.id})] == ["Solvang"]


def test_one_unit_with_its_usual_shifts(village, session):
    village.add(ShiftTemplate(unit_id=village.solvang.id, code="D", starts=time(7), ends=time(15)))
    (usual,) = views.templates(session, village.solvang.id)
    assert usual.seen["starts"] == "07:00:00"
    assert views.unit(session, village.solvang.id).name == "Solvang"
    with pytest.raises(NotFound):
        views.unit(session, 999_999)


def test_people_are_searched_paged_and_summed(village, session):
    first = village.person(name="Åse Ås")
    village.person(name="100 % sikker", kind=PostKind.HOURLY, unit=village.solvang, size=0)
    gone = village.person(name="Abel", is_active=False)
    found, many = views.people(session, on=ON)
    assert [one.name for one in found] == ["100 % sikker", "Åse Ås", "Abel"]
    assert many == 3
    assert found[1].size == 10_000
    assert [one.id for one in views.people(session, on=ON, search="åse")[0]] == [first.id]
    assert [one.name for one in views.people(session, on=ON, search="100 %")[0]] == [
        "100 % sikker"
    ]
    assert views.people(session, on=ON, search=gone.employee_no)[0][0].id == gone.id
    assert views.people(session, on=ON, kind=PostKind.HOURLY)[1] == 1
    assert views.people(session, on=ON, page=1) == ([], 3)


def test_one_person_whole(village, session):
    person = village.person()
    seen = views.person(session, person.id)
    assert (seen.is_pool, seen.login, seen.size(ON)) == (True, None, 10_000)
    assert [one.key for one in seen.competences] == ["sykepleier"]
    assert seen.person.employee_no == person.employee_no
    with pytest.raises(AttributeError):
        seen.person.nothing  # noqa: B018 - the look-up itself is tested
    with pytest.raises(NotFound):
        views.person(session, 999_999)


def test_a_person_without_posts_has_no_size(village, session):
    bare = village.add(Person(employee_no="b", name="Bare"))
    assert views.person(session, bare.id).size(ON) == 0
    assert views.duty_plan(session, bare.id, NOW) == []
