"""What people are judged by is read once, for all of them and all their weeks."""

from datetime import date

import pytest

from tests.vikarsentral.village import NOW, at
from vikarsentral.administration.judged_ground import ground_of
from vikarsentral.administration.judging import DUTY_RULES, Work, judge
from vikarsentral.commitments import person_ref
from vikarsentral.errors import BadInput


def test_weeks_reach_from_the_first_to_the_last_and_hold_everyone(village, session):
    ids = [village.person().id, village.person().id]
    ground = ground_of(session, ids, [at("2027-02-09T07:00"), at("2027-01-20T07:00")])
    assert ground.window.first_on == date(2027, 1, 18)
    assert ground.window.end_on == date(2027, 2, 15)
    assert set(ground.problem.people) == {person_ref(one) for one in ids}


def test_a_shared_ground_judges_as_one_of_its_own(village, session):
    person = village.person()
    village.shift(person, "2027-01-25T18:00", 4)
    wanted = [Work(at("2027-01-26T07:00"), at("2027-01-26T11:00"))]
    starts = [wanted[0].starts_at, at("2027-03-01T07:00")]
    ground = ground_of(session, [person.id, village.person().id], starts)
    alone = judge(session, person.id, wanted, rules=DUTY_RULES, now=NOW)
    shared = judge(session, person.id, wanted, rules=DUTY_RULES, now=NOW, ground=ground)
    assert [one.excess for one in shared.findings] == [one.excess for one in alone.findings]
    assert [one.excess.rule for one in alone.findings] == ["daily_rest"]


def test_more_than_a_year_is_refused(village, session):
    with pytest.raises(BadInput, match="weeks"):
        ground_of(session, [], [at("2027-01-04T07:00"), at("2028-03-04T07:00")])
