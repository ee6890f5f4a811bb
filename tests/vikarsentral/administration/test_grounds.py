"""A ground opens the rule that names it, and no other."""

import pytest

from vikarsentral.administration.grounds import GROUNDS, Grounds, hold
from vikarsentral.administration.judging import Judged
from vikarsentral.errors import OnlyOnGrounds, Unlawful
from vikarsentral.rules.excess import Excess
from vikarsentral.rules.year import Finding

SPAN = {"start": "2027-01-25T07:30:00+01:00", "end": "2027-01-25T15:00:00+01:00"}
NUMBERS = {
    "notice": {**SPAN, "told": "2027-01-20"},
    "night_work": {**SPAN, "sector": "school"},
    "red_window": {**SPAN, "sector": "school"},
    "ordinary_average": {"week": "2027-01-25", "weeks": 1, "week_minutes": 2280},
    "week_minutes": {"week": "2027-01-25"},
}


def judged(*rules, weeks=(2300, 2000)):
    found = [
        Finding("p1", Excess(rule, rule, 2280, 2300, 20, ("w0",), NUMBERS[rule])) for rule in rules
    ]
    return Judged(tuple(found), dict(enumerate(weeks)), 2130, "2027-01-05T06:10:00+01:00")


@pytest.mark.parametrize("rule", GROUNDS)
def test_each_rule_is_opened_by_its_ground_alone(rule):
    for name in ("said_yes", "is_needed", "is_averaged"):
        grounds = Grounds(**{name: True})
        if name == GROUNDS[rule]:
            assert hold(judged(rule), grounds) == [rule]
        else:
            with pytest.raises(OnlyOnGrounds) as refused:
                hold(judged(rule), grounds)
            assert refused.value.grounds == (GROUNDS[rule],)


def test_nothing_opens_what_no_ground_is_for():
    every = Grounds(said_yes=True, is_needed=True, is_averaged=True)
    with pytest.raises(Unlawful) as refused:
        hold(judged("notice", "week_minutes"), every)
    assert not isinstance(refused.value, OnlyOnGrounds)
    assert [each["rule"] for each in refused.value.receipts] == ["notice", "week_minutes"]


def test_an_average_above_the_week_is_opened_by_none():
    with pytest.raises(Unlawful) as refused:
        hold(judged("ordinary_average", weeks=(2300, 2270)), Grounds(is_averaged=True))
    assert not isinstance(refused.value, OnlyOnGrounds)


def test_lawful_work_needs_no_ground():
    assert hold(judged(), Grounds()) == []
