"""The live roster from memory: the same answers as read anew, and never those of yesterday."""

import pytest

from tests.vikarsentral.village import Village
from vikarsentral import db
from vikarsentral.commitments import need_ref
from vikarsentral.errors import NotFound
from vikarsentral.explain import memory
from vikarsentral.explain.live import case_of
from vikarsentral.plan.problem import build_for_need, facts
from vikarsentral.rules.options import options
from vikarsentral.tables import NeedStatus, Pin, PostKind, ShiftKind, ShiftStatus

DAY = "2027-01-11T07:30"


@pytest.fixture(autouse=True)
def fresh():
    memory.forget()
    yield
    memory.forget()


def told(found):
    return [(one.person.id, one.rules, one.marginal, dict(one.terms)) for one in found]


def from_memory(session, need_id):
    case = case_of(session, need_id)
    return told(options(case.problem, case.need))


def anew(session, need_id):
    problem = facts(build_for_need(session, need_id))
    return told(options(problem, problem.needs[need_ref(need_id)]))


def peopled(session, village=None):
    village = village or Village(session)
    village.on_duty()
    village.on_duty(role="pleieassistent")
    staff = village.person(PostKind.STAFF, village.solvang, accepts_overtime=True)
    village.shift(staff, "2027-01-11T15:00")
    village.person(PostKind.HOURLY, accepts_night=False)
    return village, village.need(DAY), village.need("2027-01-12T22:00", hours=8)


def test_the_answers_are_those_read_anew(village):
    _, day, night = peopled(village.session, village)
    for row in (day, night):
        assert from_memory(village.session, row.id) == anew(village.session, row.id)


def test_who_covers_it_now_is_considered_too(village):
    _, day, _ = peopled(village.session, village)
    holder = village.on_duty()
    day.status = NeedStatus.COVERED
    village.shift(holder, DAY, need_id=day.id, kind=ShiftKind.COVER, status=ShiftStatus.CONFIRMED)
    found = from_memory(village.session, day.id)
    assert found == anew(village.session, day.id)
    assert {who: rules for who, rules, *_ in found}[f"p{holder.id}"] == ()


def test_a_pin_stops_everyone_else(village):
    _, day, _ = peopled(village.session, village)
    keeper = village.on_duty()
    village.add(Pin(need_id=day.id, person_id=keeper.id, pinned_by="x", pinned_at=day.created_at))
    found = from_memory(village.session, day.id)
    assert found == anew(village.session, day.id)
    assert [who for who, rules, *_ in found if not rules] == [f"p{keeper.id}"]


def test_an_unknown_need_is_told(session):
    with pytest.raises(NotFound):
        case_of(session, 999_999)


@pytest.mark.usefixtures("database")
def test_a_changed_shift_gives_a_new_answer():
    def fill(session):
        village, day, _ = peopled(session)
        return day.id, village.on_duty().id

    need_id, person_id = db.transaction(fill)
    before = db.transaction(lambda session: from_memory(session, need_id))
    assert before == db.transaction(lambda session: from_memory(session, need_id))
    assert {who: rules for who, rules, *_ in before}[f"p{person_id}"] == ()

    def busy(session):
        from sqlalchemy import text

        session.execute(
            text(
                "insert into shift (person_id, unit_id, starts_at, ends_at, unpaid_break_minutes,"
                " requires, kind, status, uid, sequence, created_at, changed_at, version)"
                " select :person, unit_id, starts_at, ends_at, 0, '{}', 'rota', 'planned', 'u', 0,"
                " now(), now(), 1 from need where id = :need"
            ),
            {"person": person_id, "need": need_id},
        )

    db.transaction(busy)
    after = db.transaction(lambda session: from_memory(session, need_id))
    assert "overlap" in {who: rules for who, rules, *_ in after}[f"p{person_id}"]
    assert after == db.transaction(lambda session: anew(session, need_id))


@pytest.mark.usefixtures("database")
def test_the_database_notes_every_table_the_facts_are_read_from():
    import re

    from sqlalchemy import event

    from vikarsentral.tables import WATCHED

    def fill(session):
        return peopled(session)[1].id

    need_id = db.transaction(fill)
    statements = []
    engine = db.engine()
    event.listen(engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    db.transaction(lambda session: case_of(session, need_id) and None)
    read = {
        name
        for one in statements
        for name in re.findall(r"(?:FROM|JOIN) (\w+)", one)
        if name not in {"roster_change", "pg_database"}
    }
    assert "shift" in read
    assert "person" in read
    assert read <= set(WATCHED)
