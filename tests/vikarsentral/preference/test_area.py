"""The area is a dated decision; a narrower one was discussed and is large enough."""

from datetime import date

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import audit, preference
from vikarsentral.errors import BadInput, NotAllowed
from vikarsentral.preference import Area, PreferenceScope
from vikarsentral.tables import PostKind

TODAY, LATER = date(2027, 1, 5), date(2027, 2, 1)


def decide(history, scope=PreferenceScope.SECTOR, since=LATER, actor=None, **changes):
    values = {"discussed_on": date(2027, 1, 4), "document_ref": "Referat 1", **changes}
    preference.set_area(
        history.session, Area(scope, since, **values), actor=actor or history.planner, now=NOW
    )


def staffed(history, number):
    for _ in range(number):
        history.village.person(PostKind.STAFF, history.village.solvang)


def faults(history, *told, **changes):
    with pytest.raises(BadInput) as refused:
        decide(history, *told, **changes)
    return [one.where for one in refused.value.faults]


def test_whole_municipality_unless_something_is_decided(history):
    assert preference.area_on(history.session, TODAY).scope is PreferenceScope.MUNICIPALITY


def test_decision_holds_from_its_day_and_earlier_ones_are_kept(history):
    staffed(history, 30)
    decide(history)
    decide(history, PreferenceScope.MUNICIPALITY, date(2027, 3, 1), discussed_on=None)
    scopes = [
        preference.area_on(history.session, on).scope.value
        for on in (TODAY, LATER, date(2027, 2, 28), date(2027, 3, 1))
    ]
    assert scopes == ["municipality", "sector", "sector", "municipality"]
    assert len(preference.areas(history.session)) == 2
    assert audit.lines(history.session, limit=1)[0].kind == "preference.area_set"


@pytest.mark.parametrize(("number", "expected"), [(29, ["scope"]), (30, [])])
def test_aml_14_3_narrower_area_has_thirty_employees(history, number, expected):
    staffed(history, number)
    told = [] if not expected else faults(history)
    if not expected:
        decide(history)
    assert told == expected


def test_every_unit_must_be_large_enough_for_the_units_to_stand_alone(history):
    staffed(history, 40)
    assert faults(history, PreferenceScope.UNIT) == ["scope"]


def test_aml_14_3_narrower_area_was_discussed_first(history):
    staffed(history, 30)
    assert faults(history, discussed_on=None) == ["discussed_on"]
    assert faults(history, discussed_on=date(2027, 1, 6)) == ["discussed_on"]
    assert faults(history, since=date(2027, 1, 4), document_ref="") == [
        "valid_from",
        "document_ref",
    ]


def test_a_day_is_decided_once(history):
    staffed(history, 30)
    decide(history)
    assert faults(history) == ["valid_from"]


def test_only_the_employer_decides(history):
    with pytest.raises(NotAllowed):
        decide(history, actor=history.village.leader)
