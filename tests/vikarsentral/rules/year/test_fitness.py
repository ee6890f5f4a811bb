"""Competence, authorisation and medication: valid on every date, on both sides of each edge."""

from datetime import timedelta

import pytest

from tests.vikarsentral.rules.year.one import at, duty, flips, held, over_clock_changes, roster
from vikarsentral.rules.year import Medication


def night(monday, **facts):
    """Return a duty that touches the Saturday and the Sunday."""
    return duty(at(monday, "22:00", 5), 480, **facts)


@over_clock_changes
@pytest.mark.parametrize(
    ("rule", "held_as", "facts"),
    [
        ("competence", "competences", {}),
        ("authorisation", "authorisations", {"authorised": frozenset({"nurse"})}),
    ],
)
def test_48_what_is_required_is_held_on_the_last_date_too(monday, rule, held_as, facts):
    saturday, sunday = monday + timedelta(days=5), monday + timedelta(days=6)
    asks = night(monday, requires=("nurse",))

    def of(last, first=saturday):
        return roster(monday, asks, worker={held_as: {"nurse": held(first, last)}}, **facts)

    assert flips(rule, of(sunday), of(saturday)).numbers["missing"] == ["nurse"]
    flips(rule, of(sunday), of(sunday, first=sunday))
    flips(rule, of(None, None), roster(monday, asks, **facts))


@over_clock_changes
def test_a_competence_that_is_no_authorised_profession_asks_for_none(monday):
    inside = roster(monday, night(monday, requires=("course",)))
    outside = roster(monday, night(monday, requires=("course",)), authorised=frozenset({"course"}))
    flips("authorisation", inside, outside)


@over_clock_changes
def test_medication_is_held_in_scope_at_the_unit_on_every_date(monday):
    saturday, sunday = monday + timedelta(days=5), monday + timedelta(days=6)
    asks = night(monday, medication=2)

    def of(*grants):
        return roster(monday, asks, worker={"medication": grants})

    good = Medication(2, frozenset({"ward"}), held(saturday, sunday))
    flips("medication", of(good), of(Medication(1, None)))
    flips("medication", of(good), of(Medication(2, frozenset({"school"}))), over=2)
    flips("medication", of(good), of(Medication(2, None, held(saturday, saturday))), over=2)
    flips("medication", of(Medication(1), Medication(4)), of(), over=2)
