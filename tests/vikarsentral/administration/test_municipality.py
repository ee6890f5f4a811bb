"""The municipality and its sectors: named once, changed with care, switched on one by one."""

import pytest

from vikarsentral.administration import (
    MunicipalityWish,
    Named,
    add_sector,
    change_sector,
    set_municipality,
)
from vikarsentral.errors import BadInput, Conflict, NotAllowed
from vikarsentral.tables import Competence, Municipality, Sector


def test_the_municipality_is_named_once_and_renamed(session, admin, events):
    set_municipality(session, MunicipalityWish("Lillevik", "Lillevik"), seen=None, act=admin)
    wish = MunicipalityWish("Storvik", "Lillevik")
    seen = {"name": "Lillevik", "sender_name": "Lillevik", "language": "nb"}
    set_municipality(session, wish, seen=seen, act=admin)
    assert session.get(Municipality, 1).name == "Storvik"
    assert len(events("municipality.added")) == 1
    assert events("municipality.changed") == [
        {"before": {"name": "Lillevik"}, "after": {"name": "Storvik"}}
    ]


def test_names_are_asked_for(session, admin):
    with pytest.raises(BadInput) as refused:
        set_municipality(session, MunicipalityWish("", " "), seen=None, act=admin)
    assert [fault.where for fault in refused.value.faults] == ["name", "sender_name"]


def test_a_known_sector_brings_its_competences(session, admin):
    add_sector(session, Named("Skole og SFO"), code="school", act=admin)
    assert session.get(Competence, "laerer").name_nn == "Lærar"
    with pytest.raises(Conflict, match="already_there"):
        add_sector(session, Named("Skole og SFO"), code="school", act=admin)


def test_a_sector_of_ones_own_gets_a_code(session, admin):
    assert add_sector(session, Named("Kultur og fritid"), code=None, act=admin) == (
        "kultur-og-fritid"
    )


def test_the_pool_is_switched_off_and_on(session, admin, events):
    names = Named("Helse", "Helse", "H")
    for is_on in (False, True):
        change_sector(session, "health", names, is_pool_on=is_on, seen=None, act=admin)
    assert session.get(Sector, "health").is_pool_on
    assert [data["after"] for data in events("sector.changed")] == [
        {"is_pool_on": False},
        {"is_pool_on": True},
    ]


def test_leaders_may_not(session, leader):
    with pytest.raises(NotAllowed):
        add_sector(session, Named("X"), code=None, act=leader)
