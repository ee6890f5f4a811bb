"""What is lawful only under an agreement that ends is found, and nothing else."""

from datetime import date

import pytest

from tests.vikarsentral.agreements.parties import Parties
from tests.vikarsentral.village import NOW
from vikarsentral.errors import NotFound
from vikarsentral.overview.depending import dependents, endings
from vikarsentral.tables import ShiftStatus

END = date(2027, 1, 31)


@pytest.fixture
def parties(village):
    return Parties(village)


def short_rest(village, person, evening, morning, **changes):
    """Ten hours of rest from one shift to the next."""
    village.shift(person, f"{evening}T13:30", hours=8, **changes)
    return village.shift(person, f"{morning}T07:30", hours=7.5, **changes)


def found(parties, row, **changes):
    return [
        (one.shift_id, one.rules)
        for one in dependents(parties.session, row.id, now=NOW, **changes)
    ]


def test_aml_10_8_3_shifts_after_the_last_day_depend_and_those_before_do_not(parties):
    village = parties.village
    row, person = parties.signed(valid_to=END), village.person()
    short_rest(village, person, "2027-01-25", "2027-01-26")
    late = short_rest(village, person, "2027-02-02", "2027-02-03")
    told = found(parties, row)
    assert late.id in {shift for shift, _ in told}
    assert all("daily_rest" in rules for _, rules in told)
    assert len(told) == 2


def test_lawful_shifts_do_not_depend(parties):
    village = parties.village
    row, person = parties.signed(valid_to=END), village.person()
    for day in ("2027-02-02", "2027-02-03"):
        village.shift(person, f"{day}T07:30")
    assert found(parties, row) == []


def test_what_is_unlawful_with_or_without_it_does_not_depend_on_it(parties):
    village = parties.village
    row, person = parties.signed(valid_to=END), village.person()
    village.shift(person, "2027-02-02T07:30", hours=7)
    village.shift(person, "2027-02-02T18:30", hours=7)
    assert found(parties, row) == []


def test_shift_over_the_edge_from_the_last_day_is_seen(parties):
    village = parties.village
    row, person = parties.signed(valid_to=date(2027, 2, 2)), village.person()
    late = short_rest(village, person, "2027-02-02", "2027-02-03")
    assert [shift for shift, _ in found(parties, row)] == [late.id]


def test_another_agreement_that_holds_takes_its_place(parties):
    village = parties.village
    row, person = parties.signed(valid_to=END), village.person()
    short_rest(village, person, "2027-02-02", "2027-02-03")
    parties.signed(valid_from=date(2027, 2, 1))
    assert found(parties, row) == []


def test_scope_by_unit_and_person_is_kept(parties):
    village = parties.village
    units, mine = frozenset({village.solvang.id}), village.person()
    row = parties.signed(valid_to=END, units=units, people=frozenset({mine.id}))
    short_rest(village, village.person(), "2027-02-02", "2027-02-03")
    short_rest(village, mine, "2027-02-02", "2027-02-03", unit=village.fjellheim)
    assert found(parties, row) == []
    short_rest(village, mine, "2027-02-09", "2027-02-10")
    assert len(found(parties, row)) == 2


def test_cancelled_shifts_and_unsigned_agreements_have_nothing(parties):
    village = parties.village
    row, person = parties.signed(valid_to=END), village.person()
    short_rest(village, person, "2027-02-02", "2027-02-03", status=ShiftStatus.CANCELLED)
    assert found(parties, row) == []
    short_rest(village, person, "2027-02-09", "2027-02-10")
    draft = parties.draft(limits={"weekly_rest": 1680}, valid_to=END)
    assert found(parties, draft) == []
    with pytest.raises(NotFound):
        dependents(parties.session, 999_999, now=NOW)


def test_asking_what_an_earlier_end_would_do_changes_nothing(parties):
    village = parties.village
    row, person = parties.signed(), village.person()
    short_rest(village, person, "2027-02-02", "2027-02-03")
    assert found(parties, row) == []
    assert len(found(parties, row, last_on=END)) == 2
    assert row.ended_on is None


def test_asking_for_an_end_before_the_beginning_is_asking_without_it(parties):
    village = parties.village
    row, person = parties.signed(valid_from=date(2027, 1, 20)), village.person()
    short_rest(village, person, "2027-02-02", "2027-02-03")
    assert len(found(parties, row, last_on=date(2027, 1, 10))) == 2


@pytest.mark.parametrize(
    ("valid_to", "listed"),
    [
        (date(2027, 1, 5), [0]),
        (date(2027, 3, 6), [60]),
        (date(2027, 3, 7), []),
    ],
)
def test_agreements_that_end_within_sixty_days_are_listed(parties, valid_to, listed):
    parties.signed(valid_to=valid_to)
    told = endings(parties.session, now=NOW)
    assert [one.days_left for one in told] == listed


def test_listed_with_what_depends_the_first_to_end_first(parties):
    village = parties.village
    short_rest(village, village.person(), "2027-02-02", "2027-02-03")
    later = parties.signed(valid_to=date(2027, 2, 20), limits={"weekly_rest": 1680})
    first = parties.signed(valid_to=END)
    parties.draft(valid_to=END, limits={"day_minutes": 600})
    told = endings(parties.session, now=NOW)
    assert [(one.agreement_id, len(one.dependents)) for one in told] == [
        (first.id, 2),
        (later.id, 0),
    ]
