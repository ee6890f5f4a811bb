"""How many a unit must keep, and a shift that several take, as the leader sees it."""

from datetime import timedelta

from tests.web.conftest import rows
from tests.web.town import NOW
from vikarsentral import db
from vikarsentral.access import system
from vikarsentral.compound import view
from vikarsentral.offer.joined import Booking, book_parts
from vikarsentral.tables import Compound, CompoundPart, Need, Person, Post, PostKind, Way

FIELDS = {"day": "3", "evening": "2", "night": "1"}


def test_the_leader_sets_the_floor_of_the_unit_and_takes_it_away(as_user, town_db):
    leader = as_user("leder")
    assert "Ingen her blir spurt om å flytte" in leader.get("/minstebemanning").text
    for _ in range(2):
        assert leader.post("/minstebemanning?enhet=solvang", data=FIELDS).status_code == 303
    assert rows(town_db, "select day, evening, night from staffing_floor") == [(3, 2, 1)]
    assert 'value="3"' in leader.get("/minstebemanning").text
    empty = dict.fromkeys(FIELDS, "")
    assert leader.post("/minstebemanning?enhet=solvang", data=empty).status_code == 303
    assert rows(town_db, "select count(*) from staffing_floor") == [(0,)]


def test_bad_numbers_are_told_and_another_unit_is_not_there(as_user, town_db):
    leader = as_user("leder")
    for bad in ("0", "51", "-1", "1.5", "tre", "9" * 40, "²"):
        told = leader.post("/minstebemanning?enhet=solvang", data={**FIELDS, "day": bad})
        assert (told.status_code, "helt tall fra 1 til 50" in told.text) == (422, True), bad
    assert leader.post("/minstebemanning?enhet=fjellheim", data=FIELDS).status_code == 404
    assert as_user("vikar").get("/minstebemanning").status_code == 403
    assert rows(town_db, "select count(*) from staffing_floor") == [(0,)]


def booked(session):
    """Book a shift in two parts past all rules, as a page would meet it."""
    unit_id = session.query(Need.unit_id).first()[0]
    start = NOW + timedelta(days=20)
    need = Need(
        unit_id=unit_id, starts_at=start, ends_at=start + timedelta(hours=8), requires=[],
        created_by="x", created_at=NOW,
    )  # fmt: skip
    session.add(need)
    session.flush()
    pool = session.query(Person).join(Post).filter(Post.kind == PostKind.POOL).limit(2).all()
    whole = Compound(
        need_id=need.id, state="booked", starts_at=need.starts_at, ends_at=need.ends_at,
        cost_ore=0, window_ends_at=NOW, created_by="x", created_at=NOW, settled_at=NOW,
    )  # fmt: skip
    session.add(whole)
    session.flush()
    parts = [
        CompoundPart(
            compound_id=whole.id, person_id=person.id, way=Way.TAKES_PART,
            starts_at=start + timedelta(hours=4 * place),
            ends_at=start + timedelta(hours=4 * place + 4),
        )
        for place, person in enumerate(pool)
    ]  # fmt: skip
    session.add_all(parts)
    session.flush()
    booking = Booking(whole, parts, [None, None])
    book_parts(session, need, booking, actor=system("test"), now=NOW)
    return need.id


def test_each_part_is_shown_and_all_are_taken_back_in_one_tap(as_user, town_db):
    need_id = db.transaction(booked)
    leader = as_user("leder")
    page = leader.get(f"/behov/{need_id}").text
    assert "Flere tar vakten sammen" in page
    assert "Ta alle av vakten" in page
    assert as_user("nabo").post(f"/behov/{need_id}/sammen/angre").status_code == 403
    for _ in range(2):
        assert leader.post(f"/behov/{need_id}/sammen/angre").status_code == 303
    assert rows(town_db, "select status from need where id = %s", need_id) == [("open",)]
    assert db.transaction(lambda session: view(session, need_id)).state == "undone"
    assert rows(town_db, "select count(*) from need where part_of_id = %s", need_id) == [(1,)]


def test_where_one_has_left_the_others_part_is_still_told_with_its_pay(as_user, town_db):
    need_id = db.transaction(booked)
    leader = as_user("leder")
    assert "Tar du alle av vakten nå:" in leader.get(f"/behov/{need_id}").text
    query = "select p.name from shift s join need n on n.id = s.need_id join person p "
    query += "on p.id = s.person_id where n.part_of_id = %s and s.status <> 'cancelled'"
    ((name,),) = rows(town_db, query, need_id)
    assert leader.post(f"/behov/{need_id}/frigi").status_code == 303
    page = leader.get(f"/behov/{need_id}").text
    told = page.partition("Tar du alle av vakten nå:")[2].partition("</ul>")[0]
    assert f"{name}: varsel" in told
    assert "Ta alle av vakten" in page


def test_a_shift_that_was_never_put_together_has_nothing_to_take_back(as_user, town_db):
    need_id = rows(town_db, "select id from need limit 1")[0][0]
    assert as_user("leder").post(f"/behov/{need_id}/sammen/angre").status_code == 400
