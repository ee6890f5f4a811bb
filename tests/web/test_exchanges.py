"""A need's page points to exchanges where nobody can come, for those who may book."""

from tests.web.conftest import rows
from tests.web.test_swaps import ids

__all__ = ["ids"]  # a need nobody can take


def link(need_id):
    return f'href="/behov/{need_id}/bytte"'


def test_where_nobody_can_come_the_leader_is_pointed_to_exchanges(as_user, ids):
    assert link(ids[0]) in as_user("leder").get(f"/behov/{ids[0]}").text


def test_where_somebody_can_come_none_is_pointed_to_and_none_is_found(as_user, town_db):
    need_id = rows(town_db, "select id from need where status = 'open' order by starts_at, id")[0][
        0
    ]
    leader = as_user("leder")
    assert link(need_id) not in leader.get(f"/behov/{need_id}").text
    page = leader.get(f"/behov/{need_id}/bytte")
    assert (page.status_code, "Vi fant ikke noe bytte mellom to." in page.text) == (200, True)


def test_a_covered_shift_points_to_none(as_user, town_db):
    need_id = rows(town_db, "select id from need where status = 'covered' order by starts_at, id")[
        0
    ][0]
    assert link(need_id) not in as_user("leder").get(f"/behov/{need_id}").text
