"""Two leaders and one person, a leader who is away, and a request that changes on the way."""

import re
from datetime import timedelta

from tests.web.conftest import rows
from tests.web.test_callouts import reported
from tests.web.test_queries import MOST, Counter
from tests.web.town import NOW, TODAY
from vikarsentral import callout, db
from vikarsentral.access import grant_role, system
from vikarsentral.tables import Need, RoleName, Unit


def like(need_id, code):
    """Make a need at another unit at the same time; return its id."""

    def make(session):
        held = session.get(Need, need_id)
        unit = session.query(Unit).filter_by(code=code).one()
        other = Need(
            unit_id=unit.id, starts_at=held.starts_at, ends_at=held.ends_at,
            requires=list(held.requires), created_by="x", created_at=NOW,
        )  # fmt: skip
        session.add(other)
        session.flush()
        return other.id

    return db.transaction(make)


def offered(page):
    return re.findall(r'name="person" value="(\d+)"', page)


def test_two_leaders_reach_for_one_person_and_one_gets_a_plain_answer(as_user, town_db):
    leader, other = as_user("leder"), as_user("nabo")
    where = reported(leader)
    second = f"/behov/{like(int(where.rsplit('/', 1)[1]), 'fjellheim')}"
    both = set(offered(leader.get(where).text)) & set(offered(other.get(second).text))
    person = {"person": min(both)}
    assert leader.post(f"{where}/sett-opp", data=person).status_code == 303
    refused = other.post(f"{second}/sett-opp", data=person)
    assert refused.status_code in (409, 422)
    assert "Ingenting er endret" in refused.text
    assert person["person"] not in offered(other.get(second).text)
    held = "select count(*) from shift where person_id = %s and kind = 'cover' and status ="
    query = f"{held} 'confirmed'"
    assert rows(town_db, query, int(person["person"])) == [(1,)]


def test_the_leader_is_away_and_a_deputy_goes_on_with_the_same_search(as_user, town_db):
    leader = as_user("leder")
    where = reported(leader)
    leader.post(f"{where}/spor")
    deputy = as_user("nabo")
    assert deputy.get(where).status_code == 403

    def name(session):
        grant_role(
            session, login="nabo", role=RoleName.MANAGER, unit_code="solvang",
            actor=system("test"), now=NOW, valid_from=TODAY, valid_to=TODAY + timedelta(days=2),
        )  # fmt: skip

    db.transaction(name)
    assert "Leting etter vikar" in deputy.get(where).text
    assert deputy.post(f"{where}/spor").status_code == 303
    assert rows(town_db, "select count(*) from callout") == [(1,)]
    assert deputy.post(f"{where}/stopp").status_code == 303
    assert "Spør igjen" in leader.get(where).text


def test_a_running_search_is_changed_and_nobody_waits_for_an_answer(as_user, town_db):
    leader = as_user("leder")
    where = reported(leader)
    leader.post(f"{where}/spor")
    first = rows(town_db, "select count(*) from offer_answer")[0][0]
    fields = {"starts": "07:30", "ends": "12:00"}
    assert leader.post(f"{where}/endre", data=fields).status_code == 303
    closed = "select count(*) from offer_answer where state = 'closed'"
    assert rows(town_db, closed)[0][0] >= first
    told = "select count(*) from message where kind = 'offer_over'"
    assert rows(town_db, told)[0][0] == first


def test_the_pages_of_a_need_ask_the_database_little(as_user):
    leader = as_user("leder")
    where = reported(leader)
    leader.post(f"{where}/spor")
    counts = {}
    for path in ("/unntak", "/endre", "/leting"):
        assert leader.get(where + path).status_code == 200
        with Counter(db.engine()) as statements:
            leader.get(where + path)
        counts[path] = len(statements)
    assert max(counts.values()) <= MOST, counts


def test_options_and_near_misses_stand_in_one_view(as_user):
    leader = as_user("leder")
    page = leader.get(reported(leader)).text
    assert "Disse kan" in page
    assert "Hvorfor ikke andre?" in page
    assert offered(page)


def test_a_whole_unit_that_can_spare_nobody_leaves_the_search_exhausted(as_user, town_db):
    leader = as_user("leder")
    where = reported(leader)
    need_id = int(where.rsplit("/", 1)[1])
    leader.post(f"{where}/spor")
    for _ in range(60):
        seen = db.transaction(lambda session: callout.view(session, need_id))
        if not seen.is_running:
            break
        db.transaction(lambda session, at=seen.next_at: callout.go_on(session, need_id, at))
    assert seen.state == "exhausted"
    assert rows(town_db, "select count(*) from compound where state = 'asking'") == [(0,)]
