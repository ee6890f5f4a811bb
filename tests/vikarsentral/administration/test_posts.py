"""Several posts, summed; what goes without saying follows; labour is counted anew."""

from datetime import date

import pytest

from vikarsentral import commitments
from vikarsentral.administration import PostWish, add_post, change_post, views
from vikarsentral.commitments.labour import week_of
from vikarsentral.errors import BadInput, Conflict
from vikarsentral.tables import (
    LabourLine,
    NeedStatus,
    Person,
    PersonCompetence,
    PersonSector,
    PersonUnit,
    Post,
    PostKind,
    ShiftKind,
)

FROM = date(2026, 1, 1)


@pytest.fixture
def kari(village):
    return village.add(Person(employee_no="1", name="Kari")).id


def wish(village, size=5000, **changes):
    values = {
        "kind": PostKind.PART_TIME,
        "unit_id": village.solvang.id,
        "role_code": "sykepleier",
        "stillingsprosent": size,
        "regime": "ROTA_38",
        "valid_from": FROM,
    }
    return PostWish(**{**values, **changes})


def test_two_posts_are_summed_of_the_longer_week(village, session, admin, kari):
    add_post(session, kari, wish(village), act=admin)
    other = wish(village, 4000, unit_id=village.fjellheim.id, regime="DAY")
    add_post(session, kari, other, act=admin)
    expected = (2130 * 5000 + 2250 * 4000) // 2250
    assert views.person(session, kari).size(date(2027, 1, 5)) == expected


def test_role_sector_and_unit_follow_a_post(village, session, admin, kari, events):
    for size in (6000, 2000):
        add_post(session, kari, wish(village, stillingsprosent=size), act=admin)
    assert session.query(PersonCompetence).filter_by(person_id=kari).count() == 1
    assert session.query(PersonSector).filter_by(person_id=kari).count() == 1
    assert session.query(PersonUnit).filter_by(person_id=kari).count() == 1
    assert events("post.added")[0]["after"]["full_week_minutes"] == 2130


def test_just_the_same_post_is_given_once(village, session, admin, kari, events):
    held = add_post(session, kari, wish(village), act=admin)
    with pytest.raises(Conflict) as refused:
        add_post(session, kari, wish(village), act=admin)
    assert (refused.value.code, refused.value.facts) == ("post_there", {"post": held})
    assert len(events("post.added")) == 1


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"kind": PostKind.POOL}, "unit_id"),
        ({"unit_id": None}, "unit_id"),
        ({"unit_id": 999_999}, "unit_id"),
        ({"stillingsprosent": 10_001}, "stillingsprosent"),
        ({"regime": "X"}, "regime"),
        ({"valid_to": date(2025, 1, 1)}, "valid_to"),
        ({"role_code": "trollmann"}, "role_code"),
    ],
)
def test_what_does_not_fit_is_refused(village, session, admin, kari, changes, where):
    with pytest.raises(BadInput) as refused:
        add_post(session, kari, wish(village, **changes), act=admin)
    assert [fault.where for fault in refused.value.faults] == [where]


def test_a_smaller_post_counts_the_same_cover_as_merarbeid(village, session, admin, events):
    person = village.person(kind=PostKind.PART_TIME, unit=village.solvang, size=10_000)
    need = village.need("2027-01-11T07:30", status=NeedStatus.COVERED)
    shift = village.shift(person, "2027-01-11T07:30", kind=ShiftKind.COVER, need_id=need.id)
    commitments.recount(session, {week_of(shift)})
    assert session.query(LabourLine).filter_by(shift_id=shift.id).count() == 0
    (post,) = session.query(Post).filter_by(person_id=person.id)
    smaller = wish(village, 0, valid_from=post.valid_from)
    change_post(session, post.id, smaller, seen=None, act=admin)
    (line,) = session.query(LabourLine).filter_by(shift_id=shift.id)
    assert line.source == "merarbeid"
    assert events("post.changed")[0]["before"] == {"stillingsprosent": 10_000}
