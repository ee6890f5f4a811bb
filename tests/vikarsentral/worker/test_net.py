"""One refused piece of work stops no other, and a database that is away stops them all."""

import pytest

from vikarsentral.errors import ComponentMissing, Conflict
from vikarsentral.tables import Area
from vikarsentral.worker.net import each, try_one


def add(code, error=None):
    def work(session):
        session.add(Area(code=code, name=code))
        session.flush()
        if error is not None:
            raise error

    return work


def test_what_is_refused_leaves_nothing_and_the_rest_is_done(database, caplog):
    works = {1: add("nord"), 2: add("sor", Conflict("planted")), 3: add("nord"), 4: add("ost")}
    assert each(works, works.get, "the area") == [2, 3]
    assert "the area 2 was refused: planted" in caplog.text
    kept = []
    assert try_one(lambda session: kept.extend(session.query(Area)), "the list")
    assert sorted(area.code for area in kept) == ["nord", "ost"]


def test_a_database_that_is_away_is_not_taken_for_a_refusal(database):
    with pytest.raises(ComponentMissing):
        try_one(add("nord", ComponentMissing("database", "is away", "start it")), "the area")


def test_what_cannot_be_read_is_told_with_its_trace_and_stops_no_other(database, caplog):
    works = {1: add("nord", KeyError("agency")), 2: add("sor")}
    assert each(works, works.get, "the plan") == [1]
    assert "the plan 1 could not be read" in caplog.text
    assert "KeyError: 'agency'" in caplog.text
