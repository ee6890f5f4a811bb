"""A draft is kept whole or refused with every row that is wrong."""

from datetime import date

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import audit
from vikarsentral.access import RoleName
from vikarsentral.agreements import AgreementKind, AgreementLevel
from vikarsentral.errors import BadInput, Conflict, NotAllowed, NotFound


def faults(parties, **changes):
    with pytest.raises(BadInput) as refused:
        parties.draft(**changes)
    return [(one.where, one.code) for one in refused.value.faults]


def test_draft_is_kept_with_a_code_and_a_line_in_the_record(parties):
    row = parties.draft(units=frozenset({parties.village.solvang.id}))
    assert row.code == f"L{row.id}"
    assert (row.version, row.drafted_by, len(row.units)) == (1, parties.employer.label, 1)
    (line,) = audit.lines(parties.session, subject=("agreement", row.id))
    assert (line.kind, line.actor) == ("agreement.drafted", parties.employer.label)


def test_both_sides_may_draft_and_nobody_else(parties):
    assert parties.draft(actor=parties.staff).id
    with pytest.raises(NotAllowed):
        parties.draft(actor=parties.village.leader)


def test_every_fault_is_told_at_once(parties):
    told = faults(
        parties,
        title=" ",
        document_ref="x" * 201,
        valid_from=date(2027, 3, 1),
        valid_to=date(2027, 2, 1),
        limits={"daily_rest": 479, "nap": 1},
        units=frozenset({999_999}),
    )
    assert told == [
        ("title", "text_length"),
        ("document_ref", "text_length"),
        ("valid_to", "ends_before"),
        ("limits.daily_rest", "outside_bound"),
        ("limits.nap", "unknown_limit"),
        ("units", "unknown_unit"),
    ]


def test_what_is_over_already_is_not_agreed_on(parties):
    told = faults(parties, valid_from=date(2026, 1, 1), valid_to=date(2027, 1, 4))
    assert told == [("valid_to", "is_over")]
    assert parties.draft(valid_from=date(2026, 1, 1), valid_to=date(2027, 1, 5)).id
    assert faults(parties, valid_to=date(3001, 1, 1)) == [("valid_to", "too_late")]


def test_aml_10_5_1_agreement_with_one_employee_names_exactly_one(parties):
    level, limits = AgreementLevel.INDIVIDUAL, {"day_minutes": 600}
    assert faults(parties, level=level, limits=limits) == [("people", "one_person")]
    person = parties.village.person()
    row = parties.draft(level=level, limits=limits, people=frozenset({person.id}))
    assert row.code == f"I{row.id}"
    assert faults(parties, people=frozenset({999_999})) == [("people", "unknown_person")]


def test_aml_14_12_hire_is_agreed_with_tillitsvalgte(parties):
    person = parties.village.person()
    told = faults(
        parties,
        kind=AgreementKind.HIRE,
        level=AgreementLevel.INDIVIDUAL,
        limits={},
        people=frozenset({person.id}),
    )
    assert told == [("level", "wrong_level")]
    assert parties.draft(kind=AgreementKind.HIRE, limits={}).code.startswith("H")


def test_same_limit_for_the_same_people_on_the_same_day_is_refused(parties):
    solvang, fjellheim = parties.village.solvang.id, parties.village.fjellheim.id
    held = parties.signed(units=frozenset({solvang}))
    with pytest.raises(BadInput) as refused:
        parties.draft(valid_from=date(2027, 12, 31), valid_to=date(2028, 12, 31))
    (one,) = refused.value.faults
    assert (one.where, one.code) == ("limits.daily_rest", "overlaps")
    assert one.facts["code_of_other"] == held.code
    assert parties.draft(valid_from=date(2028, 1, 1), valid_to=date(2028, 12, 31)).id
    assert parties.draft(units=frozenset({fjellheim})).id
    assert parties.draft(limits={"weekly_rest": 1680}).id


def test_two_drafts_of_the_same_may_stand_side_by_side_until_one_is_signed(parties):
    first, second = parties.draft(), parties.draft()
    assert first.id != second.id


def test_new_version_follows_the_old_and_only_one_at_a_time(parties):
    old = parties.signed()
    new = parties.draft(replaces=old.id, valid_from=date(2027, 6, 1), limits={"daily_rest": 540})
    assert (new.version, new.replaces_id, new.code) == (2, old.id, f"{old.code}.{new.id}")
    with pytest.raises(Conflict, match="agreement_replaced"):
        parties.draft(replaces=old.id)
    parties.end(new, NOW.date())
    assert parties.draft(replaces=old.id).version == 2
    with pytest.raises(NotFound):
        parties.draft(replaces=999_999)


def test_role_that_may_not_draft_learns_nothing_of_the_faults(parties):
    with pytest.raises(NotAllowed):
        parties.draft(actor=parties.village.actor(RoleName.EMPLOYEE), title="")
