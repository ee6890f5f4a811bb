"""Uploads that come all at once, lie too long, or meet another import; and very long files.

Source: reliability section 4, D6, D9, D13, D15, X10.
"""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.vikarsentral.importing.files import ACTOR, book_file, csv_file, found, table, take
from tests.vikarsentral.village import NOW, Village
from vikarsentral import access, db, jobs
from vikarsentral.errors import Conflict
from vikarsentral.importing import limits, taking, uploads, work
from vikarsentral.importing.taking import Options
from vikarsentral.retention import nightly
from vikarsentral.tables import FileImport, ImportState, Need

HEADINGS = ("Enhet", "Dato", "Fra", "Til", "Krav")
GOOD = ("solvang", "11.01.2027", "07:30", "15:00", "sykepleier")
FILE = csv_file(HEADINGS, GOOD)
LATER = timedelta(days=31, hours=3)


def upload(session, key, content=FILE):
    told = {"kind": "needs", "content": content, "name": "x.csv", "actor": ACTOR, "now": NOW}
    return uploads.upload(session, key=key, **told)


def waiting(session):
    query = text("select count(*) from procrastinate_jobs where task_name = :task")
    return session.scalar(query, {"task": jobs.TAKE_FILE})


def test_one_upload_sent_fifty_times_is_one_file_and_one_job(session, village):
    numbers = {upload(session, "k") for _ in range(50)}
    assert len(numbers) == 1
    assert waiting(session) == 1
    assert session.query(FileImport).count() == 1


def test_fifty_uploads_wait_in_one_queue(session, village):
    assert len({upload(session, f"k{n}") for n in range(50)}) == 50
    query = text("select distinct queue_name from procrastinate_jobs where task_name = :task")
    assert list(session.scalars(query, {"task": jobs.TAKE_FILE})) == [jobs.FILES]


def test_a_key_used_for_another_file_is_refused(session, village):
    upload(session, "k")
    with pytest.raises(Conflict) as refused:
        upload(session, "k", FILE + FILE)
    assert refused.value.code == "key_reused"


def test_a_file_that_waited_too_long_for_a_yes_is_dropped(session, village):
    number = upload(session, "k")
    row = session.get_one(FileImport, number)
    row.state, row.report = ImportState.READ, {"verdict": "good"}
    session.flush()
    assert nightly(session, now=NOW + LATER)["files"] == 1
    session.expire_all()
    assert (row.content, row.report, row.state) == (None, None, ImportState.CANCELLED)
    assert row.finished_at == NOW + LATER
    with pytest.raises(Conflict):
        uploads.confirm(
            session, number, is_good_rows=False, is_whole=None, actor=ACTOR, now=NOW + LATER
        )


def test_a_file_that_is_being_stored_is_not_dropped_by_the_night(session, village):
    row = session.get_one(FileImport, upload(session, "k"))
    row.state = ImportState.STORING
    session.flush()
    assert nightly(session, now=NOW + LATER)["files"] == 0
    session.expire_all()
    assert (row.content, row.state) == (FILE, ImportState.STORING)


def test_the_second_of_two_imports_waits_for_the_first(database):
    with Session(db.engine()) as session, session.begin():
        Village(session)
    began, done = threading.Event(), threading.Event()

    def second():
        with Session(db.engine()) as session, session.begin():
            began.set()
            take(session, "needs", FILE, NOW)
        done.set()

    first = Session(db.engine())
    try:
        take(first, "needs", FILE, NOW)
        other = threading.Thread(target=second)
        other.start()
        assert began.wait(120)
        waits = text("select count(*) from pg_locks where locktype = 'advisory' and not granted")
        with db.engine().connect() as watcher:
            while not watcher.scalar(waits):
                assert not done.is_set()
        first.commit()
        other.join(120)
    finally:
        first.close()
    assert done.is_set()
    with Session(db.engine()) as session:
        assert session.query(Need).count() == 1  # the same row a second time changes nothing


def test_an_unknown_name_far_down_is_told_with_its_row_and_stores_nothing(session, village):
    rows = [(f"R-{n}", *GOOD) for n in range(2, 4711)]
    file = csv_file(("Referanse", *HEADINGS), *rows, ("R-4711", *GOOD[:4], "sykepleir"))
    report = take(session, "needs", file, NOW)
    assert found(report) == [("unknown_competence", 4711, "Krav")]
    assert (report.faults[0].value, report.faults[0].facts["near"]) == ("sykepleir", "sykepleier")
    assert session.query(Need).count() == 0


ENDLESS = {
    "far too many rows": csv_file(HEADINGS) + (b"\r\n" + ";".join(GOOD).encode()) * 400_000,
    "one endless line": csv_file(HEADINGS) + b"\r\n" + b"x" * (20 * 2**20),
    "more bytes than a file may have": b"\0" * (limits.FILE_BYTES + 1),
}


@pytest.mark.parametrize("content", ENDLESS.values(), ids=ENDLESS)
def test_a_file_without_end_is_refused_without_reading_it_all(content):
    read = table("needs", content)
    assert [fault.code for fault in read.faults] in (
        ["too_many_rows"],
        ["cell_too_long"],
        ["file_too_large"],
    )
    assert read.rows == []


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_workbook_that_broke_off_on_the_way_stores_nothing(session, village, share):
    content = book_file(HEADINGS, *[GOOD] * 40)
    cut = content[: int(len(content) * share)]
    read = table("needs", cut, "x.xlsx")
    row = taking.new_row("needs", cut, "x.xlsx", actor=ACTOR, now=NOW)
    report = taking.take(session, read, row=row, options=Options(), actor=ACTOR, now=NOW)
    assert [fault.code for fault in report.faults] == ["not_a_workbook"]
    assert session.query(Need).count() == 0


def test_an_upload_whose_owner_may_no_more_is_dropped_when_it_is_stored(database, monkeypatch):
    monkeypatch.setenv("VIKARSENTRAL_NOW", NOW.isoformat())
    system = access.system()
    with Session(db.engine()) as session, session.begin():
        Village(session)
        about = {"login": "admin", "name": "Admin", "password": "fjord-og-fjell-1"}
        access.add_user(session, **about, actor=system, now=NOW)
        role = {"role": access.RoleName.ADMIN, "unit_code": None}
        access.grant_role(session, login="admin", **role, actor=system, now=NOW)
    with Session(db.engine()) as session, session.begin():
        admin = access.actor_by_login(session, "admin")
        told = {"kind": "needs", "content": FILE, "name": "x.csv", "actor": admin, "now": NOW}
        number = uploads.upload(session, key="k", **told)
    work.run(number)
    with Session(db.engine()) as session, session.begin():
        said = {"is_good_rows": False, "is_whole": None, "actor": admin, "now": NOW}
        uploads.confirm(session, number, **said)
        access.deactivate_user(session, login="admin", actor=system, now=NOW)
    work.run(number)
    with Session(db.engine()) as session:
        row = session.get_one(FileImport, number)
        assert (row.state, row.content) == (ImportState.CANCELLED, None)
        assert session.query(Need).count() == 0
