"""The tables' version goes up, down and up again, and a wrong version is told."""

import pytest
from sqlalchemy import inspect, text

from tests.conftest import address_of, clone
from vikarsentral import db
from vikarsentral.db.connect import make_engine
from vikarsentral.errors import ComponentMissing
from vikarsentral.tables import WATCHED


@pytest.fixture
def empty(cluster):
    with clone(cluster, "template0") as name:
        engine = make_engine(address_of(cluster, name))
        yield engine
        engine.dispose()


def test_up_down_up_leaves_nothing_between(empty):
    assert db.upgrade(on=empty) == db.newest()
    full = set(inspect(empty).get_table_names())
    db.downgrade("base", on=empty)
    assert set(inspect(empty).get_table_names()) <= {"alembic_version"}
    with empty.connect() as connection:
        schemas = connection.execute(
            text("select count(*) from pg_namespace where nspname='jobs'")
        )
        assert schemas.scalar_one() == 0
    assert db.upgrade(on=empty) == db.newest()
    assert set(inspect(empty).get_table_names()) == full


def test_tables_brought_up_tell_running_processes_that_memory_is_old(empty):
    db.upgrade("0020", on=empty)
    db.upgrade(on=empty)
    with empty.connect() as connection:
        query = text("select source from roster_change where person_id = 0 and xid > 0")
        assert set(connection.scalars(query)) == set(WATCHED)
        connection.execute(text("truncate roster_change"))
        connection.commit()
    db.upgrade(on=empty)
    with empty.connect() as connection:
        assert connection.scalar(text("select count(*) from roster_change")) == 0


def test_check_tells_the_command_when_tables_are_old(empty):
    with pytest.raises(ComponentMissing) as refused:
        db.check(on=empty)
    assert "vikarsentral db upgrade" in refused.value.start


def test_check_tells_server_and_version_when_all_is_well(shared_engine):
    assert db.check(on=shared_engine)["tables"] == db.newest()
