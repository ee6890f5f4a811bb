"""Two people of the right roles sign, one for each side; either side may end it."""

from datetime import date, timedelta

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import agreements, audit
from vikarsentral.access import Actor, RoleName
from vikarsentral.agreements import AgreementLevel, Side, is_signed, last_day
from vikarsentral.errors import BadInput, Conflict, NotAllowed, NotFound
from vikarsentral.tables import AgreementUnit

TODAY = date(2027, 1, 5)


def fault_of(parties, *sign):
    with pytest.raises(BadInput) as refused:
        parties.sign(*sign)
    (one,) = refused.value.faults
    return one


def test_agreement_counts_when_both_have_signed(parties):
    row = parties.draft()
    assert not is_signed(parties.sign(row, Side.EMPLOYER))
    assert is_signed(parties.sign(row, Side.COUNTERPART))
    last, before = audit.lines(parties.session, subject=("agreement", row.id), limit=2)
    assert (last.data["side"], last.data["is_complete"]) == ("counterpart", True)
    assert before.data["is_complete"] is False
    assert last.data["sha256"] == agreements.fingerprint(row)


@pytest.mark.parametrize("role", sorted(set(RoleName) - {RoleName.PLANNER, RoleName.ADMIN}))
def test_signature_for_the_employer_without_the_role_is_refused(parties, role):
    unit = parties.village.solvang if role is RoleName.MANAGER else None
    actor = parties.village.actor(role, unit)
    one = fault_of(parties, parties.draft(), Side.EMPLOYER, actor)
    assert one.code == "wrong_role"
    assert one.where.endswith(".employer")
    assert "planner or an administrator" in str(one)


@pytest.mark.parametrize("role", sorted(set(RoleName) - {RoleName.TILLITSVALGT}))
def test_signature_for_the_staff_without_the_role_is_refused(parties, role):
    unit = parties.village.solvang if role is RoleName.MANAGER else None
    one = fault_of(parties, parties.draft(), Side.COUNTERPART, parties.village.actor(role, unit))
    assert (one.code, one.allowed) == ("wrong_role", "a tillitsvalgt")


def test_nobody_signs_for_both_sides_though_holding_both_roles(parties):
    grants = frozenset({(RoleName.PLANNER, None), (RoleName.TILLITSVALGT, None)})
    both = Actor(None, "begge", "Begge", None, "nb", grants)
    row = parties.draft()
    parties.sign(row, Side.EMPLOYER, both)
    assert fault_of(parties, row, Side.COUNTERPART, both).code == "same_person"
    assert is_signed(parties.sign(row, Side.COUNTERPART))


def employee(person):
    grants = frozenset({(RoleName.EMPLOYEE, None), (RoleName.PLANNER, None)})
    return Actor(None, person.name, person.name, person.id, "nb", grants)


def test_aml_10_5_1_the_employee_signs_the_own_agreement_and_nobody_elses(parties):
    person, other = parties.village.person(), parties.village.person()
    row = parties.draft(
        level=AgreementLevel.INDIVIDUAL,
        limits={"day_minutes": 600},
        people=frozenset({person.id}),
    )
    assert fault_of(parties, row, Side.COUNTERPART).code == "wrong_role"
    assert fault_of(parties, row, Side.COUNTERPART, employee(other)).code == "wrong_role"
    assert fault_of(parties, row, Side.EMPLOYER, employee(person)).code == "wrong_role"
    parties.sign(row, Side.EMPLOYER)
    assert is_signed(parties.sign(row, Side.COUNTERPART, employee(person)))


def test_same_signature_again_changes_nothing_and_another_comes_too_late(parties):
    row = parties.draft()
    parties.sign(row, Side.EMPLOYER)
    parties.sign(row, Side.EMPLOYER, now=NOW + timedelta(hours=1))
    assert row.employer_signed_at == NOW
    with pytest.raises(Conflict, match="already_signed"):
        parties.sign(row, Side.EMPLOYER, parties.village.actor(RoleName.ADMIN))


def test_second_of_two_drafts_for_the_same_days_is_not_signed(parties):
    first, second = parties.draft(), parties.draft()
    for side in Side:
        parties.sign(first, side)
    one = fault_of(parties, second, Side.EMPLOYER)
    assert (one.where, one.code) == ("limits.daily_rest", "overlaps")


def test_content_that_was_changed_past_the_application_is_judged_again(parties):
    row = parties.draft()
    row.limits = {"daily_rest": 60}
    assert fault_of(parties, row, Side.EMPLOYER).code == "outside_bound"


def test_new_version_ends_the_old_the_day_before(parties):
    old = parties.signed()
    new = parties.draft(replaces=old.id, valid_from=date(2027, 6, 1), limits={"daily_rest": 540})
    parties.sign(new, Side.EMPLOYER)
    assert last_day(old) == date(2027, 12, 31)
    parties.sign(new, Side.COUNTERPART)
    assert last_day(old) == date(2027, 5, 31)
    line = audit.lines(parties.session, subject=("agreement", old.id))[0]
    assert line.data["replaced_by"] == new.code


def test_new_version_never_takes_days_that_have_passed(parties):
    old = parties.signed()
    new = parties.draft(replaces=old.id, valid_from=date(2027, 1, 2))
    for side in Side:
        parties.sign(new, side)
    assert last_day(old) == TODAY - timedelta(days=1)


@pytest.mark.parametrize("side", ["employer", "staff"])
def test_either_side_ends_it_from_today_on(parties, side):
    row = parties.signed()
    parties.end(row, TODAY, getattr(parties, side))
    assert (last_day(row), row.ended_by) == (TODAY, getattr(parties, side).label)
    with pytest.raises(Conflict, match="agreement_over"):
        parties.end(row, TODAY)


@pytest.mark.parametrize("last_on", [TODAY - timedelta(days=1), date(2027, 12, 31)])
def test_early_end_is_neither_in_the_past_nor_the_end_itself(parties, last_on):
    row = parties.signed()
    with pytest.raises(BadInput) as refused:
        parties.end(row, last_on)
    assert refused.value.faults[0].code == "last_day"


def test_nobody_else_ends_it(parties):
    with pytest.raises(NotAllowed):
        parties.end(parties.signed(), TODAY, parties.village.leader)


def test_withdrawn_draft_is_not_signed(parties):
    row = parties.draft()
    parties.end(row, date(2030, 1, 1))
    with pytest.raises(Conflict, match="agreement_over"):
        parties.sign(row, Side.EMPLOYER)


def test_unknown_agreement_is_not_found(parties):
    with pytest.raises(NotFound):
        parties.sign(type("Row", (), {"id": 999_999}), Side.EMPLOYER)


def test_fingerprint_changes_with_anything_signed(parties):
    row = parties.draft()
    before = agreements.fingerprint(row)
    row.units.append(AgreementUnit(agreement_id=row.id, unit_id=parties.village.solvang.id))
    assert agreements.fingerprint(row) != before
