"""Everyone written out: the same receipts as the rules give anew, and never those of yesterday."""

import json

import pytest
from sqlalchemy import event

from tests.vikarsentral.village import NOW, Village
from vikarsentral import db
from vikarsentral.commitments import local, need_ref
from vikarsentral.errors import NotFound
from vikarsentral.explain import memory
from vikarsentral.explain.listing import first_lawful, listing
from vikarsentral.explain.names import names
from vikarsentral.plan.problem import build_for_need, facts
from vikarsentral.rules.options import option_receipt, options
from vikarsentral.tables import (
    Competence,
    Need,
    NeedStatus,
    Person,
    Pin,
    PostKind,
    Shift,
    ShiftKind,
    ShiftStatus,
    Wish,
)

DAY, NIGHT = "2027-01-11T07:30", "2027-01-12T22:00"


@pytest.fixture(autouse=True)
def fresh():
    memory.forget()
    yield
    memory.forget()


def peopled(village):
    """Fill a village with people whom different rules stop; return two needs."""
    for _ in range(3):
        village.on_duty()
    village.on_duty(role="pleieassistent")
    village.shift(village.person(PostKind.STAFF, village.solvang, accepts_overtime=True), DAY)
    short = village.person(PostKind.HOURLY, accepts_night=False)
    village.shift(short, "2027-01-10T22:00", hours=9)
    village.shift(short, "2027-01-12T12:00", hours=9)
    busy = village.on_duty(accepts_overtime=True)
    for day in range(12, 18):
        village.shift(busy, f"2027-01-{day}T07:00", hours=9)
    return village.need(DAY), village.need(NIGHT, hours=9)


def told(found):
    """Return the receipts of a listing as documents, when left out."""
    return [json.loads(b"{" + one.receipt) for one in found.pieces.values()]


def anew(session, need_id):
    """Return the same by the rules alone, from facts that are read anew."""
    problem = facts(build_for_need(session, need_id))
    need, known = problem.needs[need_ref(need_id)], names(session)
    receipts = [option_receipt(one, need, None, known) for one in options(problem, need)]
    return [
        {key: value for key, value in one.document().items() if key != "data_at"}
        for one in receipts
    ]


def test_receipts_and_ranks_are_those_of_the_rules(village):
    stops = set()
    for row in peopled(village):
        found = listing(village.session, row.id)
        assert told(found) == anew(village.session, row.id)
        assert found.lawful == sum(one["verdict"] == "possible" for one in told(found))
        stops |= {rule for one in told(found) for rule in one["numbers"].get("rules", ())}
    assert {"competence", "overlap", "daily_rest", "available", "weekly_rest"} <= stops


def test_equals_come_in_the_order_of_their_ids_as_texts(village):
    people = [village.on_duty() for _ in range(12)]
    found = list(listing(village.session, village.need(DAY).id).pieces)
    assert found == sorted(f"p{one.id}" for one in people)


def test_a_pin_stops_everyone_else_in_words(village):
    day, _ = peopled(village)
    keeper = village.on_duty()
    village.add(Pin(need_id=day.id, person_id=keeper.id, pinned_by="x", pinned_at=NOW))
    found = listing(village.session, day.id)
    assert told(found) == anew(village.session, day.id)
    assert (found.lawful, next(iter(found.pieces))) == (1, f"p{keeper.id}")


def test_who_covers_it_now_is_listed_as_if_they_did_not(village):
    day, _ = peopled(village)
    holder = village.on_duty()
    day.status = NeedStatus.COVERED
    village.shift(holder, DAY, need_id=day.id, kind=ShiftKind.COVER, status=ShiftStatus.CONFIRMED)
    assert told(listing(village.session, day.id)) == anew(village.session, day.id)


def test_names_stand_beside(village):
    person, row = village.on_duty(), village.need(DAY)
    [piece] = listing(village.session, row.id).pieces.values()
    assert json.loads(piece.name) == {"person": f"p{person.id}", "person_name": person.name}


def test_unit_staff_whom_nobody_asks_are_not_there(village):
    village.person(PostKind.STAFF, village.solvang)
    assert not listing(village.session, village.need(DAY).id).pieces


def test_an_unknown_need_is_told(village):
    with pytest.raises(NotFound):
        listing(village.session, 999_999)


def test_the_lawful_are_cut_and_the_others_are_all_there(village):
    found = listing(village.session, peopled(village)[0].id)
    assert 1 < found.lawful < len(found.pieces)
    every = list(found.pieces.values())
    assert found.cut(1) == [every[0], *every[found.lawful :]]
    assert found.cut(200) == every


def test_the_first_lawful_have_the_very_same_receipts(village):
    day, _ = peopled(village)
    every = [one for one in anew(village.session, day.id) if one["verdict"] == "possible"]
    some = first_lawful(village.session, day.id, 2, now=NOW)
    assert [one.receipt for one in some] == [{**one, "data_at": local(NOW)} for one in every[:2]]
    assert [one.name["person"] for one in some] == [one["person"] for one in every[:2]]
    assert len(first_lawful(village.session, day.id, 99, now=NOW)) == len(every)


def _filled(session):
    day, night = peopled(Village(session))
    return day.id, night.id


def test_what_is_kept_needs_one_question(database):
    row, _ = db.transaction(_filled)
    first = db.transaction(lambda session: listing(session, row))
    asked = []
    with db.begin() as session:
        listen = lambda *args: asked.append(args[2])  # noqa: E731 - the connection is let go
        event.listen(session.connection(), "before_cursor_execute", listen)
        assert listing(session, row) is first
        event.remove(session.connection(), "before_cursor_execute", listen)
    assert len(asked) == 1


@pytest.fixture
def needs(database):
    """Two needs in a town that is written already."""
    return db.transaction(_filled)


def listed(need_id):
    return db.transaction(lambda session: listing(session, need_id))


def test_nothing_is_written_again_while_nothing_changes(needs):
    first = listed(needs[0])
    listed(needs[1])
    assert listed(needs[0]) is first


def test_only_those_who_have_changed_are_written_again(needs):
    before = listed(needs[0])
    who = next(iter(before.pieces))

    def wish(session):
        need = session.get_one(Need, needs[0])
        about = {"person_id": int(who[1:]), "starts_at": need.starts_at, "ends_at": need.ends_at}
        session.add(Wish(**about, ore=7700))

    db.transaction(wish)
    after = listed(needs[0])
    assert told(after) == db.transaction(lambda session: anew(session, needs[0]))
    same = {one for one, piece in before.pieces.items() if after.pieces[one] is piece}
    assert same == before.pieces.keys() - {who}
    assert after.sum != before.sum


def test_a_person_who_leaves_is_not_there_any_more(needs):
    before = listed(needs[0])
    who = list(before.pieces)[-1]

    def leave(session):
        session.get_one(Person, int(who[1:])).is_active = False

    db.transaction(leave)
    after = listed(needs[0])
    assert after.pieces.keys() == before.pieces.keys() - {who}
    assert told(after) == db.transaction(lambda session: anew(session, needs[0]))


def _another_need(session, need_id):
    session.get_one(Need, need_id).requires = []


def _another_word(session, _):
    session.get_one(Competence, "sykepleier").name_nb = "fagperson"


def _other_names(session, _):
    for one in session.query(Person):
        one.name = "Ny"


def _no_shifts(session, _):
    session.query(Shift).delete()


@pytest.mark.parametrize("change", [_another_need, _another_word, _other_names, _no_shifts])
def test_what_has_changed_is_told_as_it_is_now(needs, change):
    before = listed(needs[0])
    db.transaction(lambda session: change(session, needs[0]))
    after = listed(needs[0])
    assert after.sum != before.sum
    assert told(after) == db.transaction(lambda session: anew(session, needs[0]))
