"""Each class goes on its day, neither before nor later, and nothing else goes with it."""

import pytest
from sqlalchemy import text

from tests.vikarsentral.retention.conftest import NOW, days
from tests.vikarsentral.village import at
from vikarsentral import retention
from vikarsentral.access import Action
from vikarsentral.retention import CLASSES, Act
from vikarsentral.tables import (
    Absence,
    AnswerState,
    ApiToken,
    Compound,
    CompoundPart,
    CompoundState,
    Event,
    FeedToken,
    FileImport,
    IdempotentRequest,
    Message,
    MessageState,
    Need,
    Offer,
    OfferAnswer,
    OfferMode,
    OfferState,
    Person,
    PersonSector,
    PostKind,
    Unavailability,
    User,
    Way,
    WebSession,
    Wish,
)
from vikarsentral.tables.importing import ImportState

assert Action.ERASE_PERSON
START = at("2027-01-11T07:30")
END = at("2027-01-11T15:00")
PERIOD = {kept.id: kept.days for kept in CLASSES}


def user(village):
    return village.add(
        User(login="u", name="U", password_hash="x", session_key="x", created_at=START)
    )


def a_session(village):
    row = WebSession(
        handle_hash="h", user_id=user(village).id, session_key="x",
        created_at=START, last_seen_at=START, expires_at=END, fresh_until=END, is_device=False,
    )  # fmt: skip
    village.add(row)


def a_reply(village):
    village.add(
        IdempotentRequest(actor="a", key="k", action="x", fingerprint="f", answer={}, at=END)
    )


def a_message(village):
    person = village.person()
    village.add(
        Message(
            key="m", person_id=person.id, recipient="x", channel="sms", kind="x", body="x",
            state=MessageState.SENT, created_at=END,
        )
    )  # fmt: skip


def a_wish(village):
    person = village.person()
    village.add(Wish(person_id=person.id, starts_at=START, ends_at=END, ore=1))


def a_time_off(village):
    person = village.person()
    village.add(Unavailability(person_id=person.id, starts_at=START, ends_at=END))


def a_token(village):
    row = ApiToken(token_hash="t", user_id=user(village).id, created_at=START, revoked_at=END)
    village.add(row)


def a_feed(village):
    person = village.person()
    row = FeedToken(token_hash="t", person_id=person.id, created_at=START, revoked_at=END)
    village.add(row)


def an_answer(village):
    need = village.need("2027-01-11T07:30")
    offer = village.add(
        Offer(
            need_id=need.id, mode=OfferMode.OPEN, places=1, window_ends_at=END,
            state=OfferState.SETTLED, created_by="x", created_at=START,
        )
    )  # fmt: skip
    village.add(
        OfferAnswer(
            offer_id=offer.id, person_id=village.person().id, rank=1,
            state=AnswerState.DECLINED, asked_at=START,
        )
    )  # fmt: skip


def an_absence(village):
    absence = village.add(
        Absence(
            person_id=village.person().id, starts_at=START, ends_at=END,
            reported_by="x", reported_at=START,
        )
    )  # fmt: skip
    village.need("2027-01-11T07:30", absence_id=absence.id)


def a_file(village):
    village.add(
        FileImport(
            kind="people", file_name="x.csv", sha256="0" * 64, content=b"Kari;Nordmann",
            state=ImportState.STORED, report={"x": "Kari"}, progress={}, requested_by="x",
            requested_at=END,
        )
    )  # fmt: skip


def files_with_content(session):
    return session.query(FileImport).filter(FileImport.content.is_not(None)).count()


CASES = [
    ("sessions", a_session, WebSession),
    ("repeats", a_reply, IdempotentRequest),
    ("messages", a_message, Message),
    ("wishes", a_wish, Wish),
    ("wishes", a_time_off, Unavailability),
    ("keys", a_token, ApiToken),
    ("keys", a_feed, FeedToken),
    ("answers", an_answer, OfferAnswer),
    ("absences", an_absence, Absence),
]


def run(village, now):
    return retention.nightly(village.session, now=now)


@pytest.mark.parametrize(
    ("kind", "make", "model"), CASES, ids=[f"{kind}-{model.__name__}" for kind, _, model in CASES]
)
def test_each_kind_goes_when_its_period_is_over_and_not_before(village, kind, make, model):
    make(village)
    over = END + days(PERIOD[kind])
    assert run(village, over)[kind] == 0
    assert village.session.query(model).count() == 1
    assert run(village, over + days(1))[kind] == 1
    assert village.session.query(model).count() == 0


def test_files_are_emptied_and_that_they_came_is_kept(village):
    a_file(village)
    run(village, END + days(PERIOD["files"]))
    assert files_with_content(village.session) == 1
    run(village, END + days(PERIOD["files"] + 1))
    assert files_with_content(village.session) == 0
    village.session.expire_all()
    assert village.session.query(FileImport).one().sha256 == "0" * 64


def test_need_stays_when_the_absence_behind_it_goes(village):
    an_absence(village)
    run(village, END + days(PERIOD["absences"] + 1))
    village.session.expire_all()
    assert village.session.query(Need).one().absence_id is None


def test_messages_that_wait_are_not_deleted(village):
    a_message(village)
    village.session.query(Message).one().state = MessageState.QUEUED
    village.session.flush()
    run(village, END + days(1000))
    assert village.session.query(Message).count() == 1


def test_night_comes_once_and_after_two(village):
    assert run(village, at("2027-02-01T01:59")) is None
    assert run(village, at("2027-02-01T02:00")) is not None
    assert run(village, at("2027-02-01T14:00")) is None
    assert run(village, at("2027-02-02T02:00")) is not None
    assert village.session.query(Event).filter_by(kind="retention.run").count() == 2


def test_whoever_left_loses_reach_after_a_year_and_name_after_five(village, gone):
    session = village.session
    run(village, NOW + days(300))
    assert session.query(PersonSector).filter_by(person_id=gone.id).count() == 1
    run(village, NOW + days(366))
    session.expire_all()
    assert session.query(PersonSector).filter_by(person_id=gone.id).count() == 0
    assert session.get(Person, gone.id).name == "Åse Østby"
    assert run(village, NOW + days(4 * 365))["people"] == 0
    assert run(village, NOW + days(5 * 365))["people"] == 1
    session.expire_all()
    assert session.get(Person, gone.id).name == "Slettet person"


def test_whoever_still_works_is_left_alone_however_long(village):
    person = village.person(kind=PostKind.STAFF, unit=village.solvang)
    away = village.person(is_active=False)
    village.shift(away, "2031-01-13T07:30")
    counted = run(village, NOW + days(4 * 365))
    assert (counted["people"], counted["reach"]) == (0, 0)
    village.session.expire_all()
    assert village.session.get(Person, person.id).email is not None


def test_locked_classes_are_counted_when_ripe_and_never_deleted(village, gone):
    del gone
    locked = {kept.id for kept in CLASSES if kept.act is Act.LOCK and kept.days}
    early = retention.ripe(village.session, now=NOW)
    assert set(early) == locked
    assert early["hours"] == 0
    late = retention.ripe(village.session, now=NOW + days(6 * 365))
    assert late["hours"] == 1
    assert late["log"] >= 1


def test_a_note_to_the_one_who_comes_goes_the_day_after_the_shift(village):
    need = village.need("2027-01-11T07:30", handover_note="Nøkkelen ligger i skapet.")
    over = END + days(PERIOD["notes"])
    assert run(village, over)["notes"] == 0
    assert run(village, over + days(1))["notes"] == 1
    village.session.refresh(need)
    assert need.handover_note is None


def test_who_was_asked_about_a_part_goes_with_the_answers(village):
    need = village.need("2027-01-11T07:30")
    whole = village.add(
        Compound(
            need_id=need.id, state=CompoundState.FAILED, starts_at=START, ends_at=END, cost_ore=0,
            window_ends_at=START, created_by="x", created_at=START, settled_at=START,
        )
    )  # fmt: skip
    village.add(
        CompoundPart(
            compound_id=whole.id, person_id=village.person().id, starts_at=START, ends_at=END,
            way=Way.TAKES_PART,
        )
    )  # fmt: skip
    over = END + days(PERIOD["answers"])
    run(village, over)
    assert village.session.query(CompoundPart).count() == 1
    run(village, over + days(1))
    assert village.session.query(CompoundPart).count() == 0


def test_notes_of_what_changed_go_after_a_day_by_the_clock_of_the_database(village):
    query = (
        "insert into roster_change (xid, source, person_id, at)"
        " select one, 'area', 0, clock_timestamp() - one * interval '9 hours'"
        " from generate_series(1, 500) one"
    )
    village.session.execute(text(query))
    run(village, NOW)
    left = village.session.execute(text("select xid from roster_change where xid <= 500"))
    assert sorted(left.scalars()) == [1, 2]


def test_copies_of_packed_facts_go_before_they_are_a_day_old(village):
    query = (
        "insert into roster_copy (first_on, made_by, place, snapshot, at, packed)"
        " select '2026-01-05', 'x', 'x', one::text, clock_timestamp() - one * interval '5 hours',"
        " 'x'::bytea from generate_series(1, 9) one"
    )
    village.session.execute(text(query))
    run(village, NOW)
    left = village.session.execute(text("select snapshot from roster_copy"))
    assert sorted(left.scalars()) == ["1", "2"]
