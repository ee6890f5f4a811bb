"""Uploads are read and stored beside the worker; what a killed one left is done again."""

import threading

from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.vikarsentral.importing.files import csv_file
from tests.vikarsentral.village import NOW, Village
from vikarsentral import access, db
from vikarsentral.importing import uploads
from vikarsentral.tables import FileImport, ImportState, Need
from vikarsentral.worker import files

HEADINGS = ("Enhet", "Dato", "Fra", "Til", "Krav")


def set_up(monkeypatch, rows=3):
    monkeypatch.setenv("VIKARSENTRAL_NOW", NOW.isoformat())
    content = csv_file(HEADINGS, *[("solvang", "11.01.2027", "07:30", "15:00", "")] * rows)
    with Session(db.engine()) as session, session.begin():
        Village(session)
        access.add_user(
            session,
            login="admin",
            name="Admin",
            password="fjord-og-fjell-1",
            actor=access.system(),
            now=NOW,
        )
        everywhere = {"role": access.RoleName.ADMIN, "unit_code": None}
        access.grant_role(session, login="admin", actor=access.system(), now=NOW, **everywhere)
    admin = who()
    return db.transaction(
        lambda session: uploads.upload(
            session, kind="needs", content=content, name="x", key="k", actor=admin, now=NOW
        )
    )


def who():
    with Session(db.engine()) as session:
        return access.actor_by_login(session, "admin")


def state(import_id):
    with Session(db.engine()) as session:
        return session.get(FileImport, import_id).state


def confirm(import_id):
    admin = who()
    db.transaction(
        lambda session: uploads.confirm(
            session, import_id, is_good_rows=False, is_whole=None, actor=admin, now=NOW
        )
    )


def needs():
    with Session(db.engine()) as session:
        return session.query(Need).count()


def test_an_upload_is_read_confirmed_and_stored_once(database, monkeypatch):
    number = set_up(monkeypatch)
    files.take_in(number, should_stop=lambda: False)
    assert state(number) is ImportState.READ
    assert needs() == 0
    confirm(number)
    files.take_in(number, should_stop=lambda: False)
    files.take_in(number, should_stop=lambda: False)
    assert state(number) is ImportState.STORED
    assert needs() == 3


def test_a_worker_that_stops_leaves_the_upload_for_another(database, monkeypatch):
    number = set_up(monkeypatch)
    files.take_in(number, should_stop=lambda: True)
    assert state(number) is ImportState.READING
    files.take_in(number, should_stop=lambda: False)
    assert state(number) is ImportState.READ


def test_the_sweep_has_lost_work_done_again_but_not_work_under_way(database, monkeypatch):
    number = set_up(monkeypatch)
    assert files.sweep_files() == 0  # its job still waits
    with Session(db.engine()) as session, session.begin():
        session.execute(text("delete from procrastinate_jobs"))
    with db.engine().connect() as held:
        key = {"class": uploads.LOCK_CLASS, "id": number}
        held.execute(text("select pg_advisory_lock(:class, :id)"), key)
        assert files.sweep_files() == 0
        held.execute(text("select pg_advisory_unlock(:class, :id)"), key)
    assert files.sweep_files() == 1
    assert files.sweep_files() == 0


def test_two_at_once_store_the_file_once(database, monkeypatch):
    number = set_up(monkeypatch)
    files.take_in(number, should_stop=lambda: False)
    confirm(number)
    both = [
        threading.Thread(target=files.take_in, args=(number,), kwargs={"should_stop": lambda: 0})
        for _ in range(2)
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert state(number) is ImportState.STORED
    assert needs() == 3


def test_a_file_that_always_takes_the_process_down_is_given_up(database, monkeypatch):
    number = set_up(monkeypatch)
    told = {"attempts": uploads.MOST_ATTEMPTS}
    with Session(db.engine()) as session, session.begin():
        session.get(FileImport, number).progress = told
    files.take_in(number, should_stop=lambda: False)
    assert state(number) is ImportState.REFUSED
