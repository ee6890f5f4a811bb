"""A copy comes back whole, and nothing is lost for a copy that is not whole."""

import stat

import psycopg
import pytest
from sqlalchemy import text

from vikarsentral import db
from vikarsentral.db.backup import backup, restore
from vikarsentral.errors import BadInput, ComponentMissing, Conflict
from vikarsentral.explain import memory
from vikarsentral.tables import WATCHED, Area


@pytest.fixture
def copy(database, tmp_path):
    with db.begin() as session:
        session.add(Area(code="nord", name="Nord"))
    file = tmp_path / "copy.dump"
    assert backup(file) == file.stat().st_size
    return file


def areas():
    with db.begin() as session:
        return sorted(session.execute(text("select code from area")).scalars())


def add_later():
    with db.begin() as session:
        session.add(Area(code="sor", name="Sør"))


def test_a_copy_brings_back_what_was_there_then(copy):
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    add_later()
    restore(copy, replace=True)
    assert areas() == ["nord"]
    assert db.check()["tables"] == db.newest()
    with pytest.raises(Exception, match="append-only"), db.begin() as session:
        session.execute(text("truncate event"))


def test_what_a_running_process_kept_in_memory_is_read_anew_after_a_restore(copy):
    memory.forget()
    add_later()

    def seen(name):
        return db.transaction(lambda session: memory.kept(session, name, areas, [name]))

    names = ("area", "person", "shift")
    assert [seen(name) for name in names] == [["nord", "sor"]] * len(names)
    restore(copy, replace=True)
    with db.begin() as session:
        noted = session.execute(text("select source from roster_change where person_id = 0"))
        assert set(noted.scalars()) == set(WATCHED)
    assert [seen(name) for name in names] == [["nord"]] * len(names)
    memory.forget()


def test_a_copy_fills_an_empty_database(copy):
    db.downgrade("base")
    with db.begin() as session:
        session.execute(text("drop table alembic_version"))
    restore(copy)
    assert areas() == ["nord"]


def test_a_database_that_holds_something_is_not_replaced_unasked(copy):
    add_later()
    with pytest.raises(Conflict, match="database_not_empty"):
        restore(copy)
    assert areas() == ["nord", "sor"]


@pytest.mark.parametrize("damage", ["cut", "flipped", "other", "missing"])
def test_a_damaged_copy_is_refused_and_nothing_is_touched(copy, damage):
    add_later()
    whole = copy.read_bytes()
    if damage == "missing":
        copy.unlink()
    else:
        half = len(whole) // 2
        flipped = whole[:half] + bytes([whole[half] ^ 0xFF]) * 64 + whole[half + 64 :]
        copy.write_bytes({"cut": whole[:half], "flipped": flipped, "other": b"PK" * 99}[damage])
    with pytest.raises(BadInput) as refused:
        restore(copy, replace=True)
    assert refused.value.exit_code == 2
    assert areas() == ["nord", "sor"]


def test_a_database_in_use_is_not_replaced(copy, database):
    add_later()
    with psycopg.connect(database) as other:
        other.execute("select * from area")
        with pytest.raises(ComponentMissing, match="in use"):
            restore(copy, replace=True)
    assert areas() == ["nord", "sor"]


def test_a_copy_never_overwrites_a_file(copy):
    whole = copy.read_bytes()
    with pytest.raises(BadInput, match="already"):
        backup(copy)
    assert copy.read_bytes() == whole
    assert [file.name for file in copy.parent.iterdir()] == [copy.name]


def test_a_folder_that_is_not_there_is_told(database, tmp_path):
    with pytest.raises(BadInput, match="No such file"):
        backup(tmp_path / "nowhere" / "copy.dump")
